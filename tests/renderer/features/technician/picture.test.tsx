import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import {
  placePicture,
  zoomStep,
  type Zoom,
} from '../../../../src-renderer/features/technician/picture/place-picture.ts';
import { stageState } from '../../../../src-renderer/features/technician/picture/stage-state.ts';
import type { Desk } from '../../../../src-renderer/stores/technician-store.ts';
import { fakeSurface } from '../../../gallery-desk/fake-surface.ts';
import { states } from '../../../gallery-desk/states.ts';
import { NOW, renderTechnician } from './harness.tsx';

const hd = { width: 1920, height: 1080 };

describe('The place of the picture', () => {
  it('fit keeps the shape and stays on whole device pixels', () => {
    const place = placePicture({
      box: { width: 708, height: 399 },
      size: hd,
      zoom: 'fit',
      devicePixelRatio: 1,
    });
    expect(place.width / place.height).toBeCloseTo(16 / 9, 2);
    expect([place.left, place.top, place.width, place.height].every(Number.isInteger)).toBe(true);
    expect(place.pans).toBe(false);
  });

  it('1:1 is one picture pixel for each device pixel, on dense displays too', () => {
    const place = placePicture({
      box: { width: 1000, height: 600 },
      size: hd,
      zoom: 1,
      devicePixelRatio: 1.5,
    });
    expect(place.width * 1.5).toBe(1920);
    expect(place.height * 1.5).toBe(1080);
    expect(place.pans).toBe(true);
  });

  it('is exact where display and picture have the same size', () => {
    for (const zoom of ['fit', 1] as const) {
      expect(placePicture({ box: hd, size: hd, zoom, devicePixelRatio: 1 })).toEqual({
        left: 0,
        top: 0,
        width: 1920,
        height: 1080,
        scale: 1,
        pans: false,
        crisp: true,
        exact: true,
      });
    }
  });

  it('smooths only where picture pixels cannot all be the same number of device pixels', () => {
    const crisp = (zoom: Zoom, devicePixelRatio = 1) =>
      placePicture({ box: { width: 700, height: 400 }, size: hd, zoom, devicePixelRatio }).crisp;
    expect([1, 2, 3].map((zoom) => crisp(zoom))).toEqual([true, true, true]);
    expect(crisp(1, 1.25)).toBe(true);
    expect((['fit', 0.5, 1.5] as const).map((zoom) => crisp(zoom))).toEqual([false, false, false]);
  });

  it('zooms in steps from wherever it stands, with ends', () => {
    expect(zoomStep(0.37, 1)).toBe(0.5);
    expect(zoomStep(0.37, -1)).toBe(0.25);
    expect(zoomStep(1, 1)).toBe(1.5);
    expect(zoomStep(3, 1)).toBe(3);
    expect(zoomStep(0.2, -1)).toBe(0.25);
  });
});

describe('What stands in the place of the picture', () => {
  const never = { granted: false, ranOut: false };
  const of = (name: string, past = never, part: Partial<Desk> = {}) => {
    const desk = states[name]?.().desk;
    if (!desk) throw new Error(`no desk in ${name}`);
    return stageState({ ...desk, ...part }, past);
  };

  it.each([
    ['desk-connecting', 'connecting'],
    ['desk-waiting', 'waiting'],
    ['desk-nothing-allowed', 'not-allowed'],
    ['desk-refused', 'refused'],
    ['desk-coming', 'coming'],
    ['desk', 'live'],
    ['desk-paused', 'paused'],
    ['desk-lost', 'lost'],
    ['desk-ended-by-person', 'ended'],
  ])('%s: %s', (name, state) => {
    expect(of(name)).toBe(state);
  });

  it('tells what was taken back from what ran out', () => {
    expect(of('desk-findings-only', { granted: true, ranOut: false })).toBe('taken-back');
    expect(of('desk-findings-only', { granted: true, ranOut: true })).toBe('lease-over');
  });

  it('says so on the desk when the person takes the screen back', () => {
    const { setDesk, store } = renderTechnician('desk');
    const { desk } = store.getState();
    if (!desk) throw new Error('no desk');
    setDesk({
      screenOn: false,
      picture: null,
      capabilities: {
        ...desk.capabilities,
        screen: { state: 'off', leftMs: 0, leaseMs: 0, receivedAt: NOW },
      },
    });
    expect(screen.getByRole('heading', { name: 'The person took the screen back' })).toBeTruthy();
  });

  it('offers to try now and to end while the link is lost, with what is kept', () => {
    const { actions } = renderTechnician('desk-lost');
    expect(screen.getByText('Try 3, next in 4 s')).toBeTruthy();
    expect(screen.getByText('Their consent is kept for 4 min 43 s more')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(actions.tryNow).toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'End session' }));
    expect(screen.getByRole('dialog', { name: 'End this session?' })).toBeTruthy();
  });
});

describe('The picture element', () => {
  it('is mounted once, whatever else changes', () => {
    const surface = fakeSurface();
    const mount = vi.spyOn(surface, 'mount');
    const { set, setDesk } = renderTechnician('desk');
    setDesk({ picture: surface });
    const host = document.querySelector('[data-picture]');
    for (let i = 1; i <= 5; i += 1) set({ now: NOW + i * 1000 });
    setDesk({ unread: 3, stats: null });
    fireEvent.click(screen.getByRole('button', { name: 'Full screen' }));
    fireEvent.keyDown(document, { key: 'Escape' });
    expect(mount).toHaveBeenCalledTimes(1);
    expect(document.querySelector('[data-picture]')).toBe(host);
  });

  it('is not shown while the person has paused', () => {
    const { setDesk } = renderTechnician('desk');
    const host = document.querySelector<HTMLElement>('[data-picture]');
    expect(host?.dataset['shown']).toBe('true');
    setDesk({ paused: true });
    expect(host?.dataset['shown']).toBeUndefined();
  });
});

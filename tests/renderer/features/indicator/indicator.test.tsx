import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { pillView } from '../../../../src-renderer/features/indicator/pill-view.ts';
import { fakeIndicator, indicatorStates } from '../../../gallery/fake-indicator.tsx';
import { NOW, sessions } from '../../../gallery/sample-session.ts';

afterEach(cleanup);

describe('the indicator', () => {
  test.each(Object.entries(indicatorStates))('%s has Stop, and it ends the session', async (_, session) => {
    const stop = vi.fn();
    render(fakeIndicator(session, { stop }));
    fireEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(stop).toHaveBeenCalledOnce();
  });

  test('says that nothing is seen when the link is lost, whatever is allowed', () => {
    expect(pillView(sessions.lost, NOW)).toEqual({ kind: 'lost', leftMs: 292_000 });
    expect(pillView({ ...sessions.lost, paused: true }, NOW).kind).toBe('lost');
  });

  test('says what is seen, and for how long', () => {
    expect(pillView(sessions.window, NOW)).toEqual({
      kind: 'window',
      what: 'Office printer',
      leftMs: 401_000,
    });
    expect(pillView(sessions.consentFindings, NOW).kind).toBe('findings');
    expect(pillView(sessions.card, NOW).kind).toBe('nothing');
    expect(pillView(sessions.ended, NOW).kind).toBe('none');
  });

  test('names nobody without saying that they are not verified', async () => {
    render(fakeIndicator(sessions.live));
    expect(await screen.findByText('“Kevin M.” sees Screen 1')).toBeTruthy();
    expect(screen.getByText('Not verified. May only look')).toBeTruthy();
  });

  test('pauses and goes on', async () => {
    const pause = vi.fn();
    render(fakeIndicator(sessions.live, { pause }));
    fireEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(pause).toHaveBeenCalledOnce();
    cleanup();
    const resume = vi.fn();
    render(fakeIndicator(sessions.paused, { resume }));
    fireEvent.click(await screen.findByRole('button', { name: 'Go on' }));
    expect(resume).toHaveBeenCalledOnce();
  });
});

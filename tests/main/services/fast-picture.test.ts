import { describe, expect, test } from 'vitest';
import { hasRenderNode } from '../../../src-main/platform/render-node.ts';
import { wantsFastPicture } from '../../../src-main/services/fast-picture.ts';

const asked = (part: Partial<Parameters<typeof wantsFastPicture>[0]>) =>
  wantsFastPicture({
    setting: 'auto',
    opensDesk: true,
    platform: 'linux',
    hasRenderNode: () => false,
    ...part,
  });

describe('the frame rate limit is lifted', () => {
  test('by itself only for a desk on Linux without a graphics card', () => {
    expect(asked({})).toBe(true);
    expect(asked({ hasRenderNode: () => true })).toBe(false);
    expect(asked({ platform: 'win32' })).toBe(false);
    expect(asked({ platform: 'darwin' })).toBe(false);
  });

  test('by a person’s word anywhere, and not against it', () => {
    expect(asked({ setting: 'on', platform: 'win32', hasRenderNode: () => true })).toBe(true);
    expect(asked({ setting: 'off' })).toBe(false);
  });

  test('never for the helped person’s window alone', () => {
    expect(asked({ setting: 'on', opensDesk: false })).toBe(false);
  });
});

describe('a graphics card', () => {
  test('is one that programs may draw with, not a display alone', () => {
    expect(hasRenderNode(() => ['by-path', 'card0', 'renderD128'])).toBe(true);
    expect(hasRenderNode(() => ['card0'])).toBe(false);
  });

  test('is not there when its folder is not', () => {
    expect(
      hasRenderNode(() => {
        throw new Error('ENOENT');
      }),
    ).toBe(false);
  });
});

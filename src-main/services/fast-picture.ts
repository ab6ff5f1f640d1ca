import type { Settings } from '../../src-shared/bridge/contract.ts';
import type { Platform } from '../../src-shared/diagnostics/snapshot.ts';

export interface FastPictureFacts {
  readonly setting: Settings['fastPicture'];
  /** A technician's window is to open at this start. */
  readonly opensDesk: boolean;
  readonly platform: Platform;
  hasRenderNode(): boolean;
}

/**
 * Whether the 60 Hz limit is lifted. By itself only where that was measured: on Linux without a graphics card. With
 * one it may keep it from resting; that has been measured nowhere, so there it takes a person's word.
 */
export function wantsFastPicture({ setting, opensDesk, platform, hasRenderNode }: FastPictureFacts): boolean {
  if (!opensDesk || setting === 'off') return false;
  return setting === 'on' || (platform === 'linux' && !hasRenderNode());
}

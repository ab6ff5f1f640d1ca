import type { CaptureTarget, FrameSource } from '../../src-shared/tiles/frame-source.ts';

/** A source whose display may be given another place while it is open. */
export interface OpenedSource extends FrameSource {
  /** A target of another kind changes nothing. */
  retarget(target: CaptureTarget): void;
}

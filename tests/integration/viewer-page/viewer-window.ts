import type { ViewerPictureMessage } from '../../../src-shared/tiles/wire.ts';
import type { PictureWay } from '../../../src-renderer/viewer/desk-picture.ts';

/** What a test in Node may do in the page of the viewer; everything that crosses is plain data. */
export interface ViewerWindow {
  readonly viewer: ViewerRig;
}

export interface ViewerRig {
  /** Messages of the host, as base64, each its own message of the channel. */
  feed(messages: readonly string[]): void;
  /** Everything the viewer has said so far. */
  said(): readonly ViewerPictureMessage[];
  /** Forgets what was said and watched, which would count as the viewer's memory. */
  forget(): void;
  shown(): 'none' | 'tiles' | 'video';
  way(): PictureWay | null;
  size(): { readonly width: number; readonly height: number } | null;
  frames(): number;
  /** What a screenshot would save, as a PNG in base64; null while there is nothing. */
  screenshot(): string | null;
  allow(on: boolean): void;
  /** CSS pixels of the place of the picture. */
  place(width: number, height: number): void;
  /** Paints the source of the track in one colour and lets it send a frame. */
  track(colour: string): void;
  workers(): number;
  /** Ends the newest worker behind the viewer's back. */
  killWorker(): void;
  /** Puts the picture into the page again, as React does when it draws the desk anew. */
  remount(): void;
  /** Colours of the middle as each frame of the page would have saved them, since the last call. */
  watched(): readonly string[];
}

/** One area to encode: `rgba` has `width * height * 4` bytes. */
export interface JpegPicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array<ArrayBuffer>;
  /** Longest answer, bytes. */
  readonly maxBytes: number;
}

/** Window to worker. Answers come in the order of the questions. */
export interface JpegOrder extends JpegPicture {
  readonly id: number;
}

/** Worker to window; null when no picture could be made, or none small enough. */
export interface JpegAnswer {
  readonly id: number;
  readonly jpeg: Uint8Array<ArrayBuffer> | null;
}

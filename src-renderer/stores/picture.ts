/**
 * The technician's picture of the host's screen, as the screens see it: something with a size that can be put into an
 * element and drawn from. How the pixels travel (a video track today) is the peer folder's secret.
 */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface PictureSurface {
  /** Size of the picture in its own pixels; null before the first frame. */
  size(): PictureSize | null;
  onSize(listener: (size: PictureSize) => void): () => void;
  /** Called for every new frame with its time (performance.now() ms); for statistics, screenshots and tests. */
  onFrame(listener: (at: number) => void): () => void;
  /**
   * Shows the picture inside `host`, filling that element exactly (the element decides size and place; the caller
   * keeps the aspect ratio). Returns the undo. One place at a time: mounting again moves it.
   */
  mount(host: HTMLElement): () => void;
  /** Draws the newest frame into a 2D context, scaled into width x height; false when there is none yet. */
  draw(context: CanvasRenderingContext2D, width: number, height: number): boolean;
}

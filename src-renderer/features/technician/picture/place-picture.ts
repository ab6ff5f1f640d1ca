import type { PictureSize } from '../../../stores/picture.ts';

/** 'fit' keeps the whole picture in sight; a number is device pixels for each picture pixel, 1 being "1:1". */
export type Zoom = 'fit' | number;
const zoomLevels: readonly number[] = [0.25, 0.5, 0.75, 1, 1.5, 2, 3];

export interface Room {
  /** CSS px of the place there is. */
  readonly box: PictureSize;
  /** Picture pixels. */
  readonly size: PictureSize;
  readonly zoom: Zoom;
  readonly devicePixelRatio: number;
}

/** Where the picture goes, in CSS px; on whole device pixels, since half a pixel blurs text. */
export interface Place extends PictureSize {
  readonly left: number;
  readonly top: number;
  /** Device pixels for each picture pixel. */
  readonly scale: number;
  /** Larger than its place: it can be moved about. */
  readonly pans: boolean;
  /** Covers its place exactly, pixel for pixel: nothing may be drawn around or over it. */
  readonly exact: boolean;
  /** Every picture pixel covers the same number of whole device pixels: smoothing would only blur. */
  readonly crisp: boolean;
}

export function placePicture({ box, size, zoom, devicePixelRatio }: Room): Place {
  const wide = Math.round(box.width * devicePixelRatio);
  const high = Math.round(box.height * devicePixelRatio);
  const scale = zoom === 'fit' ? Math.min(wide / size.width, high / size.height) : zoom;
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  const centred = (room: number, need: number) =>
    Math.max(0, Math.floor((room - need) / 2)) / devicePixelRatio;
  return {
    width: width / devicePixelRatio,
    height: height / devicePixelRatio,
    left: centred(wide, width),
    top: centred(high, height),
    scale,
    pans: width > wide || height > high,
    crisp: Number.isInteger(width / size.width) && width / size.width === height / size.height,
    exact: width === wide && height === high && width === size.width && height === size.height,
  };
}

/** The next level up (1) or down (-1) from the scale that is shown now. */
export function zoomStep(scale: number, direction: 1 | -1): number {
  const near = 0.01;
  const next =
    direction === 1
      ? zoomLevels.find((level) => level > scale + near)
      : zoomLevels.filter((level) => level < scale - near).at(-1);
  return next ?? (direction === 1 ? (zoomLevels.at(-1) ?? scale) : (zoomLevels[0] ?? scale));
}

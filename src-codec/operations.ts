/*
 * The operations of a payload (docs/protocol.md, PX). All but COPY begin with kind, x, y (u16 each), width - 1 and
 * height - 1 (a byte each): at most 64 by 64 pixels. The kind of a coded area is its bits for a pixel.
 */
export const SOLID: i32 = 0;
export const RAW: i32 = 24;
/** From x, y to x, y, width, height: u16 each. */
export const COPY: i32 = 255;
export const AREA_HEAD: i32 = 7;
export const COPY_BYTES: i32 = 13;
/** What one payload may write, in pictures: more is an attack on the viewer's time. */
export const MAX_PICTURES_WRITTEN: i64 = 4;

/**
 * How the picture travels: every pixel exact; exact with moving areas as lossy pictures; the whole screen by the
 * video track.
 */
export const pictureModes = ['exact', 'mixed', 'video'] as const;
export type PictureMode = (typeof pictureModes)[number];

/** Why it is so, for the connection statistics. The order is the wire's: add at the end only. */
export const pictureReasons = [
  'still-or-text', // exact: all that changes can be sent exactly
  'moving-area', // mixed: a part of the screen is a moving picture
  'much-motion', // video: too much of the screen moves
  'thin-link', // video: the link carries too little for exact pictures of this motion
  'long-link', // video: answers take too long for the motion there is
  'busy-host', // video: this machine cannot encode as fast as its screen changes
  'no-native-capture', // video: no native capture on this system
  'viewer-cannot', // video: the viewer does not draw tiles
  'capture-broke', // video: the capture process ended again and again
] as const;
export type PictureReason = (typeof pictureReasons)[number];

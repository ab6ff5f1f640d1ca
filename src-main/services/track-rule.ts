/** What main knows when a page asks for the screen by getDisplayMedia. */
export interface TrackAsked {
  /** By the host's own page. */
  readonly byHost: boolean;
  /** "screen" may be used at this very moment. */
  readonly granted: boolean;
  /** Something on the screen is masked. */
  readonly masked: boolean;
}

/** The video track knows no masks: while there are any, Chromium gets no screen to capture, whoever asks. */
export function mayCaptureTrack({ byHost, granted, masked }: TrackAsked): boolean {
  return byHost && granted && !masked;
}

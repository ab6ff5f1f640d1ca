export interface DisplayOptions {
  readonly width?: number;
  readonly height?: number;
  /** A display number of your choice; a free one when left out. */
  readonly number?: number;
  /** openbox, on unless set to false. */
  readonly windowManager?: boolean;
}
export interface Display {
  /** Such as `:99`. */
  readonly name: string;
  /** Of the X server. */
  readonly pid: number | undefined;
  readonly env: { readonly DISPLAY: string };
  /** Ends the window manager and the display. */
  stop(): Promise<void>;
}
/** Starts Xvfb (and openbox) and answers when it accepts clients. */
export function startDisplay(options?: DisplayOptions): Promise<Display>;

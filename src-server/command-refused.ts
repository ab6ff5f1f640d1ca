export interface CommandIo {
  say(line: string): void;
}

/** What stops a command; the text says what to do. */
export class CommandRefused extends Error {}

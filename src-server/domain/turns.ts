/** Work that is done a few at a time, with a line of bounded length in front. */
export interface Turns {
  /** Answers when it is one's turn; call what it answers, once, when done. Throws {@link Busy} when the line is full. */
  take(): Promise<() => void>;
}

/** More wait already than will be served soon. */
export class Busy extends Error {
  constructor() {
    super('too many wait already');
  }
}

export function createTurns(atOneTime: number, longestLine: number): Turns {
  let running = 0;
  const line: (() => void)[] = [];
  return {
    async take() {
      if (running >= atOneTime) {
        if (line.length >= longestLine) throw new Busy();
        await new Promise<void>((resolve) => void line.push(resolve)); // whoever is done hands the turn on
      } else running += 1;
      let done = false;
      return () => {
        if (done) return;
        done = true;
        const next = line.shift();
        if (next === undefined) running -= 1;
        else next();
      };
    },
  };
}

import { z } from 'zod';

/** What the thread that collects is told; `cell` is where it says how far it is. */
export const threadOrderSchema = z.object({
  words: z.array(z.string()),
  /** Of the built app: main's scripts stand in `main` below it. */
  folder: z.string(),
  app: z.object({ version: z.string(), runtime: z.string() }),
  cell: z.instanceof(SharedArrayBuffer),
});
export type ThreadOrder = z.infer<typeof threadOrderSchema>;

const [WAITING, STARTED, ENDED] = [0, 1, 2];

/** The one cell that both threads see: where the other is, and its exit code. */
export function threadState(cell: SharedArrayBuffer) {
  const [step, code] = [0, 1];
  const cells = new Int32Array(cell);
  const to = (value: number) => {
    Atomics.store(cells, step, value);
    Atomics.notify(cells, step);
  };
  return {
    started: () => to(STARTED),
    ended(exitCode: number) {
      Atomics.store(cells, code, exitCode);
      to(ENDED);
    },
    /** Blocks this thread until the other has ended; 1 when it has not even started within `startMs`. */
    wait(startMs: number): number {
      if (Atomics.wait(cells, step, WAITING, startMs) === 'timed-out') return 1;
      Atomics.wait(cells, step, STARTED);
      return Atomics.load(cells, code);
    },
  };
}

/** Room for {@link threadState}. */
export function threadCell(): SharedArrayBuffer {
  return new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
}

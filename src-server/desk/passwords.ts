import { hash, verify } from '@node-rs/argon2';
import { createTurns } from '../domain/turns.ts';

/** OWASP's better figures: 64 MiB, 3 passes, 1 lane. The package's own choice among the kinds is Argon2id. */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;
/** At 64 MiB each, more at one time would let strangers fill the memory. */
const AT_ONE_TIME = 2;
/** More than this many would wait longer than anybody does; strangers can ask for as many as they like. // SG-10 */
const LONGEST_LINE = 40;

/** Password hashes that take their time; a queue keeps them from taking the machine. Throws `Busy` when it is full. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** With no hash (nobody of that address) it takes as long and says no: who works here cannot be timed. */
  verify(stored: string | null, password: string): Promise<boolean>;
}

export function createPasswords(): Passwords {
  const turns = createTurns(AT_ONE_TIME, LONGEST_LINE);
  const turn = async <T>(run: () => Promise<T>): Promise<T> => {
    const done = await turns.take();
    try {
      return await run();
    } finally {
      done();
    }
  };
  let nobodys: Promise<string> | undefined;
  return {
    hash: (password) => turn(() => hash(password, cost)),
    async verify(stored, password) {
      nobodys ??= hash('of nobody', cost);
      const against = stored ?? (await nobodys);
      return turn(async () => {
        const fits = await verify(against, password).catch(() => false);
        return stored !== null && fits;
      });
    },
  };
}

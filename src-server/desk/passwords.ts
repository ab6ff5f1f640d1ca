import { hash, verify } from '@node-rs/argon2';

/** OWASP's better figures: 64 MiB, 3 passes, 1 lane. The package's own choice among the kinds is Argon2id. */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;
/** At 64 MiB each, more at one time would let strangers fill the memory. */
const AT_ONE_TIME = 2;

/** Password hashes that take their time; a queue keeps them from taking the machine. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** With no hash (nobody of that address) it takes as long and says no: who works here cannot be timed. */
  verify(stored: string | null, password: string): Promise<boolean>;
}

export function createPasswords(): Passwords {
  const turn = createTurns(AT_ONE_TIME);
  let nobodys: Promise<string> | undefined;
  return {
    hash: (password) => turn(() => hash(password, cost)),
    async verify(stored, password) {
      nobodys ??= turn(() => hash('of nobody', cost));
      const against = stored ?? (await nobodys);
      const fits = await turn(() => verify(against, password)).catch(() => false);
      return stored !== null && fits;
    },
  };
}

function createTurns(limit: number): <T>(run: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (running >= limit) await new Promise<void>((resolve) => void waiting.push(resolve));
    running += 1;
    try {
      return await run();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

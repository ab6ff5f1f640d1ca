import { Client } from 'pg';

/** Short texts that every server process on the same PostgreSQL hears, the one that says them included. */
export interface SharedNews {
  say(text: string): void;
  close(): Promise<void>;
}

const CHANNEL = 'alongside_desk';
/** How long until a lost connection is tried again, in ms. */
const AGAIN_MS = 1_000;

/** What others say while the connection is lost is not heard: pages ask anew for what they show now and then anyway. */
export function listenOnPostgres(url: string, onText: (text: string) => void): SharedNews {
  let closed = false;
  let client: Client | null = null;
  let again: NodeJS.Timeout | undefined;
  const waiting: string[] = [];
  const lost = () => {
    client = null;
    if (!closed) again = setTimeout(() => void connect(), AGAIN_MS);
  };
  const connect = async () => {
    const made = new Client({ connectionString: url });
    made.on('notification', ({ payload }) => onText(payload ?? ''));
    made.on('error', () => undefined);
    try {
      await made.connect();
      await made.query(`listen ${CHANNEL}`);
      made.once('end', lost);
      client = made;
      for (const text of waiting.splice(0)) say(text);
    } catch {
      await made.end().catch(() => undefined);
      lost();
    }
  };
  const say = (text: string) => {
    if (client === null) return void (waiting.length < 1_000 && waiting.push(text));
    client.query('select pg_notify($1, $2)', [CHANNEL, text]).catch(() => undefined);
  };
  void connect();
  return {
    say,
    async close() {
      closed = true;
      clearTimeout(again);
      await client?.end().catch(() => undefined);
    },
  };
}

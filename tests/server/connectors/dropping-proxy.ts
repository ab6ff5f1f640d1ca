import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a connector and a real server; every connection carries one request. */
export interface DroppingProxy {
  readonly origin: string;
  /** How many connections have come. */
  readonly count: () => number;
  /** The connection with this number from now on, 0 is the next, is cut: before the server sees it, or after its answer. */
  drop(when: 'before' | 'after', number: number): void;
  close(): Promise<void>;
}

export async function startProxy(target: string): Promise<DroppingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let count = 0;
  let drop: { readonly when: 'before' | 'after'; readonly at: number } | undefined;
  const server = createServer((client) => {
    const mine = drop?.at === count ? drop.when : undefined;
    count += 1;
    sockets.add(client);
    client.on('error', () => {});
    if (mine === 'before') return void client.once('data', () => client.destroy());
    const upstream = connect(Number(port), hostname);
    sockets.add(upstream);
    upstream.on('error', () => client.destroy());
    upstream.on('close', () => client.end());
    client.on('close', () => upstream.destroy());
    client.pipe(upstream);
    if (mine === 'after') upstream.once('data', () => client.destroy());
    else upstream.pipe(client);
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: () => count,
    drop: (when, number) => (drop = { when, at: count + number }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

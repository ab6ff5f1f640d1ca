import { WebSocketServer } from 'ws';
import { createServer, decodeConfig } from '../../src-server/main.ts';

/*
 * What the benchmark measures, as a process of its own: `relay` is the real server with its limits on frames lifted,
 * `echo` a bare ws server that sends back what it gets. Prints {"url":…} when ready.
 */
const LIFTED = 1e9;

if (process.argv[2] === 'relay') await relay();
else echo();

async function relay(): Promise<void> {
  const read = decodeConfig({
    ...process.env,
    ALONGSIDE_PORT: '0',
    ALONGSIDE_DATA_DIR: 'memory',
    ALONGSIDE_LOG_LEVEL: 'silent',
  });
  if (!read.ok) throw new Error(read.error);
  const config = read.value;
  const sockets = {
    ...config.sockets,
    maxSockets: 20_000,
    maxSocketsPerIp: 20_000,
    connectsPerSecondPerIp: LIFTED,
    joinsPerMinutePerIp: LIFTED,
    joinsPerMinutePerSocket: LIFTED,
    framesPerSecond: LIFTED,
    frameBurst: LIFTED,
    bytesPerSecond: LIFTED,
  };
  const rooms = { ...config.rooms, maxFrames: LIFTED, maxChars: LIFTED };
  const server = await createServer({ ...config, sockets, rooms });
  process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
}

function echo(): void {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  server.on('connection', (socket) => {
    socket.on('message', (data, binary) => socket.send(data, { binary }));
  });
  server.on('listening', () => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
  });
}

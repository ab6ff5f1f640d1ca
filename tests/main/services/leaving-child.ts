import { killRunning, runLimited } from '../../../src-main/platform/run-limited.ts';

/* Stands for the collector in the middle of a program: says the program's number, and hangs when told to. */
process.once('exit', killRunning);
process.on('disconnect', () => process.exit(0));
const limits = {
  cwd: '/',
  env: { PATH: '/usr/bin:/bin' },
  limitMs: 60_000,
  mostBytes: 1000,
  errorsToo: false,
};
void runLimited('sleep', ['61'], { ...limits, signal: undefined });
process.on('message', (message) => {
  if (message === 'hang') for (;;);
  if (typeof message === 'object' && message !== null && 'type' in message) process.exit(0); // shutdown
});
process.send?.({ type: 'ready', pid: process.pid });

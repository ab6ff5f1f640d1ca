import { lineOf } from './sample-text.ts';

/** Writes sixty lines a second, as a log does; the terminal it runs in scrolls. */
let row = 0;
setInterval(() => {
  row += 1;
  const colour = row % 5 === 0 ? '\u001b[32m' : row % 7 === 0 ? '\u001b[31m' : '';
  process.stdout.write(`${colour}${lineOf(row, (process.stdout.columns ?? 80) - 1)}\u001b[0m\r\n`);
}, 1_000 / 60);

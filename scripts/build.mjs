import { main } from './lib/progress.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp({ build: true });
});

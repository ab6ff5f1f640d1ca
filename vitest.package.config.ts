import { defineConfig } from 'vitest/config';
import { askNobody } from './tests/ask-nobody.ts';

/** The packaged app: started as unpacked, installed from its .deb, removed again. */
export default defineConfig({
  test: {
    env: askNobody,
    name: 'package',
    environment: 'node',
    include: ['tests/package/**/*.test.ts'],
    globalSetup: ['tests/display-setup.ts', 'tests/package/package-setup.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});

import { defineConfig } from 'vitest/config';
import { askNobody } from './tests/ask-nobody.ts';

/** Stories with real windows: one file at a time, since they share the machine's two cores and one display. */
export default defineConfig({
  test: {
    env: askNobody,
    name: 'end-to-end',
    environment: 'node',
    include: ['tests/e2e/**/*.e2e.ts'],
    globalSetup: ['tests/display-setup.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 90_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
});

import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { askNobody } from './tests/ask-nobody.ts';

/** Unit and integration tests: everything under tests/ that needs no window and no slow work. */
const elsewhere = ['tests/e2e/**', 'tests/package/**', 'tests/fuzz/**', 'tests/bench/**', '**/*.slow.ts'];

/** Parts of the window's code that get whatever they need of a window handed in: each file is spared a DOM of its own. */
const windowless = ['peer', 'session', 'signalling', 'ui', 'words', 'workers'].map(
  (part) => `tests/renderer/${part}/**/*.test.ts`,
);
const withWindow = ['tests/renderer/**/*.test.{ts,tsx}'];

export default defineConfig({
  plugins: [react()],
  define: { __RIG__: 'true' },
  test: {
    env: askNobody,
    testTimeout: 15_000,
    globalSetup: ['tests/codec-setup.ts'],
    maxWorkers: availableParallelism(), // by itself vitest leaves one processor idle, which is every second one of two
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          globalSetup: ['tests/postgres-setup.ts'],
          include: ['tests/**/*.test.{ts,tsx}', 'tests/scripts/**/*.test.mjs'],
          exclude: [...elsewhere, 'tests/renderer/**', 'tests/integration/**'],
        },
      },
      { extends: true, test: { name: 'windowless', environment: 'node', include: windowless } },
      {
        extends: true,
        test: {
          name: 'browsers',
          environment: 'node',
          include: ['tests/integration/**/*.test.ts'],
          exclude: elsewhere,
          fileParallelism: false, // two browsers, a server and the test are enough for two processors: one file at a time
        },
      },
      {
        extends: true,
        test: { name: 'screens', environment: 'happy-dom', include: withWindow, exclude: windowless },
      },
    ],
  },
});

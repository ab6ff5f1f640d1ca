import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { askNobody } from './tests/ask-nobody.ts';

/** Fuzzing and whatever else takes too long for every change: `npm run test:slow`. */
export default defineConfig({
  plugins: [react()],
  define: { __RIG__: 'true' },
  test: {
    env: askNobody,
    name: 'slow',
    environment: 'node',
    include: ['tests/fuzz/**/*.{test,fuzz,slow}.ts', 'tests/**/*.slow.ts'],
    exclude: ['tests/e2e/**'],
    globalSetup: ['tests/codec-setup.ts', 'tests/postgres-setup.ts'],
    testTimeout: 600_000,
  },
});

import { defineConfig } from 'vitest/config';
import e2e from './vitest.e2e.config.ts';

/** Stories that take long or leave the machine no processor: `npm run test:slow-e2e`. */
export default defineConfig({
  test: { ...e2e.test, name: 'slow end-to-end', include: ['tests/e2e/**/*.slow-e2e.ts'] },
});

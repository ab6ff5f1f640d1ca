import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The gallery is built, not served from source: only so does it run under the page's real style policy. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  logLevel: 'warn',
  build: {
    outDir: resolve('node_modules/.cache/gallery'),
    emptyOutDir: true,
    target: 'chrome114',
  },
});

import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The gallery of articles: `vite --config tests/gallery-knowledge/vite.config.ts`. Not part of the build. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  define: { __RIG__: 'true' },
  cacheDir: resolve(import.meta.dirname, '../../node_modules/.cache/gallery-knowledge'),
  server: { fs: { allow: [resolve(import.meta.dirname, '../..')] } },
  build: {
    outDir: resolve(import.meta.dirname, '../../node_modules/.cache/gallery-knowledge-built'),
    emptyOutDir: true,
    target: 'chrome114',
  },
});

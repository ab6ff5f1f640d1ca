import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The gallery of the technician's screens: `vite --config tests/gallery-desk/vite.config.ts`. Not part of the build. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  define: { __RIG__: 'true' },
  cacheDir: resolve(import.meta.dirname, '../../node_modules/.cache/gallery-desk'),
  server: { fs: { allow: [resolve(import.meta.dirname, '../..')] } },
  build: {
    outDir: resolve(import.meta.dirname, '../../node_modules/.cache/gallery-desk-built'),
    emptyOutDir: true,
    target: 'chrome114',
  },
});

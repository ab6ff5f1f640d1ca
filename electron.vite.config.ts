import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/*
 * `RIG` is true only in development and test builds. The switches that the end-to-end tests, the demo and the
 * measuring rig need stand behind it, so a package build (`--mode package`) does not contain them at all.
 */
export default defineConfig(({ mode }) => {
  const packaged = mode === 'package';
  const outRoot = packaged ? 'out-package' : 'out';
  const define = { __RIG__: JSON.stringify(!packaged) };
  const cjs = {
    format: 'cjs' as const,
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
  };
  return {
    main: {
      define,
      plugins: [codecBeside(), koffiBeside(), entriesApart()],
      build: {
        outDir: `${outRoot}/main`,
        target: 'node18', // the fallback runtime has Node 18 inside
        externalizeDeps: false, // everything is bundled, so a package carries no node_modules
        rolldownOptions: {
          preserveEntrySignatures: 'strict', // else an entry takes in code that another one needs, and runs with it
          input: {
            main: resolve('src-main/main.ts'),
            collector: resolve('src-main/probes/collector-process.ts'),
            'collect-thread': resolve('src-main/collect-thread.ts'),
            capture: resolve('src-main/capture/capture-process.ts'),
          },
          output: cjs,
        },
      },
    },
    preload: {
      define,
      build: {
        outDir: `${outRoot}/preload`,
        target: 'node18',
        externalizeDeps: false,
        rolldownOptions: {
          input: {
            app: resolve('src-main/preload/app.ts'),
            indicator: resolve('src-main/preload/indicator.ts'),
          },
          output: cjs,
        },
      },
    },
    renderer: {
      root: 'src-renderer',
      define,
      plugins: [react()],
      // Named so that both servers know them: see src-shared/worker-script.ts.
      worker: {
        format: 'es' as const,
        rolldownOptions: { output: { entryFileNames: 'workers/[name]-[hash].js' } },
      },
      build: {
        outDir: `${outRoot}/renderer`,
        emptyOutDir: true,
        minify: true, // less to read before the first screen
        target: 'chrome114',
        rolldownOptions: {
          input: {
            index: resolve('src-renderer/index.html'),
            indicator: resolve('src-renderer/indicator.html'),
          },
        },
      },
    },
  };
});

/** Puts the compiled tile codec (scripts/codec.mjs) beside main's scripts, where the capture process reads it. */
function codecBeside(): Plugin {
  return {
    name: 'codec-beside',
    generateBundle() {
      const source = readFileSync(resolve('src-codec/build/codec.wasm'));
      this.emitFile({ type: 'asset', fileName: 'codec.wasm', source });
    },
  };
}

/**
 * Puts koffi's native file for this system beside main's scripts: all that a package carries of it. Where npm has none
 * (macOS does not need one), the capture process says that there is no native capture.
 */
function koffiBeside(): Plugin {
  return {
    name: 'koffi-beside',
    generateBundle() {
      if (process.platform === 'darwin') return;
      const { platform, arch } = process;
      const file = resolve(`node_modules/@koromix/koffi-${platform}-${arch}/${platform}_${arch}/koffi.node`);
      if (!existsSync(file)) return this.warn(`no native capture in this build: ${file} is missing`);
      this.emitFile({ type: 'asset', fileName: 'native/koffi.node', source: readFileSync(file) });
    },
  };
}

/** Each entry is a process: one that loads another would run it too. */
function entriesApart(): Plugin {
  return {
    name: 'entries-apart',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const entries = new Set(chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName));
      for (const { fileName, imports, dynamicImports } of chunks) {
        const loaded = [...imports, ...dynamicImports].find((other) => entries.has(other));
        if (loaded !== undefined) this.error(`${fileName} loads the entry ${loaded}`);
      }
    },
  };
}

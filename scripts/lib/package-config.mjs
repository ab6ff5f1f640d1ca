import { join } from 'node:path';
import { root } from './paths.mjs';

/**
 * electron-builder.yml with what this machine adds. A build on the stand-in runtime is marked in its name, its product
 * name (so it keeps its own settings and never replaces a real install) and its package.json, where main reads
 * `alongsideTestBuild` for the first screen.
 */
export function packageConfig({ runtime, dist, testBuild }) {
  const config = {
    extends: join(root, 'electron-builder.yml'),
    electronVersion: runtime.version,
    electronDist: dist,
  };
  return testBuild ? { ...config, ...testMarks } : config;
}

const name = 'alongside-testbuild';
const productName = 'Alongside (test build)';

const testMarks = {
  productName,
  appId: 'invalid.alongside.testbuild',
  extraMetadata: {
    main: 'out-package/main/main.cjs',
    name,
    productName,
    desktopName: `${name}.desktop`,
    alongsideTestBuild: true,
  },
  linux: { executableName: name },
  deb: { packageName: name, compression: 'gz' },
};

/*
 * Pictures of the technician's screens, and axe over each of them. With the project's own Node:
 *   node_modules/node/bin/node tests/gallery-desk/shots.ts OUT [--state NAME]… [--size 1280x720]… [--theme dark]… [--web]
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openGallery } from './open-gallery.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    state: { type: 'string', multiple: true },
    size: { type: 'string', multiple: true, default: ['1280x720'] },
    theme: { type: 'string', multiple: true, default: ['light'] },
    web: { type: 'boolean', default: false },
  },
});
const out = resolve(positionals[0] ?? 'node_modules/.cache/gallery-desk-shots');
await mkdir(out, { recursive: true });
const gallery = await openGallery();
let troubles = 0;
for (const size of values.size) {
  const [width = 1280, height = 720] = size.split('x').map(Number);
  await gallery.page.setViewportSize({ width, height });
  for (const theme of values.theme) {
    for (const state of values.state ?? gallery.names) {
      const name = `${state}-${size}-${theme}${values.web ? '-web' : ''}`;
      await gallery.show({ state, theme: theme === 'dark' ? 'dark' : 'light', web: values.web });
      await gallery.page.screenshot({ path: join(out, `${name}.png`) });
      const found = [...gallery.complaints(), ...(await gallery.overflow()), ...(await gallery.axe())];
      troubles += found.length;
      for (const line of found) console.error(`${name}: ${line}`);
    }
  }
}
await gallery.close();
process.exitCode = troubles === 0 ? 0 : 1;

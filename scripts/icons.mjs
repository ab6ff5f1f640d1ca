import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeIcns, encodeIco, encodePng } from './lib/image-files.mjs';
import { root } from './lib/paths.mjs';
import { say } from './lib/progress.mjs';

/*
 * Draws the logo, two bars that stand beside each other, in every size the three systems want. Drawn here rather than
 * converted from one picture, because electron-builder's converter is a download.
 */
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const teal = [0x0b, 0x5c, 0x6e];
const paper = [0xf6, 0xf5, 0xf1];

// in units of a 30 x 30 field, as the design draws it
const plate = { x: 0, y: 0, width: 30, height: 30, radius: 6.6 };
const tall = { x: 7, y: 5, width: 7.4, height: 20, radius: 3.7 };
const short = { x: 16.2, y: 10.6, width: 7.4, height: 14.4, radius: 3.7 };
const STROKE = 2;

/** Distance in units from a rounded rectangle's edge: negative inside. */
function distance({ x, y, width, height, radius }, px, py) {
  const dx = Math.abs(px - x - width / 2) - width / 2 + radius;
  const dy = Math.abs(py - y - height / 2) - height / 2 + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

function draw(size) {
  const unit = 30 / size;
  const pixels = Buffer.alloc(size * size * 4);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const x = (column + 0.5) * unit;
      const y = (row + 0.5) * unit;
      // how much of this pixel the shape covers, from its distance to the edge
      const cover = (d) => Math.min(1, Math.max(0, 0.5 - d / unit));
      const outline = Math.abs(distance(short, x, y) + STROKE / 2) - STROKE / 2;
      const ink = Math.max(cover(distance(tall, x, y)), cover(outline));
      const colour = paper.map((channel, i) => Math.round(channel + (teal[i] - channel) * ink));
      pixels.set([...colour, Math.round(255 * cover(distance(plate, x, y)))], (row * size + column) * 4);
    }
  }
  return encodePng(size, pixels);
}

const folder = join(root, 'build', 'icons');
mkdirSync(folder, { recursive: true });
const images = sizes.map((size) => ({ size, png: draw(size) }));
for (const { size, png } of images) writeFileSync(join(folder, `${size}x${size}.png`), png);
writeFileSync(join(root, 'build', 'icon.ico'), encodeIco(images.filter(({ size }) => size <= 256)));
writeFileSync(join(root, 'build', 'icon.icns'), encodeIcns(images));
say(`Wrote ${sizes.length} PNG files, icon.ico and icon.icns to build/.`);

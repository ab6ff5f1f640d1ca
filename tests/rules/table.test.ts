import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { generateConfig, MAX_DEPTH } from '../../scripts/lint/generate.mjs';
import { layers } from '../../scripts/lint/table.mjs';

const root = resolve(import.meta.dirname, '../..');
const parts = ['src-codec', 'src-main', 'src-renderer', 'src-server', 'src-shared'];

const sources = parts.flatMap((part) =>
  readdirSync(join(root, part), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
);

test('the committed .oxlintrc.json is what the table of layers generates', () => {
  const committed: unknown = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8'));
  expect(committed).toEqual(JSON.parse(JSON.stringify(generateConfig())));
});

test('every source file belongs to a layer', () => {
  const homeless = sources.filter((file) => layerOf(file) === undefined);
  expect(homeless).toEqual([]);
});

test('no source file lies deeper than the rules reach', () => {
  const deep = sources.filter((file) => {
    const layer = layerOf(file);
    return layer !== undefined && file.split('/').length - layer.folder.split('/').length - 1 > MAX_DEPTH;
  });
  expect(deep).toEqual([]);
});

function layerOf(file: string): { readonly folder: string } | undefined {
  return layers.find(({ folder, rootOnly }) => {
    const parents = file.split('/').slice(0, -1);
    const wanted = folder.split('/');
    if (rootOnly === true && parents.length !== wanted.length) return false;
    return wanted.every((name, i) => (name === '*' ? parents[i] !== undefined : parents[i] === name));
  });
}

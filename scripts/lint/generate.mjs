import { posix } from 'node:path';
import { base, baseOverrides } from './base.mjs';
import { bans, exceptions, layers } from './table.mjs';

/** How deep below its layer a file may lie. Deeper ones are refused by tests/rules. */
export const MAX_DEPTH = 4;

/**
 * The whole of .oxlintrc.json. Overrides replace a rule's options instead of merging them, so every file must find all
 * its bans in one entry: one is generated for each layer and each depth below it.
 */
export function generateConfig() {
  const overrides = layers.flatMap((layer) => depthsOf(layer).map((depth) => override(layer, depth)));
  const single = exceptions.map((exception) => fileOverride(exception));
  return {
    $schema: './node_modules/oxlint/configuration_schema.json',
    ...base,
    overrides: [...baseOverrides, ...overrides, ...single],
  };
}

function depthsOf(layer) {
  return layer.rootOnly ? [0] : Array.from({ length: MAX_DEPTH + 1 }, (_, depth) => depth);
}

function override(layer, depth) {
  return { files: [`${layer.folder}/${'*/'.repeat(depth)}*.{ts,tsx}`], rules: rulesFor(layer, depth) };
}

function fileOverride({ file, lifts }) {
  const layer = layers.find(({ folder }) => folder === posix.dirname(file));
  return { files: [file], rules: rulesFor({ ...layer, lifts: [...(layer.lifts ?? []), ...lifts] }, 0) };
}

function rulesFor(layer, depth) {
  const names = [...layer.bans, ...(layer.adds ?? [])].filter((name) => !layer.lifts?.includes(name));
  const active = names.map((name) => bans[name]);
  const globals = active.flatMap((ban) => (ban.globals ?? []).map((name) => ({ name, message: ban.why })));
  const properties = active.flatMap((ban) =>
    (ban.properties ?? []).map((entry) => ({ ...entry, message: ban.why })),
  );
  const own = active.flatMap((ban) => (ban.rules ?? []).map((rule) => [rule, 'error']));
  return {
    'no-restricted-imports': [
      'error',
      { paths: namePaths(active), patterns: importPatterns(layer, depth, active) },
    ],
    ...(globals.length > 0 && { 'no-restricted-globals': ['error', ...globals] }),
    ...(properties.length > 0 && { 'no-restricted-properties': ['error', ...properties] }),
    ...Object.fromEntries(own),
  };
}

function namePaths(active) {
  return active.flatMap((ban) =>
    (ban.names ?? []).map(({ module, names }) => ({ name: module, importNames: names, message: ban.why })),
  );
}

function importPatterns(layer, depth, active) {
  const banned = active.filter((ban) => ban.imports).map((ban) => ({ group: ban.imports, message: ban.why }));
  return [reachPattern(layer, depth), ...banned, ...detours];
}

/** Paths that would slip past the patterns. */
const detours = [
  { regex: '^\\./\\.\\./', message: 'Write the shortest relative path.' },
  { regex: '^/|^src-|^@/|^~', message: 'Our own files are imported by relative path.' },
];

/**
 * What a layer may reach, as one list in which the last match wins: packages first, then everything above the layer's
 * own folder is refused, then what the table allows is taken out again. It must be one list, because a path that any
 * list takes out is not looked at by the others.
 */
function reachPattern(layer, depth) {
  const here = posix.join(layer.folder.replace('*', 'x'), 'x/'.repeat(depth));
  const packages = layer.packages
    ? ['**', '!./**', '!../**', ...layer.packages.map((name) => `!${name}`)]
    : [];
  const up = layer.rootOnly ? aboveRoot(layer) : [`${'../'.repeat(depth + 1)}**`];
  const allowed = layer.may.flatMap((target) => {
    const path = posix.relative(here, target) || '.';
    // down and up again would lead out of what is allowed
    return /\.tsx?$/.test(target) ? [`!${path}`] : [`!${path}/**`, `${path}/**/../**`];
  });
  const list = [...(layer.packages ?? []), ...layer.may].join(', ') || 'nothing else';
  const message = `${layer.folder} may import from itself and from: ${list}.`;
  return { group: [...packages, ...up, ...allowed, './**/../**'], message };
}

/** A root's own folder is full of layers: its `./` leads into them, so it is checked like everything else. */
function aboveRoot(layer) {
  return layer.may.includes(layer.folder) ? ['../**'] : ['../**', './*/**'];
}

/*
 * THE table of layers (ARCHITECTURE.md, "Layers"). .oxlintrc.json is generated from it, and tests/rules plants
 * a violation of every ban. A folder `x/*` means "each folder in x is a layer of its own".
 *
 * may:       folders and files of ours a layer may import, besides its own
 * packages:  'any', or the only packages it may import
 * bans:      names of ban groups below; `lifts` takes a ban away again
 */
const shared = 'src-shared';

/** What each ban stands for. Every source folder starts with the bans of its part (`defaults`). */
export const bans = {
  electron: {
    imports: ['electron', 'electron/**'],
    why: '`electron` is imported in src-main/electron and preload only.',
  },
  ipcMain: {
    names: [{ module: 'electron', names: ['ipcMain'] }],
    properties: [{ property: 'ipcMain' }],
    why: 'Raw ipcMain stands in src-main/electron/ipc-gate.ts only: there every message is checked.',
  },
  ipcRenderer: {
    names: [{ module: 'electron', names: ['ipcRenderer'] }],
    properties: [{ property: 'ipcRenderer' }],
    why: 'ipcRenderer stands in src-main/preload only.',
  },
  peer: {
    imports: ['simple-peer', 'simple-peer/**'],
    globals: ['RTCPeerConnection', 'RTCDataChannel', 'webkitRTCPeerConnection'],
    properties: [
      { object: 'window', property: 'RTCPeerConnection' },
      { object: 'globalThis', property: 'RTCPeerConnection' },
    ],
    why: 'simple-peer and RTCPeerConnection stand in src-renderer/peer only.',
  },
  platform: {
    names: [
      { module: 'node:process', names: ['platform'] },
      { module: 'node:os', names: ['platform', 'type'] },
    ],
    properties: [
      { object: 'process', property: 'platform' },
      { object: 'os', property: 'platform' },
    ],
    why: 'Which system this is, is asked in src-main/platform only.',
  },
  childProcess: {
    imports: ['node:child_process', 'child_process'],
    why: 'The server starts no programs.',
  },
  native: {
    imports: ['koffi', 'koffi/**'],
    properties: [{ object: 'process', property: 'dlopen' }],
    why: 'Native code is loaded in src-main/capture only, in a process of its own.',
  },
  baseUi: {
    imports: ['@base-ui/**'],
    why: 'Components come from src-renderer/ui, so the library behind them can change.',
  },
  node: { imports: ['node:*', 'node:**'], why: 'This folder runs in a browser: no Node here.' },
  react: {
    imports: ['react', 'react/**', 'react-dom', 'react-dom/**', 'react-i18next'],
    why: 'No React in this folder.',
  },
  sockets: {
    imports: [
      'ws',
      'fastify',
      '@fastify/**',
      'node:net',
      'node:http',
      'node:https',
      'node:fs',
      'node:fs/promises',
    ],
    globals: ['WebSocket', 'fetch'],
    why: 'This folder decides; sockets and files are at the edge.',
  },
  clock: {
    globals: ['performance'],
    properties: [{ object: 'Date', property: 'now' }],
    rules: ['alongside/no-ambient-date'],
    why: 'Time is handed in, so that this code can be tested at any hour.',
  },
  chance: {
    globals: ['crypto'],
    properties: [
      { object: 'Math', property: 'random' },
      { object: 'globalThis', property: 'crypto' },
    ],
    why: 'Randomness is handed in.',
  },
  world: {
    globals: [
      'process',
      'Buffer',
      'window',
      'document',
      'navigator',
      'localStorage',
      'console',
      'setTimeout',
      'setInterval',
    ],
    why: 'src-shared is pure: no Node, no DOM, no timers.',
  },
};

const main = { bans: ['electron', 'ipcMain', 'ipcRenderer', 'peer', 'platform', 'react', 'native'] };
const renderer = { bans: ['electron', 'peer', 'node', 'baseUi'] };
const server = { bans: ['electron', 'peer', 'childProcess', 'react'] };

/** What the composition root hands to the edges: decoded settings and the log. */
const serverRoots = ['src-server/config.ts', 'src-server/config-variables.ts', 'src-server/server-log.ts'];

export const layers = [
  {
    folder: shared,
    may: [],
    packages: ['zod', 'zod/**', '@noble/**', 'yaml', 'minisearch'],
    bans: ['clock', 'chance', 'world', 'peer', 'electron'],
  },

  // AssemblyScript: becomes WebAssembly and can reach nothing but its own memory
  { folder: 'src-codec', rootOnly: true, may: [], packages: [], bans: [] },

  // composition roots and entries: they see everything of their part
  { folder: 'src-main', rootOnly: true, may: ['src-main', shared], ...main, lifts: ['electron'] },
  {
    folder: 'src-main/electron',
    may: [
      'src-main/services',
      'src-main/probes',
      'src-main/capture',
      'src-main/actions',
      'src-main/storage',
      'src-main/platform',
      shared,
    ],
    ...main,
    lifts: ['electron'],
  },
  { folder: 'src-main/preload', may: [shared], ...main, lifts: ['electron', 'ipcRenderer'] },
  {
    folder: 'src-main/services',
    may: [
      'src-main/probes',
      'src-main/capture',
      'src-main/actions',
      'src-main/storage',
      'src-main/platform',
      shared,
    ],
    ...main,
  },
  { folder: 'src-main/probes', may: ['src-main/network-tests', 'src-main/platform', shared], ...main },
  { folder: 'src-main/network-tests', may: ['src-main/platform', shared], ...main },
  { folder: 'src-main/capture', may: ['src-main/platform', shared], ...main, lifts: ['native'] },
  { folder: 'src-main/actions', may: ['src-main/platform', shared], ...main },
  { folder: 'src-main/storage', may: ['src-main/platform', shared], ...main },
  { folder: 'src-main/platform', may: [shared], ...main, lifts: ['platform'] },

  { folder: 'src-renderer', rootOnly: true, may: ['src-renderer', shared], ...renderer },
  {
    folder: 'src-renderer/features',
    rootOnly: true,
    may: ['src-renderer/stores', 'src-renderer/ui', 'src-renderer/words', shared],
    ...renderer,
  },
  {
    folder: 'src-renderer/features/*',
    may: [
      'src-renderer/stores',
      'src-renderer/helpdesk',
      'src-renderer/knowledge',
      'src-renderer/ui',
      'src-renderer/words',
      shared,
    ],
    ...renderer,
  },
  {
    folder: 'src-renderer/session',
    may: [
      'src-renderer/peer',
      'src-renderer/signalling',
      'src-renderer/bridge',
      'src-renderer/stores',
      'src-renderer/viewer',
      'src-renderer/workers',
      shared,
    ],
    ...renderer,
    adds: ['react'],
  },
  { folder: 'src-renderer/stores', may: [shared], ...renderer, adds: ['react', 'sockets'] },
  {
    folder: 'src-renderer/peer',
    may: ['src-renderer/stores/picture.ts', shared],
    ...renderer,
    lifts: ['peer'],
    adds: ['react'],
  },
  // the scripts of the page's workers, and the one place that starts them
  { folder: 'src-renderer/workers', may: ['src-codec', shared], ...renderer, adds: ['react'] },
  // the technician's side of the tiles, in the page
  {
    folder: 'src-renderer/viewer',
    may: ['src-renderer/stores/picture.ts', 'src-renderer/workers', shared],
    ...renderer,
    adds: ['react'],
  },
  // the help desk as the page knows it: its client and its stores
  { folder: 'src-renderer/helpdesk', may: [shared], ...renderer, adds: ['react'] },
  // articles as they are read, found and written: by the person, beside a ticket, on the desk
  { folder: 'src-renderer/knowledge', may: ['src-renderer/ui', 'src-renderer/words', shared], ...renderer },
  { folder: 'src-renderer/signalling', may: [shared], ...renderer, adds: ['react'] },
  { folder: 'src-renderer/bridge', may: [shared], ...renderer, adds: ['react'] },
  {
    folder: 'src-renderer/ui',
    may: ['src-renderer/stores', 'src-renderer/words', shared],
    ...renderer,
    lifts: ['baseUi'],
  },
  { folder: 'src-renderer/words', may: [shared], ...renderer },

  { folder: 'src-server', rootOnly: true, may: ['src-server', shared], ...server },
  { folder: 'src-server/domain', may: [shared], ...server, adds: ['sockets', 'clock'] },
  // what the help desk does, upon its records; knows nothing of how it is asked
  {
    folder: 'src-server/desk',
    may: ['src-server/domain', 'src-server/storage', shared],
    ...server,
    adds: ['clock'],
  },
  {
    folder: 'src-server/http',
    may: ['src-server/domain', 'src-server/desk', ...serverRoots, shared],
    ...server,
  },
  { folder: 'src-server/ws', may: ['src-server/domain', ...serverRoots, shared], ...server },
  { folder: 'src-server/storage', may: ['src-server/domain', shared], ...server },
  { folder: 'src-server/rendezvous', may: ['src-server/domain', shared], ...server },
  { folder: 'src-server/mail', may: ['src-server/domain', shared], ...server },
  { folder: 'src-server/connectors', may: ['src-server/domain', shared], ...server },
];

/** Single files that may do what their folder may not. */
export const exceptions = [{ file: 'src-main/electron/ipc-gate.ts', lifts: ['ipcMain'] }];

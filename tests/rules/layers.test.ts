import { beforeAll, describe, expect, test } from 'vitest';
import { lintPlanted, type Verdicts } from './lint-planted.ts';

/** Each entry: what is banned, the file it is planted in, the text, the rule that must refuse it. */
type Planted = readonly [title: string, file: string, text: string, rule: string];

const imports = 'no-restricted-imports';
const globals = 'no-restricted-globals';
const properties = 'no-restricted-properties';

const refused: readonly Planted[] = [
  [
    'electron in a service',
    'src-main/services/a.ts',
    `import { app } from 'electron';\napp.quit();`,
    imports,
  ],
  ['electron in a probe', 'src-main/probes/os/a.ts', `import { app } from 'electron';\napp.quit();`, imports],
  [
    'electron in the renderer',
    'src-renderer/bridge/a.ts',
    `import { app } from 'electron';\napp.quit();`,
    imports,
  ],
  [
    'electron/main in the server',
    'src-server/http/a.ts',
    `import { app } from 'electron/main';\napp.quit();`,
    imports,
  ],
  [
    'ipcMain outside the gate',
    'src-main/electron/a.ts',
    `import { ipcMain } from 'electron';\nipcMain.handle('a', f);`,
    imports,
  ],
  [
    'ipcMain by its property',
    'src-main/electron/b.ts',
    `import * as e from 'electron';\ne.ipcMain.handle('a', f);`,
    properties,
  ],
  [
    'ipcRenderer outside preload',
    'src-main/electron/c.ts',
    `import { ipcRenderer } from 'electron';\nipcRenderer.send('a');`,
    imports,
  ],
  ['a service from preload', 'src-main/preload/a.ts', `import { a } from '../services/a.ts';\na();`, imports],
  [
    'simple-peer in the session',
    'src-renderer/session/a.ts',
    `import P from 'simple-peer';\nnew P();`,
    imports,
  ],
  [
    'RTCPeerConnection in a screen',
    'src-renderer/features/a/b.ts',
    `export const p = new RTCPeerConnection();`,
    globals,
  ],
  [
    'RTCPeerConnection of the window',
    'src-renderer/session/b.ts',
    `export const P = window.RTCPeerConnection;`,
    properties,
  ],
  ['process.platform in a probe', 'src-main/probes/c.ts', `export const p = process.platform;`, properties],
  [
    'platform taken out of process',
    'src-main/services/c.ts',
    `export const { platform } = process;`,
    properties,
  ],
  [
    'os.platform()',
    'src-main/actions/c.ts',
    `import os from 'node:os';\nexport const p = os.platform();`,
    properties,
  ],
  [
    'platform from node:os',
    'src-main/actions/d.ts',
    `import { platform } from 'node:os';\nexport const p = platform();`,
    imports,
  ],
  [
    'a child process in the server',
    'src-server/domain/a.ts',
    `import { spawn } from 'node:child_process';\nspawn('a');`,
    imports,
  ],
  [
    'src-main from src-shared',
    'src-shared/report/a.ts',
    `import { a } from '../../src-main/a.ts';\na();`,
    imports,
  ],
  ['Node in src-shared', 'src-shared/report/b.ts', `import { join } from 'node:path';\njoin('a');`, imports],
  ['another package in src-shared', 'src-shared/c.ts', `import { a } from 'react';\na();`, imports],
  ['Date.now in src-shared', 'src-shared/session/d.ts', `export const a = () => Date.now();`, properties],
  [
    'new Date() in src-shared',
    'src-shared/session/e.ts',
    `export const a = () => new Date();`,
    'no-ambient-date',
  ],
  [
    'Math.random in src-shared',
    'src-shared/session/f.ts',
    `export const a = () => Math.random();`,
    properties,
  ],
  ['crypto in src-shared', 'src-shared/session/g.ts', `export const a = () => crypto.randomUUID();`, globals],
  [
    'a timer in src-shared',
    'src-shared/session/h.ts',
    `export const a = () => setTimeout(() => {}, 1);`,
    globals,
  ],
  [
    'one screen from another',
    'src-renderer/features/a/c.tsx',
    `import { b } from '../b/b.tsx';\nb();`,
    imports,
  ],
  [
    'one screen from another, the long way',
    'src-renderer/features/a/d.tsx',
    `import { b } from '../../features/b/b.tsx';\nb();`,
    imports,
  ],
  [
    'one screen from another, from a subfolder',
    'src-renderer/features/a/x/d.tsx',
    `import { b } from '../../b/b.tsx';\nb();`,
    imports,
  ],
  [
    'the peer from a screen',
    'src-renderer/features/a/e.tsx',
    `import { p } from '../../peer/p.ts';\np();`,
    imports,
  ],
  [
    'the bridge from a screen',
    'src-renderer/features/a/f.tsx',
    `import { p } from '../../bridge/p.ts';\np();`,
    imports,
  ],
  [
    'the peer from a screen, loaded late',
    'src-renderer/features/a/g.tsx',
    `export const p = () => import('../../peer/p.ts');`,
    imports,
  ],
  [
    'the peer from a screen, passed on',
    'src-renderer/features/a/h.tsx',
    `export { p } from '../../peer/p.ts';`,
    imports,
  ],
  [
    'a detour around the pattern',
    'src-renderer/features/a/i.tsx',
    `import { p } from './../../peer/p.ts';\np();`,
    imports,
  ],
  [
    'a detour through what is allowed',
    'src-renderer/features/a/j.tsx',
    `import { p } from '../../stores/../peer/p.ts';\np();`,
    imports,
  ],
  [
    'a detour within',
    'src-renderer/features/a/k.tsx',
    `import { p } from './x/../../b/p.ts';\np();`,
    imports,
  ],
  ['a path from the root', 'src-main/services/h.ts', `import { p } from 'src-server/p.ts';\np();`, imports],
  [
    'the component library in a screen',
    'src-renderer/features/a/l.tsx',
    `import { Dialog } from '@base-ui/react/dialog';\nDialog();`,
    imports,
  ],
  ['React in a store', 'src-renderer/stores/a.ts', `import { useState } from 'react';\nuseState();`, imports],
  ['a socket in a store', 'src-renderer/stores/b.ts', `export const s = new WebSocket('ws://a');`, globals],
  [
    'a screen from the session',
    'src-renderer/session/c.ts',
    `import { a } from '../features/a/a.tsx';\na();`,
    imports,
  ],
  [
    'the session from the peer',
    'src-renderer/peer/a.ts',
    `import { a } from '../session/a.ts';\na();`,
    imports,
  ],
  [
    'Node in the renderer',
    'src-renderer/peer/b.ts',
    `import { join } from 'node:path';\njoin('a');`,
    imports,
  ],
  [
    'electron folder from a service',
    'src-main/services/d.ts',
    `import { w } from '../electron/w.ts';\nw();`,
    imports,
  ],
  ['a service from a probe', 'src-main/probes/d.ts', `import { s } from '../services/s.ts';\ns();`, imports],
  [
    'a probe from the platform',
    'src-main/platform/a.ts',
    `import { s } from '../probes/s.ts';\ns();`,
    imports,
  ],
  ['an action from storage', 'src-main/storage/a.ts', `import { s } from '../actions/s.ts';\ns();`, imports],
  [
    'the composition root from a service',
    'src-main/services/e.ts',
    `import { s } from '../main.ts';\ns();`,
    imports,
  ],
  ['http from the domain', 'src-server/domain/b.ts', `import { s } from '../http/s.ts';\ns();`, imports],
  [
    'a socket in the domain',
    'src-server/domain/c.ts',
    `import { WebSocketServer } from 'ws';\nnew WebSocketServer();`,
    imports,
  ],
  ['the clock in the domain', 'src-server/domain/d.ts', `export const a = () => Date.now();`, properties],
  ['ws from http', 'src-server/http/b.ts', `import { s } from '../ws/s.ts';\ns();`, imports],
  [
    'the server from main',
    'src-main/services/f.ts',
    `import { s } from '../../src-server/s.ts';\ns();`,
    imports,
  ],
  ['any', 'src-shared/i.ts', `export const a = (b: any) => b;`, 'no-explicit-any'],
  [
    'a non-null assertion',
    'src-shared/j.ts',
    `export const a = (b: string | null) => b!.length;`,
    'no-non-null-assertion',
  ],
  ['require', 'src-main/services/g.ts', `export const a = require('node:fs');`, 'no-require-imports'],
  [
    'a cycle, first half',
    'src-shared/k.ts',
    `import { m } from './m.ts';\nexport const k = () => m();`,
    'no-cycle',
  ],
];

const allowed: Readonly<Record<string, string>> = {
  'src-main/electron/ipc-gate.ts': `import { ipcMain } from 'electron';\nexport const a = () => ipcMain.removeHandler('a');\n`,
  'src-main/electron/window.ts': `import { app } from 'electron';\nimport { s } from '../services/deep/s.ts';\nexport const a = () => app.on('ready', s);\n`,
  'src-main/preload/app.ts': `import { ipcRenderer } from 'electron';\nexport const a = () => ipcRenderer.send('a');\n`,
  'src-main/platform/which.ts': `export const a = process.platform;\n`,
  'src-main/entry.ts': `import { a } from './electron/window.ts';\nimport { s } from './services/deep/s.ts';\nexport const all = [a, s];\n`,
  'src-main/services/deep/s.ts': `import { r } from '../../../src-shared/r.ts';\nimport { a } from '../../platform/which.ts';\nexport const s = () => r(a);\n`,
  'src-shared/r.ts': `import { z } from 'zod';\nimport { sha512 } from '@noble/hashes/sha2.js';\nexport const r = (a: unknown) => [z, sha512, a, new Date(0)];\n`,
  'src-renderer/peer/simple.ts': `import P from 'simple-peer';\nexport const a = () => [new P(), new RTCPeerConnection()];\n`,
  'src-renderer/features/a/parts/part.ts': `import { s } from '../../../stores/s.ts';\nimport { own } from '../own.ts';\nexport const a = () => [s, own];\n`,
  'src-renderer/features/a/own.ts': `export const own = 1;\n`,
  'src-server/ws/s.ts': `import { WebSocketServer } from 'ws';\nimport { room } from '../domain/room.ts';\nexport const a = () => [new WebSocketServer(), room];\n`,
};

const cycle = { 'src-shared/m.ts': `import { k } from './k.ts';\nexport const m = () => k();` };

describe('layer rules', () => {
  let verdicts: Verdicts;
  beforeAll(() => {
    const planted = Object.fromEntries(refused.map(([, file, text]) => [file, `${text}\n`]));
    expect(Object.keys(planted)).toHaveLength(refused.length);
    verdicts = lintPlanted({ ...planted, ...allowed, ...cycle });
  });

  test.each(refused)('refuse %s', (_title, file, _text, rule) => {
    const broken = verdicts.get(file) ?? [];
    expect(
      broken.some((code) => code.includes(rule)),
      `${file} broke: ${broken.join(', ')}`,
    ).toBe(true);
  });

  test.each(Object.keys(allowed))('allow what stands in %s', (file) => {
    expect(verdicts.get(file) ?? []).toEqual([]);
  });
});

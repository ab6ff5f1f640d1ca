import { describe, expect, test } from 'vitest';
import { ruleIds } from '../../../src-shared/findings/rule-ids.ts';
import { areaData } from '../../../src-shared/diagnostics/snapshot.ts';
import { findingsEn } from '../../../src-shared/words/findings-en.ts';
import type { RuleWords, Steps } from '../../../src-shared/words/rule-words.ts';
import { settingsPageOf } from '../../../src-shared/words/settings-page-of.ts';
import {
  drawPicture,
  pictureSystem,
  type PictureSystem,
} from '../../../src-shared/words/settings-picture.ts';
import { gnomePictures } from '../../../src-shared/words/settings-pictures-gnome.ts';
import { macPictures } from '../../../src-shared/words/settings-pictures-mac.ts';
import { windowsPictures } from '../../../src-shared/words/settings-pictures-windows.ts';
import { machine } from '../findings/machine.ts';

const systems = [
  ['windows-11', 'win32', windowsPictures],
  ['macos', 'darwin', macPictures],
  ['gnome', 'linux', gnomePictures],
] as const;
type Key = 'win32' | 'darwin' | 'linux';

const stepsOn = (steps: Steps, key: Key): readonly string[] => ('win32' in steps ? steps[key] : steps);
/** Every list of steps of a rule, with those of its cases. */
function listsOf(words: RuleWords, key: Key): readonly (readonly string[])[] {
  const all = [words.tryThis, ...Object.values(words.variants ?? {}).map(({ tryThis }) => tryThis)];
  return all.flatMap((one) => (one === undefined ? [] : [stepsOn(one.steps, key)]));
}
function drawnFor(system: PictureSystem, key: Key) {
  return ruleIds.flatMap((id) => {
    const page = settingsPageOf(id);
    if (page === null) return [];
    return listsOf(findingsEn[id], key).flatMap((steps) => {
      const drawn = drawPicture(page, system, steps);
      return drawn === null ? [] : [{ id, page, steps, drawn }];
    });
  });
}

describe.each(systems)('pictures of settings pages, %s', (system, key, pictures) => {
  const all = drawnFor(system, key);

  test('each is used by a fix card, and each thing to look for by one of its steps', () => {
    const used = new Set(all.map(({ page }) => page));
    expect([...used].sort()).toEqual(Object.keys(pictures).sort());
    for (const [page, picture] of Object.entries(pictures))
      for (const row of picture.rows.filter(({ said }) => said !== undefined)) {
        const spoken = all.filter((one) => one.page === page).flatMap(({ drawn }) => drawn.rows);
        expect(
          spoken.some(({ text, steps }) => text === row.text && steps.length > 0),
          `${page}: ${row.text}`,
        ).toBe(true);
      }
  });

  test('the entry to press is in the list that is drawn', () => {
    for (const { id, drawn } of all)
      if (drawn.picture.entry !== null) expect(drawn.side, id).toContain(drawn.picture.entry);
  });

  test('numbers are those of steps, and the page is opened before anything on it', () => {
    for (const { id, steps, drawn } of all)
      for (const number of [drawn.step, ...drawn.rows.flatMap((row) => row.steps)]) {
        expect(steps[number - 1], id).toBeDefined();
        expect(number, id).toBeGreaterThanOrEqual(drawn.step);
      }
  });
});

test('the way to a page is found in the words of the step', () => {
  const steps = [
    'Empty the Recycle Bin.',
    'Open Settings, then System, then Storage.',
    'Choose Cleanup recommendations and remove what you do not need.',
  ];
  const drawn = drawPicture('storage', 'windows-11', steps);
  expect(drawn?.step).toBe(2);
  expect(drawn?.rows.map(({ text, steps: at }) => [text, at])).toEqual([
    ['Storage Sense', []],
    ['Cleanup recommendations', [3]],
  ]);
});

test('steps that open no settings have no picture', () => {
  expect(drawPicture('display', 'gnome', ['Restart the computer.'])).toBeNull();
  expect(drawPicture('printers', 'macos', ['Check that the printer is on and shows no error.'])).toBeNull();
});

test('only a system that looks like the picture gets it', () => {
  const os = areaData(machine(), 'os');
  if (os === undefined) throw new Error('the machine has a system');
  const on = (platform: Parameters<typeof pictureSystem>[0], change: Partial<typeof os>) =>
    pictureSystem(platform, { ...os, ...change });
  expect(on('win32', { name: 'Windows 11 Pro' })).toBe('windows-11');
  expect(on('win32', { name: 'Windows 10 Home' })).toBeNull();
  expect(on('darwin', { version: '15.1' })).toBe('macos');
  expect(on('darwin', { version: '12.7' })).toBeNull();
  expect(on('linux', { desktop: 'ubuntu:GNOME' })).toBe('gnome');
  expect(on('linux', { desktop: 'KDE' })).toBeNull();
  expect(on('linux', { desktop: null })).toBeNull();
  expect(pictureSystem('win32', undefined)).toBeNull();
  expect(on('other', {})).toBeNull();
});

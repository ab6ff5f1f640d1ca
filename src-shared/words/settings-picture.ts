import type { AreaDataOf } from '../diagnostics/area-schemas.ts';
import type { Platform } from '../diagnostics/snapshot.ts';
import type { SettingsPage } from '../settings-page.ts';
import { gnomePictures } from './settings-pictures-gnome.ts';
import { macPictures } from './settings-pictures-mac.ts';
import { windowsPictures } from './settings-pictures-windows.ts';

/**
 * Simplified pictures of settings pages, as data: what the window is called, what to press in its list, what to look for
 * on the page. All names are those of the systems' own documentation; everything else is drawn as a grey bar.
 */
export interface SettingsPicture {
  /** Title of the window. */
  readonly app: string;
  /** The list at the left, as far as it is documented, in its order; empty where the window has none. */
  readonly side: readonly string[];
  /** Which of them to press; null where there is no list. */
  readonly entry: string | null;
  /** The page below that entry; null where the entry is the page. */
  readonly page: string | null;
  readonly rows: readonly PictureRow[];
  /** How a step says that this window is to be opened, where it names neither entry nor page. */
  readonly said?: readonly string[];
}

export interface PictureRow {
  readonly text: string;
  /** Switches stand as they should in the end. */
  readonly control: 'open' | 'switch-on' | 'switch-off' | 'button' | 'choice' | 'tick';
  /** What the choice stands on. */
  readonly value?: string;
  /** How the steps speak of it, where they do not use its name. */
  readonly said?: readonly string[];
}

export type PictureSystem = 'windows-11' | 'macos' | 'gnome';

const pictures: Readonly<Record<PictureSystem, Readonly<Partial<Record<SettingsPage, SettingsPicture>>>>> = {
  'windows-11': windowsPictures,
  macos: macPictures,
  gnome: gnomePictures,
};

/** Of which system there are pictures for this computer; null where its settings look different from all of them. */
export function pictureSystem(platform: Platform, os: AreaDataOf['os'] | undefined): PictureSystem | null {
  switch (platform) {
    case 'win32':
      return /windows 11/i.test(os?.name ?? '') ? 'windows-11' : null;
    case 'darwin': // System Settings came with 13
      return Number.parseInt(os?.version ?? '', 10) >= 13 ? 'macos' : null;
    case 'linux':
      return /gnome|unity/i.test(os?.desktop ?? '') ? 'gnome' : null;
    case 'other':
      return null;
  }
}

/** A row as it is drawn: with the numbers of the steps that speak of it. */
export interface DrawnRow extends PictureRow {
  readonly steps: readonly number[];
}

/** The picture beside some steps. */
export interface DrawnPicture {
  readonly picture: SettingsPicture;
  /** Entries around the one to press. */
  readonly side: readonly string[];
  /** The step that opens this page, from 1 on. */
  readonly step: number;
  readonly rows: readonly DrawnRow[];
}

/** Entries above and below the one to press. */
const AROUND = 2;

/** The picture for these steps; null where none of them speaks of opening the page: then it would not help. */
export function drawPicture(
  page: SettingsPage,
  system: PictureSystem,
  steps: readonly string[],
): DrawnPicture | null {
  const picture = pictures[system][page];
  if (picture === undefined) return null;
  const said = steps.map(plain);
  const step = said.findIndex((text) => opens(picture, text));
  if (step < 0) return null;
  // The step that opens the page may name the page as the row is named too: that is not yet about the row.
  const stepsOf = ({ text, said: phrases = [] }: PictureRow) =>
    said.flatMap((one, i) =>
      (i > step && holds(one, text)) || (i >= step && phrases.some((phrase) => holds(one, phrase)))
        ? [i + 1]
        : [],
    );
  return {
    picture,
    side: around(picture),
    step: step + 1,
    rows: picture.rows.map((row) => ({ ...row, steps: stepsOf(row) })),
  };
}

/** A step speaks of the page when it opens the settings and names the page, or the entry in the list that leads to it. */
function opens({ app, entry, page, said = [] }: SettingsPicture, step: string): boolean {
  if (said.some((phrase) => holds(step, phrase))) return true;
  if (!holds(step, 'settings') && !holds(step, app)) return false;
  return [entry, page].some((name) => name !== null && holds(step, name));
}

function around({ side, entry }: SettingsPicture): readonly string[] {
  const at = entry === null ? -1 : side.indexOf(entry);
  const first = Math.max(0, Math.min(at - AROUND, side.length - 2 * AROUND - 1));
  return side.slice(first, first + 2 * AROUND + 1);
}

/** Steps write "and" where some systems write "&". */
function plain(text: string): string {
  return text.toLowerCase().replaceAll('&', 'and');
}

/** Whole words only: "Network" is not in "networks". */
function holds(step: string, phrase: string): boolean {
  const word = plain(phrase).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\w-])${word}(?![\w-])`).test(step);
}

import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { settingsSchema, type Settings } from '../../src-shared/bridge/contract.ts';
import { defaultSettings } from '../../src-shared/bridge/default-settings.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Settings on disk, decoded when read: an unreadable or foreign file counts as none and is kept beside as `.bad`,
 * so that nothing a person set is silently lost. Written whole and moved into place.
 */
export interface SettingsFile {
  read(): Settings;
  write(change: Partial<Settings>): Settings;
}

export function createSettingsFile(folder: string): SettingsFile {
  const path = join(folder, 'settings.json');
  let current: Settings | null = null;

  const read = (): Settings => {
    if (current) return current;
    current = load(path);
    return current;
  };
  return {
    read,
    write(change) {
      const next = settingsSchema.parse({ ...read(), ...change });
      current = next;
      mkdirSync(dirname(path), { recursive: true });
      writeWhole(path, `${JSON.stringify(next, null, 2)}\n`);
      return next;
    },
  };
}

function load(path: string): Settings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return defaultSettings; // first start
  }
  try {
    const decoded = settingsSchema.partial().safeParse(JSON.parse(text));
    if (decoded.success) return { ...defaultSettings, ...stripUndefined(decoded.data) };
  } catch {
    // not JSON: kept beside, below
  }
  renameSync(path, `${path}.bad`);
  return defaultSettings;
}

function stripUndefined(value: { [K in keyof Settings]?: Settings[K] | undefined }): Partial<Settings> {
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined),
  ) as Partial<Settings>;
}

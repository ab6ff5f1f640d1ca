import { spawn } from 'node:child_process';
import type { Platform } from '../../src-shared/diagnostics/snapshot.ts';
import { appError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { settingsPages, type SettingsPage } from '../../src-shared/settings-page.ts';
import { settingsTarget, type SettingsTarget } from '../platform/settings-pages.ts';

/** Opens pages of the system's own settings for the person who sits here; the list of pages is fixed. */
export interface SettingsService {
  /** The pages that can be opened here: a button for any other is not shown. */
  pages(): readonly SettingsPage[];
  open(page: SettingsPage): Promise<Result<null>>;
}

export interface SettingsPorts {
  readonly platform: Platform;
  /** Hands an address to the system; rejects when nothing takes it. */
  readonly openAddress: (address: string) => Promise<void>;
  readonly target?: (page: SettingsPage, platform: Platform) => SettingsTarget | null;
}

export function createSettingsService({
  platform,
  openAddress,
  target = settingsTarget,
}: SettingsPorts): SettingsService {
  return {
    pages: () => settingsPages.filter((page) => target(page, platform) !== null),
    async open(page) {
      const found = target(page, platform);
      if (found === null) return err(appError('SETTINGS_UNAVAILABLE', page));
      try {
        await (found.kind === 'address' ? openAddress(found.address) : start(found.program, found.args));
        return ok(null);
      } catch (error) {
        return err(appError('SETTINGS_UNAVAILABLE', error instanceof Error ? error.message : String(error)));
      }
    },
  };
}

/** Starts a program that lives on its own: it outlives this app and says nothing to it. */
function start(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { detached: true, stdio: 'ignore' });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}

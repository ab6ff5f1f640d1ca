import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../lib/lock.mjs';
import { cacheDir, pinnedNode } from '../lib/paths.mjs';
import { step } from '../lib/progress.mjs';
import { runQuietly } from '../lib/run.mjs';
import { fallbackFits } from './runtime-fallback.mjs';
import { electronDir, installedRuntime, wantedVersion } from './runtime-present.mjs';

/** A failed download is not tried again before this, so that repeated starts do not wait for it. */
const REMEMBER_FAILURE_MS = 24 * 3600 * 1000;

/** Where there is a stand-in, waiting longer than this for a download of 110 MB helps nobody. */
const limitSeconds = () => Number(process.env.ALONGSIDE_DOWNLOAD_SECONDS) || (fallbackFits() ? 120 : 900);

/** Fetches the pinned Electron. Answers `{ runtime }`, or `{ why }` when it could not be had. */
export async function downloadRuntime() {
  const stamp = join(cacheDir, `electron-${wantedVersion()}-download-failed.json`);
  const earlier = rememberedFailure(stamp);
  if (earlier) return { why: earlier };
  return withLock(cacheDir, 'electron-download', async () => {
    const meanwhile = installedRuntime('downloaded', 'it has just been downloaded');
    if (meanwhile) return { runtime: meanwhile };
    const again = rememberedFailure(stamp);
    return again ? { why: again } : tryDownload(stamp);
  });
}

async function tryDownload(stamp) {
  try {
    await step(`Downloading Electron ${wantedVersion()} (limit ${limitSeconds()} s)`, () =>
      runQuietly(pinnedNode, [join(electronDir, 'install.js')], { seconds: limitSeconds() }),
    );
    rmSync(stamp, { force: true });
    return { runtime: installedRuntime('downloaded', 'it has just been downloaded') };
  } catch (error) {
    const why = `Electron ${wantedVersion()} could not be downloaded (${reasonOf(error.message)})`;
    mkdirSync(cacheDir, { recursive: true });
    writeFileSync(stamp, JSON.stringify({ why, at: new Date().toISOString() }));
    return { why };
  }
}

/** The one telling line of the installer's output. */
function reasonOf(output) {
  const limit = /limit \d+ s/.exec(output)?.[0];
  return limit ?? /^\w*Error: (.{1,120})/m.exec(output)?.[1] ?? 'the installer failed';
}

function rememberedFailure(stamp) {
  try {
    const { why, at } = JSON.parse(readFileSync(stamp, 'utf8'));
    const age = Date.now() - Date.parse(at);
    return age >= 0 && age < REMEMBER_FAILURE_MS ? why : undefined;
  } catch {
    return undefined;
  }
}

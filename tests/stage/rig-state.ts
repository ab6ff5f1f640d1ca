import type { Page } from 'playwright-core';

/** Reads what the test build exposes of a window (src-renderer/rig.ts). */
export interface RigWindow {
  readonly alongsideRig: { times: Record<string, number>; frames: number; state(): unknown };
}

export function rigTimes(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => (window as unknown as RigWindow).alongsideRig.times);
}

/** Waits until `name` has happened in the window; answers its epoch time in ms. */
export async function rigTime(page: Page, name: string, limitMs = 20_000): Promise<number> {
  await page.waitForFunction(
    (key) => (window as unknown as RigWindow).alongsideRig.times[key] !== undefined,
    name,
    {
      timeout: limitMs,
      polling: 20,
    },
  );
  const time = (await rigTimes(page))[name];
  if (time === undefined) throw new Error(`${name} has not happened`);
  return time;
}

/** The window's store as plain data (functions and surfaces are dropped). */
export async function rigState(page: Page): Promise<Record<string, unknown>> {
  const text = await page.evaluate(() =>
    JSON.stringify((window as unknown as RigWindow).alongsideRig.state(), (_key, value: unknown) =>
      typeof value === 'function' ? undefined : value,
    ),
  );
  return JSON.parse(text) as Record<string, unknown>;
}

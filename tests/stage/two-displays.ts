import type { Page } from 'playwright-core';
import { startDisplay, type Display } from '../../scripts/lib/display.mjs';
import { desk as words } from '../../src-renderer/words/en/desk.ts';
import { clickAsTheyCome, inviteSteps } from '../demo/consent-script.ts';
import { launchApp, type StagedApp } from './app.ts';
import { startBroker } from './broker.ts';
import { technicianStory } from './technician-story.ts';

/** A session between two displays of one size, the first of them bare: the second shows the first, unscaled and on all of it. */
export interface TwoDisplays {
  readonly host: StagedApp;
  readonly technician: StagedApp;
  readonly hostDisplay: string;
  readonly technicianDisplay: string;
  close(): Promise<void>;
}

export interface TwoDisplaysOptions {
  readonly width: number;
  readonly height: number;
  /** More of our own switches for the host. */
  readonly switches?: readonly string[];
  /** The host's display, ended with the rest; without it a new one of this size. */
  readonly hostDisplay?: Pick<Display, 'name' | 'stop'>;
}

export async function openTwoDisplays(options: TwoDisplaysOptions): Promise<TwoDisplays> {
  const ends: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const { width, height } = options;
    const from = options.hostDisplay ?? (await startDisplay({ width, height, windowManager: false }));
    ends.push(from.stop);
    const to = await startDisplay({ width, height }); // without a manager a full screen is a pixel short each way
    ends.push(to.stop);
    const broker = await startBroker(0);
    ends.push(() => broker.child.kill());
    const host = await launchApp({
      role: 'host',
      server: broker.signalling,
      display: from.name,
      switches: ['--rig-cooldown=0', '--rig-no-indicator', '--rig-hidden', ...(options.switches ?? [])],
    });
    ends.push(host.close);
    const technician = await launchApp({
      role: 'technician',
      server: broker.signalling,
      display: to.name,
      switches: [`--rig-bounds=0,0,${width},${height}`],
    });
    ends.push(technician.close);
    await technicianStory.nameYourself(technician.page, 'Kevin M.');
    return { host, technician, hostDisplay: from.name, technicianDisplay: to.name, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Everything allowed, and the picture full-screen. */
export async function showAll({ host, technician }: TwoDisplays): Promise<void> {
  await clickAsTheyCome(host.page, inviteSteps);
  const code = await codeOf(host.page);
  await clickAsTheyCome(host.page);
  await technicianStory.typeCode(technician.page, code);
  await technicianStory.seesPicture(technician.page);
  await technician.page.getByRole('button', { name: words.picture.fullScreen, exact: true }).click();
}

interface InviteRig {
  readonly alongsideRig: { state(): { readonly invite: { readonly state: string; readonly code?: string } } };
}

async function codeOf(page: Page): Promise<string> {
  const code = await page.waitForFunction(() => {
    const { invite } = (window as unknown as InviteRig).alongsideRig.state();
    return invite.state === 'ready' ? invite.code : undefined;
  });
  return String(await code.jsonValue());
}

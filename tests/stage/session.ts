import type { Page } from 'playwright-core';
import { launchApp, launchBrowser, type StagedApp, type StagedBrowser } from './app.ts';
import { startBroker, type Broker } from './broker.ts';
import { clickAsTheyCome } from '../demo/consent-script.ts';
import { hostStory } from './host-story.ts';
import { technicianStory } from './technician-story.ts';

/** Everything a story needs, and the one call that ends it all. */
export interface Stage {
  readonly broker: Broker;
  readonly host: StagedApp;
  readonly technician: { readonly page: Page };
  close(): Promise<void>;
}

export interface StageOptions {
  readonly technician?: 'electron' | 'chromium';
  /** Our own switches for both apps. */
  readonly switches?: readonly string[];
  readonly brokerEnv?: NodeJS.ProcessEnv;
}

/** Server, host and technician, up to their first screens; the technician has said who they are. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const broker = await startBroker(0, options.brokerEnv);
  const switches = options.switches ?? [];
  const [host, technician]: [StagedApp, StagedApp | StagedBrowser] = await Promise.all([
    launchApp({ role: 'host', server: broker.signalling, switches: ['--rig-cooldown=0', ...switches] }),
    options.technician === 'chromium'
      ? launchBrowser({ web: broker.web })
      : launchApp({ role: 'technician', server: broker.signalling, switches }),
  ]);
  await technicianStory.nameYourself(technician.page, 'Kevin M.');
  return {
    broker,
    host,
    technician,
    async close() {
      await Promise.all([host.close(), technician.close()]);
      await broker.child.kill();
    },
  };
}

/** From the first screens to a live session with findings and screen allowed, and the first frame drawn. */
export async function goLive(stage: Stage): Promise<void> {
  const code = await hostStory.toCode(stage.host.page);
  await clickAsTheyCome(stage.host.page);
  await technicianStory.typeCode(stage.technician.page, code);
  await technicianStory.seesPicture(stage.technician.page);
}

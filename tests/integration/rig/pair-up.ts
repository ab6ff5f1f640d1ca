import {
  askHost,
  askTechnician,
  untilHost,
  untilTechnician,
  waitUntil,
  type Rig,
  type RigPage,
} from './open-rig.ts';

export interface Pair {
  readonly host: RigPage;
  readonly technician: RigPage;
}

/** Opens both pages and makes a code. */
export async function openPair(rig: Rig, query = ''): Promise<Pair> {
  const host = await rig.open('host', query);
  const technician = await rig.open('technician', query);
  return { host, technician };
}

export async function newCode({ host }: Pair): Promise<string> {
  await askHost(host.page, (rig) => rig.actions.openInvite());
  await untilHost(host.page, (rig) => rig.invite().state === 'ready');
  return askHost(host.page, (rig) => {
    const invite = rig.invite();
    return invite.state === 'ready' ? invite.code : '';
  });
}

export async function joinWith({ technician }: Pair, code: string): Promise<void> {
  await technician.page.evaluate(`window.technicianRig.actions.join(${JSON.stringify(code)})`);
}

/** From nothing to paired. */
export async function pairUp(pair: Pair): Promise<void> {
  await joinWith(pair, await newCode(pair));
  await untilTechnician(pair.technician.page, (rig) => rig.desk() !== null);
  await untilHost(pair.host.page, (rig) => rig.session()?.phase === 'consent');
}

/** The person says yes to everything, as fast as a script can. */
export async function allowAll({ host }: Pair): Promise<void> {
  await askHost(host.page, (rig) => {
    rig.actions.letIn();
    rig.actions.grantFindings();
    return rig.actions.grantScreen('source-1');
  });
}

export async function waitForFrames({ technician }: Pair, more = 5): Promise<void> {
  const before = await askTechnician(technician.page, (rig) => rig.frames());
  await waitUntil(
    async () => (await askTechnician(technician.page, (rig) => rig.frames())) >= before + more,
    `${more} more frames`,
  );
}

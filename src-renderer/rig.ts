import type { HostActions, HostStore } from './stores/host-store.ts';
import type { TileFigures } from './session/tile-share.ts';
import type { TechnicianActions, TechnicianStore } from './stores/technician-store.ts';

/**
 * What the tests, the demo and the measuring rig read out of a window: epoch times (ms) of what happened first, frames
 * counted where they arrive, and the actions a script may call. In test builds only: a package does not contain it.
 */
export interface Rig {
  readonly times: Record<string, number>;
  frames: number;
  readonly state: () => unknown;
  readonly actions: HostActions | TechnicianActions;
  /** Host: by which way the picture goes now, why, and how many bytes went over the picture channel. */
  readonly picture?: () => TileFigures | null;
}

export function rigHost(
  store: HostStore,
  actions: HostActions,
  picture: () => TileFigures | null,
): HostActions {
  const times: Record<string, number> = {};
  const timed: HostActions = {
    ...actions,
    grantScreen(key) {
      times['screenAllowed'] = Date.now();
      return actions.grantScreen(key);
    },
  };
  store.subscribe((state) => {
    if (state.session?.phase === 'consent') times['paired'] ??= Date.now();
    if (state.session?.letIn === true) times['letIn'] ??= Date.now();
    if (state.session?.capabilities.findings.state === 'granted') times['findingsAllowed'] ??= Date.now();
    if (state.screens !== null && state.screens.length > 0) times['screensListed'] ??= Date.now();
    if (state.session?.link === 'up') times['linkUp'] ??= Date.now();
  });
  expose({ times, frames: 0, state: store.getState, actions: timed, picture });
  return timed;
}

export function rigTechnician(store: TechnicianStore, actions: TechnicianActions): void {
  const times: Record<string, number> = {};
  const rig: Rig = { times, frames: 0, state: store.getState, actions };
  let watched: unknown = null;
  store.subscribe(({ desk }) => {
    if (desk === null) return;
    times['codeAccepted'] ??= Date.now();
    if (desk.link.state === 'up') times['linkUp'] ??= Date.now();
    if (desk.snapshot !== null) times['firstFact'] ??= Date.now();
    if ((desk.judgement?.findings.length ?? 0) > 0) times['firstFinding'] ??= Date.now();
    if (desk.snapshotState === 'complete') times['snapshot'] ??= Date.now();
    if (desk.picture === null || desk.picture === watched) return;
    watched = desk.picture;
    desk.picture.onFrame(() => {
      times['firstFrame'] ??= Date.now();
      rig.frames += 1;
    });
  });
  expose(rig);
}

function expose(rig: Rig): void {
  Object.assign(window, { alongsideRig: rig });
}

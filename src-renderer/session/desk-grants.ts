import type { SessionGrant } from '../../src-shared/helpdesk/session-facts.ts';
import type { CapabilityView } from '../../src-shared/protocol/peer-messages.ts';
import { capabilities, type Capability } from '../../src-shared/session/capability.ts';
import type { DeskGrant } from '../stores/technician-store.ts';

/** However often the other side says on and off. */
const MAX_GRANTS = 200;

/** What was allowed so far, with what the person's app says now. `at` is epoch ms here. */
export function withGrants(
  grants: readonly DeskGrant[],
  views: Readonly<Record<Capability, CapabilityView>>,
  at: number,
): readonly DeskGrant[] {
  return capabilities.reduce((all, capability) => withGrant(all, capability, views[capability], at), grants);
}

function withGrant(
  grants: readonly DeskGrant[],
  capability: Capability,
  view: CapabilityView,
  at: number,
): readonly DeskGrant[] {
  const open = grants.find((grant) => grant.capability === capability && grant.to === null);
  const what = view.what ?? null;
  const on = view.state !== 'off';
  if (on && open !== undefined && (what === null || what === open.what)) return grants;
  const closed =
    open === undefined ? grants : grants.map((grant) => (grant === open ? { ...grant, to: at } : grant));
  return on ? [...closed, { capability, what, from: at, to: null }].slice(-MAX_GRANTS) : closed;
}

/** The same with an end to each: nothing is allowed once a session is over. */
export function closedGrants(grants: readonly DeskGrant[], at: number): readonly SessionGrant[] {
  return grants.map((grant) => ({ ...grant, to: grant.to ?? at }));
}

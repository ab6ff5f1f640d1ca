import type { Connectivity } from '../diagnostics/connectivity-areas.ts';
import { areaData, type Snapshot } from '../diagnostics/snapshot.ts';

/** The way from this computer to the technician, rung by rung: the first that breaks explains all above it. */
export const ladderSteps = [
  'adapter',
  'address',
  'gateway',
  'dns',
  'internet',
  'proxy',
  'tls',
  'service',
  'peer',
] as const;
export type LadderStep = (typeof ladderSteps)[number];

/** "skipped" stands above a broken rung: whatever it shows is an effect. "none": not in use here. */
export type RungState = 'good' | 'broken' | 'unknown' | 'none' | 'skipped';

export interface Rung {
  readonly step: LadderStep;
  readonly state: RungState;
  /** Which of several ways to break it is, for the words: "sign-in", "expired". */
  readonly variant: string | null;
}

export interface Ladder {
  readonly rungs: readonly Rung[];
  readonly brokenAt: LadderStep | null;
}

/** How the session itself stands, where there is one. */
export type PeerState = 'up' | 'lost' | 'none';

type Found = Omit<Rung, 'step'>;
const good: Found = { state: 'good', variant: null };
const unknown: Found = { state: 'unknown', variant: null };
const none: Found = { state: 'none', variant: null };
const broken = (variant: string | null = null): Found => ({ state: 'broken', variant });

/** Climbs from the adapter to the technician and stops at the first broken rung. Pure. */
export function climb(snapshot: Snapshot, peer: PeerState): Ladder {
  const looks: Readonly<Record<LadderStep, (snapshot: Snapshot) => Found>> = {
    ...lower,
    ...upper,
    peer: () => (peer === 'up' ? good : peer === 'lost' ? broken() : none),
  };
  let brokenAt: LadderStep | null = null;
  const rungs = ladderSteps.map((step): Rung => {
    if (brokenAt !== null) return { step, state: 'skipped', variant: null };
    const found = looks[step](snapshot);
    if (found.state === 'broken') brokenAt = step;
    return { step, ...found };
  });
  return { rungs, brokenAt };
}

const tests = (snapshot: Snapshot): Connectivity | undefined => areaData(snapshot, 'connectivity');
const anyTrue = (values: readonly (boolean | null)[]) => values.includes(true);
const allFalse = (values: readonly (boolean | null)[]) =>
  values.length > 0 && values.every((value) => value === false);

function ownCards(snapshot: Snapshot) {
  return areaData(snapshot, 'network')?.interfaces.filter(({ kind }) => kind !== 'loopback');
}

const lower = {
  adapter(snapshot: Snapshot): Found {
    const cards = ownCards(snapshot);
    if (cards === undefined) return unknown;
    if (cards.some(({ up }) => up === true)) return good;
    return cards.length === 0 ? broken('missing') : cards.some(({ up }) => up === null) ? unknown : broken();
  },
  address(snapshot: Snapshot): Found {
    const scopes = ownCards(snapshot)?.flatMap(({ addresses }) => addresses.map(({ scope }) => scope));
    if (scopes === undefined) return unknown;
    if (scopes.some((scope) => scope === 'private' || scope === 'public')) return good;
    if (scopes.includes(null)) return unknown;
    return broken(scopes.includes('link-local') ? 'self-given' : null);
  },
  gateway(snapshot: Snapshot): Found {
    const route = areaData(snapshot, 'route')?.hasDefault ?? null;
    if (route === false) return broken('no-route');
    const all = tests(snapshot)?.gateway?.gateways ?? [];
    if (anyTrue(all.map(({ answered }) => answered)) || reachesOut(snapshot)) return good;
    // A silent router that is a known neighbour may just not answer questions.
    const gone =
      all.length > 0 && all.every(({ neighbour }) => neighbour === 'failed' || neighbour === 'absent');
    return gone && allFalse(all.map(({ answered }) => answered)) ? broken() : unknown;
  },
  dns(snapshot: Snapshot): Found {
    const resolvers = tests(snapshot)?.dns?.resolvers ?? [];
    const asked = resolvers.filter((one) => (one.asked ?? 0) > 0 && one.answered !== null);
    const system = asked.find(({ kind }) => kind === 'system');
    if ((system?.answered ?? 0) > 0) return good;
    if (asked.length === 0) return unknown;
    const other = asked.some((one) => one.kind !== 'system' && (one.answered ?? 0) > 0);
    if (system !== undefined && other) return broken('system');
    if (other) return unknown;
    // Nothing answers because there is no internet: then that is the rung that broke.
    return fixedAnswers(snapshot) ? broken() : unknown;
  },
};

function reachesOut(snapshot: Snapshot): boolean {
  return anyTrue((tests(snapshot)?.internet?.hosts ?? []).map(({ connects }) => connects));
}

function fixedAnswers(snapshot: Snapshot): boolean {
  const fixed = tests(snapshot)?.internet?.hosts.filter(({ byName }) => byName === false) ?? [];
  return anyTrue(fixed.map(({ connects }) => connects));
}

const upper = {
  internet(snapshot: Snapshot): Found {
    const found = tests(snapshot);
    const pages = found?.portal?.pages.map(({ result }) => result) ?? [];
    const wrong = pages.some((result) => result !== null && result !== 'no-answer' && result !== 'expected');
    if (wrong && !pages.includes('expected')) return broken('sign-in');
    if (reachesOut(snapshot) || pages.includes('expected')) return good;
    const hosts = found?.internet?.hosts.map(({ connects }) => connects) ?? [];
    const byProxy = anyTrue(found?.proxy?.proxies.map(({ passes }) => passes) ?? []);
    if (byProxy) return good;
    return allFalse(hosts) ? broken() : unknown;
  },
  proxy(snapshot: Snapshot): Found {
    const proxy = tests(snapshot)?.proxy ?? null;
    if (proxy === null) return unknown;
    if (proxy.direct === true) return none;
    if (anyTrue(proxy.proxies.map(({ connects, wantsSignIn }) => connects === true && wantsSignIn !== true)))
      return good;
    if (anyTrue(proxy.proxies.map(({ wantsSignIn }) => wantsSignIn))) return broken('sign-in');
    return allFalse(proxy.proxies.map(({ connects }) => connects)) ? broken() : unknown;
  },
  tls(snapshot: Snapshot): Found {
    const sites = tests(snapshot)?.tls?.sites.filter(({ role }) => role !== 'asked') ?? [];
    const seen = sites.filter(({ trusted }) => trusted !== null);
    if (seen.length === 0) return unknown;
    if (anyTrue(seen.map(({ trusted, fault }) => trusted === true && fault === null))) {
      // The support server's own certificate must be good; of public sites one is enough.
      const own = seen.find(({ role }) => role === 'service');
      return own?.fault != null ? broken(own.fault) : good;
    }
    return broken(seen[0]?.fault ?? null);
  },
  service(snapshot: Snapshot): Found {
    const service = tests(snapshot)?.service ?? null;
    if (service === null || service.connects === null) return unknown;
    if (!service.connects) return broken();
    return service.answers === false ? broken('other') : good;
  },
};

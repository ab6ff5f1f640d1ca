import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { eventKinds } from '../../../src-shared/diagnostics/health-areas.ts';

type HealthArea = 'services' | 'startup' | 'updates' | 'crashes' | 'events' | 'boot' | 'users' | 'software';

/** How a system is doing that has no trouble at all. */
export const healthyHealth = (now: number): { [A in HealthArea]: AreaDataOf[A] } => ({
  services: { total: 180, failedCount: 0, masked: 3, failed: [] },
  startup: { programCount: 4, programs: [], tasks: [] },
  updates: {
    pending: 2,
    securityPending: 0,
    oldestSecurityAt: null,
    checkedAt: now - 3_600_000,
    lastSuccessAt: now - 3 * 86_400_000,
    failedCount: 0,
    lastFailedAt: null,
    broken: 0,
    automatic: true,
    restartPending: false,
    restartReasons: [],
  },
  crashes: {
    days: 7,
    total: 0,
    programs: [],
    shutdowns: 0,
    newestShutdownAt: null,
    shutdownKind: null,
    stabilityIndex: 8.2,
  },
  events: {
    days: 7,
    kinds: eventKinds.map((kind) => ({ kind, count: 0, newestAt: null, program: null, text: null })),
  },
  boot: {
    seconds: 31,
    firmwareSeconds: 6,
    loaderSeconds: 2,
    kernelSeconds: 3,
    servicesSeconds: 20,
    signInSeconds: 12,
    at: now - 2 * 86_400_000,
    slowest: [{ name: 'NetworkManager-wait-online.service', seconds: 6.1 }],
  },
  users: {
    signedIn: 1,
    remote: 0,
    temporaryProfile: false,
    lockEnabled: true,
    lockAfterSeconds: 300,
  },
  software: { total: 1650, programs: [{ name: 'firefox', version: '140.5', source: 'deb' }] },
});

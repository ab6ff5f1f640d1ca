import type { AreaDataOf } from './area-schemas.ts';
import { fact, type Fact } from './fact.ts';
import { formatDuration, formatValue, rounded } from './format-value.ts';
import type { EventKind } from './health-areas.ts';
import { known } from './machine-facts.ts';

/** How many names a list of facts shows; the others are counted. */
const SHOWN = 12;

export function servicesFacts(services: AreaDataOf['services']): readonly Fact[] {
  return [
    ...fact('Services', 'services.total', known(services.total, 'plain')),
    ...fact('Failed', 'services.failedCount', known(services.failedCount, 'plain')),
    ...fact('Switched off for good', 'services.masked', known(services.masked, 'plain')),
    ...services.failed.flatMap((service) =>
      fact(
        service.name ?? 'Service',
        'services.failed.*.name',
        'failed',
        service.description,
        service.scope === 'user' && 'of the signed-in person',
        service.exitCode !== null && `code ${service.exitCode}`,
      ),
    ),
  ];
}

export function startupFacts(startup: AreaDataOf['startup']): readonly Fact[] {
  const own = startup.programs.filter((program) => program.system !== true);
  const tasks = startup.tasks.filter((task) => task.enabled !== false);
  return [
    ...fact('Programs at sign-in', 'startup.programCount', known(startup.programCount, 'plain')),
    ...own
      .slice(0, SHOWN)
      .flatMap((program) =>
        fact(
          program.name ?? 'Program',
          'startup.programs.*.name',
          program.enabled === false ? 'switched off' : 'starts at sign-in',
          program.place?.replace('-', ' '),
          program.everyone === true && 'for everybody',
        ),
      ),
    ...fact(
      'Tasks by the clock',
      'startup.tasks.*.name',
      tasks.length > 0 && `${tasks.length}`,
      ...tasks.slice(0, SHOWN).map(({ name }) => name),
    ),
  ];
}

export function updatesFacts(updates: AreaDataOf['updates']): readonly Fact[] {
  const reasons = updates.restartReasons.slice(0, SHOWN).map(({ name }) => name);
  return [
    ...fact(
      'Waiting',
      'updates.pending',
      updates.pending !== null && `${updates.pending}`,
      updates.securityPending !== null && `${updates.securityPending} for security`,
      updates.oldestSecurityAt !== null && `oldest from ${formatValue(updates.oldestSecurityAt, 'time')}`,
    ),
    ...fact('Last looked', 'updates.checkedAt', known(updates.checkedAt, 'time')),
    ...fact('Last update', 'updates.lastSuccessAt', known(updates.lastSuccessAt, 'time')),
    ...fact(
      'Failed in 30 days',
      'updates.failedCount',
      known(updates.failedCount, 'plain'),
      updates.lastFailedAt !== null && `last ${formatValue(updates.lastFailedAt, 'time')}`,
    ),
    ...fact('Half installed', 'updates.broken', known(updates.broken, 'plain')),
    ...fact('By themselves', 'updates.automatic', known(updates.automatic, 'plain')),
    ...fact('Restart waits', 'updates.restartPending', known(updates.restartPending, 'plain'), ...reasons),
  ];
}

export function crashesFacts(crashes: AreaDataOf['crashes']): readonly Fact[] {
  return [
    ...fact(
      'Program crashes',
      'crashes.total',
      known(crashes.total, 'plain'),
      crashes.days !== null && `in ${crashes.days} days`,
    ),
    ...crashes.programs
      .slice(0, SHOWN)
      .flatMap((program) =>
        fact(
          program.name ?? 'Program',
          'crashes.programs.*.name',
          program.crashes !== null && program.crashes > 0 && `${program.crashes} crashes`,
          program.hangs !== null && program.hangs > 0 && `hung ${program.hangs} times`,
          program.newestAt !== null && `last ${formatValue(program.newestAt, 'time')}`,
        ),
      ),
    ...fact(
      'Stops without a shutdown',
      'crashes.shutdowns',
      crashes.shutdowns !== null && `${crashes.shutdowns} in 30 days`,
      crashes.newestShutdownAt !== null && `last ${formatValue(crashes.newestShutdownAt, 'time')}`,
      crashes.shutdownKind,
    ),
    ...fact('Stability, 1 to 10', 'crashes.stabilityIndex', known(crashes.stabilityIndex, 'plain')),
  ];
}

const eventTitles: Readonly<Record<EventKind, string>> = {
  disk: 'Disk and file errors',
  memory: 'Programs closed for lack of memory',
  hardware: 'Hardware errors',
  ecc: 'Memory hardware errors',
  heat: 'Slowed down by heat',
  graphics: 'Graphics driver restarts',
  address: 'Address used twice',
};

export function eventsFacts(events: AreaDataOf['events']): readonly Fact[] {
  return [
    ...fact('Looked back', 'events.days', events.days !== null && `${rounded(events.days, 1)} days`),
    ...events.kinds.flatMap((event) =>
      fact(
        event.kind === null ? 'Other' : eventTitles[event.kind],
        'events.kinds.*.count',
        event.count === null ? 'not known' : event.count === 0 ? 'none' : `${event.count}`,
        event.newestAt !== null && `last ${formatValue(event.newestAt, 'time')}`,
        event.program,
        event.text,
      ),
    ),
  ];
}

export function bootFacts(boot: AreaDataOf['boot']): readonly Fact[] {
  const part = (seconds: number | null, what: string) =>
    seconds !== null && `${what} ${rounded(seconds, 1)} s`;
  return [
    ...fact(
      'Took',
      'boot.seconds',
      boot.seconds !== null && formatDuration(boot.seconds),
      part(boot.firmwareSeconds, 'firmware'),
      part(boot.loaderSeconds, 'boot menu'),
      part(boot.kernelSeconds, 'kernel'),
      part(boot.servicesSeconds, 'services'),
    ),
    ...fact(
      'From sign-in to a quiet desktop',
      'boot.signInSeconds',
      boot.signInSeconds !== null && formatDuration(boot.signInSeconds),
    ),
    ...fact('When', 'boot.at', known(boot.at, 'time')),
    ...boot.slowest.flatMap(({ name, seconds }) =>
      fact(name ?? 'Service', 'boot.slowest.*.name', seconds !== null && `${rounded(seconds, 1)} s`),
    ),
  ];
}

export function usersFacts(users: AreaDataOf['users']): readonly Fact[] {
  return [
    ...fact('Signed in', 'users.signedIn', known(users.signedIn, 'plain')),
    ...fact('From another computer', 'users.remote', known(users.remote, 'plain')),
    ...fact('Temporary profile', 'users.temporaryProfile', known(users.temporaryProfile, 'plain')),
    ...fact(
      'Screen locks by itself',
      'users.lockEnabled',
      known(users.lockEnabled, 'plain'),
      users.lockAfterSeconds !== null && `after ${formatDuration(users.lockAfterSeconds)}`,
    ),
  ];
}

export function softwareFacts(software: AreaDataOf['software']): readonly Fact[] {
  return [
    ...fact('Installed', 'software.total', known(software.total, 'plain')),
    ...software.programs.flatMap(({ name, version, source }) =>
      fact(name ?? 'Program', 'software.programs.*.name', version ?? source),
    ),
  ];
}

import type { FieldRow } from './field-row.ts';

const stopped = 'A part that has stopped can be the cause of a fault';
const slowStart = 'Too much at the start makes a computer slow';
const updating = 'Missing updates leave known faults and holes';
const crashing = 'Tells which program or part is at fault';
const log = 'The system notes faults that nobody sees';
const starting = 'Tells what makes the start slow';
const lock = 'A screen that stays open can be used by others';
const installed = 'Old versions have known faults';

type HealthArea = 'services' | 'startup' | 'updates' | 'crashes' | 'events' | 'boot' | 'users' | 'software';

/** How the system is doing: part of the allow-list (field-table.ts). */
// oxfmt-ignore
export const healthFields: Readonly<Record<HealthArea, readonly FieldRow[]>> = {
  services: [
    ['services.total', 'computer', 'Services', 'none', 'plain', 'To know that they could be looked at'],
    ['services.failedCount', 'computer', 'Services that failed', 'none', 'plain', stopped],
    ['services.masked', 'computer', 'Services switched off for good', 'none', 'plain', 'Tells what was left out of the count'],
    ['services.failed.*.name', 'computer', 'Failed service', 'text', 'plain', stopped],
    ['services.failed.*.description', 'computer', 'Failed service: what it is', 'text', 'plain', stopped],
    ['services.failed.*.kind', 'computer', 'Failed service: kind', 'none', 'plain', stopped],
    ['services.failed.*.scope', 'computer', 'Failed service: for whom', 'none', 'plain', stopped],
    ['services.failed.*.exitCode', 'computer', 'Failed service: its last number', 'none', 'plain', 'Tells why it stopped'],
  ],
  startup: [
    ['startup.programCount', 'programs', 'Programs that start with you', 'none', 'plain', slowStart],
    ['startup.programs.*.name', 'programs', 'Starts with you', 'text', 'plain', slowStart],
    ['startup.programs.*.place', 'programs', 'Starts with you: set where', 'none', 'plain', 'Tells where it can be switched off'],
    ['startup.programs.*.everyone', 'programs', 'Starts with you: for all people', 'none', 'plain', 'Tells where it can be switched off'],
    ['startup.programs.*.enabled', 'programs', 'Starts with you: switched on', 'none', 'plain', slowStart],
    ['startup.programs.*.system', 'programs', 'Starts with you: part of the system', 'none', 'plain', 'Those are needed'],
    ['startup.tasks.*.name', 'programs', 'Task by the clock', 'text', 'plain', 'Tells what works at odd hours'],
    ['startup.tasks.*.kind', 'programs', 'Task by the clock: kind', 'none', 'plain', 'Tells where it can be switched off'],
    ['startup.tasks.*.enabled', 'programs', 'Task by the clock: switched on', 'none', 'plain', 'Tells what works at odd hours'],
    ['startup.tasks.*.nextAt', 'programs', 'Task by the clock: next time', 'none', 'time', 'Tells what works at odd hours'],
    ['startup.tasks.*.lastAt', 'programs', 'Task by the clock: last time', 'none', 'time', 'Tells whether it still works'],
    ['startup.tasks.*.lastResult', 'programs', 'Task by the clock: its last number', 'none', 'plain', 'Tells whether it still works'],
  ],
  updates: [
    ['updates.pending', 'computer', 'Updates that wait', 'none', 'plain', updating],
    ['updates.securityPending', 'computer', 'Security updates that wait', 'none', 'plain', updating],
    ['updates.oldestSecurityAt', 'computer', 'Oldest security update that waits', 'none', 'time', updating],
    ['updates.checkedAt', 'computer', 'Last looked for updates', 'none', 'time', updating],
    ['updates.lastSuccessAt', 'computer', 'Last update', 'none', 'time', updating],
    ['updates.failedCount', 'computer', 'Updates that failed', 'none', 'plain', updating],
    ['updates.lastFailedAt', 'computer', 'Last failed update', 'none', 'time', updating],
    ['updates.broken', 'computer', 'Programs half installed', 'none', 'plain', 'They keep other updates from working'],
    ['updates.automatic', 'computer', 'Updates by themselves', 'none', 'plain', updating],
    ['updates.restartPending', 'computer', 'Update waits for a restart', 'none', 'plain', 'An update may need a restart to finish'],
    ['updates.restartReasons.*.name', 'computer', 'Needs the restart', 'text', 'plain', 'Tells what the restart is for'],
  ],
  crashes: [
    ['crashes.days', 'programs', 'Looked back, days', 'none', 'plain', 'To know how far to trust the figures'],
    ['crashes.total', 'programs', 'Program crashes', 'none', 'plain', crashing],
    ['crashes.programs.*.name', 'programs', 'Crashed program', 'text', 'plain', crashing],
    ['crashes.programs.*.crashes', 'programs', 'Crashed program: how often', 'none', 'plain', crashing],
    ['crashes.programs.*.hangs', 'programs', 'Crashed program: times it hung', 'none', 'plain', crashing],
    ['crashes.programs.*.newestAt', 'programs', 'Crashed program: last time', 'none', 'time', 'Tells whether it still happens'],
    ['crashes.shutdowns', 'computer', 'Stops without a shutdown', 'none', 'plain', crashing],
    ['crashes.newestShutdownAt', 'computer', 'Last stop without a shutdown', 'none', 'time', 'Tells whether it still happens'],
    ['crashes.shutdownKind', 'computer', 'Last stop was', 'none', 'plain', crashing],
    ['crashes.stabilityIndex', 'computer', 'Stability, 1 to 10', 'none', 'plain', 'The system itself says how well it runs'],
  ],
  events: [
    ['events.days', 'computer', 'Log goes back, days', 'none', 'plain', 'To know how far to trust the figures'],
    ['events.kinds.*.kind', 'computer', 'Log: kind of trouble', 'none', 'plain', log],
    ['events.kinds.*.count', 'computer', 'Log: how often', 'none', 'plain', log],
    ['events.kinds.*.newestAt', 'computer', 'Log: last time', 'none', 'time', 'Tells whether it still happens'],
    ['events.kinds.*.program', 'computer', 'Log: program', 'text', 'plain', crashing],
    ['events.kinds.*.text', 'computer', 'Log: newest entry', 'text', 'plain', 'Names the part that is at fault'],
  ],
  boot: [
    ['boot.seconds', 'computer', 'Last start took', 'none', 'seconds', starting],
    ['boot.firmwareSeconds', 'computer', 'Start: firmware', 'none', 'seconds', starting],
    ['boot.loaderSeconds', 'computer', 'Start: boot menu', 'none', 'seconds', starting],
    ['boot.kernelSeconds', 'computer', 'Start: core of the system', 'none', 'seconds', starting],
    ['boot.servicesSeconds', 'computer', 'Start: services', 'none', 'seconds', starting],
    ['boot.signInSeconds', 'computer', 'From sign-in to a quiet desktop', 'none', 'seconds', starting],
    ['boot.at', 'computer', 'Last start', 'none', 'time', 'Tells which start was measured'],
    ['boot.slowest.*.name', 'computer', 'Slow at the start', 'text', 'plain', starting],
    ['boot.slowest.*.seconds', 'computer', 'Slow at the start: time', 'none', 'seconds', starting],
  ],
  users: [
    ['users.signedIn', 'you', 'People signed in', 'none', 'plain', 'Others may be at work on this computer'],
    ['users.remote', 'you', 'People signed in from afar', 'none', 'plain', 'Warns of somebody else who is connected'],
    ['users.temporaryProfile', 'you', 'Signed in without own settings', 'none', 'plain', 'Work could be lost at sign-out'],
    ['users.lockEnabled', 'you', 'Screen locks by itself', 'none', 'plain', lock],
    ['users.lockAfterSeconds', 'you', 'Screen locks after', 'none', 'seconds', lock],
  ],
  software: [
    ['software.total', 'programs', 'Installed, number', 'none', 'plain', installed],
    ['software.programs.*.name', 'programs', 'Installed program', 'text', 'plain', installed],
    ['software.programs.*.version', 'programs', 'Installed program: version', 'text', 'plain', installed],
    ['software.programs.*.source', 'programs', 'Installed program: kind', 'none', 'plain', 'Tells how it is updated'],
  ],
};

import type { RuleWords, Steps } from '../rule-words.ts';

const update: Steps = {
  win32: [
    'Save your work.',
    'Open Settings, then Windows Update.',
    'Choose “Check for updates” and install what is on offer.',
    'Restart when it asks you to.',
  ],
  darwin: [
    'Save your work.',
    'Open System Settings, then General, then Software Update.',
    'Install what is on offer and let it restart.',
  ],
  linux: [
    'Save your work.',
    'Open Software or the Update Manager and look for Updates.',
    'Install what is on offer.',
    'Restart when it asks you to.',
  ],
};
const repairUpdates: Steps = {
  win32: [
    'Make sure there is free space on your disk.',
    'Open Settings, then System, then Troubleshoot.',
    'Choose Other, then run the one for Windows Update.',
    'Restart and try the update again.',
  ],
  darwin: [
    'Make sure there is free space on your disk.',
    'Restart, then open System Settings, General, Software Update.',
    'Try the update again.',
  ],
  linux: [
    'Make sure there is free space on your disk.',
    'Restart and try the update again.',
    'If it fails again, ask your help desk to repair it.',
  ],
};
const automatic: Steps = {
  win32: [
    'Does a firm or school look after this computer? Then leave it as it is.',
    'Open Settings, then Windows Update.',
    'If updates are paused, choose to resume them.',
  ],
  darwin: [
    'Does a firm or school look after this computer? Then leave it as it is.',
    'Open System Settings, then General, then Software Update.',
    'Click the small “i” next to Automatic Updates and switch all on.',
  ],
  linux: [
    'Does a firm or school look after this computer? Then leave it as it is.',
    'Open Software and Updates, then the page Updates.',
    'Set security updates to install by themselves.',
  ],
};
const fewerAtStart: Steps = {
  win32: [
    'Press Ctrl, Shift and Esc at the same time.',
    'Open the page “Startup apps”.',
    'Click what you do not need at once and choose Disable.',
  ],
  darwin: [
    'Open System Settings, then General, then Login Items.',
    'Switch off what you do not need at once.',
  ],
  linux: ['Open Startup Applications, or Tweaks.', 'Switch off what you do not need at once.'],
};
const lockScreen: Steps = {
  win32: [
    'Open the Start menu, type “screen saver” and open the setting.',
    'Set Wait to 10 minutes.',
    'Tick “On resume, display logon screen” and choose OK.',
  ],
  darwin: [
    'Open System Settings, then Lock Screen.',
    'Let the display turn off after 10 minutes.',
    'Ask for the password at once.',
  ],
  linux: [
    'Open Settings, then Privacy, then Screen or Screen Lock.',
    'Switch on the lock.',
    'Let it lock after 10 minutes or less.',
  ],
};
const backUp: Steps = [
  'Copy the files you need most to another drive or to the cloud now.',
  'Check that the cables of your drives sit well.',
  'Ask for help with a check of the disk.',
];
const hardwareSteps: Steps = [
  'Save your work and copy the files you need most to another drive.',
  'Install updates from the maker of the computer.',
  'Ask for help with a test of its parts.',
];
const graphicsSteps: Steps = {
  win32: [
    'Open Settings, then Windows Update.',
    'Choose Advanced options, then Optional updates.',
    'Install the driver for your display, then restart.',
    'Make sure nothing covers the air slots.',
  ],
  darwin: [
    'Open System Settings, then General, then Software Update.',
    'Install what is on offer, then restart.',
    'Make sure nothing covers the air slots.',
  ],
  linux: ['Install the updates that are on offer, then restart.', 'Make sure nothing covers the air slots.'],
};
const suddenStop: Steps = [
  'Check that the power plug sits well at both ends.',
  'Make sure nothing covers the air slots.',
  'Did you hold the power switch yourself? Then all may be well.',
  'If it comes back, ask for help.',
];
const updateProgram: Steps = [
  'Close the program and open it again.',
  'Look in its Help menu for an update.',
  'If it still fails, remove it and install it again.',
];

// oxfmt-ignore
export const healthWords = {
  'DISK-16': {
    topic: 'Disk errors in the log',
    title: 'Your system had trouble with a disk',
    meaning: 'It could not read or write some of it. Your files may be at risk.',
    short: 'Disk or file-system errors: {times}',
    tryThis: { label: 'See what to try', steps: backUp },
  },
  'MEM-05': {
    topic: 'Programs closed by the system',
    title: 'The system had to close a program',
    meaning: 'It ran out of memory. Work in that program may be lost.',
    short: 'Out-of-memory kill',
    tryThis: {
      label: 'See what to try',
      steps: ['Close programs and tabs that you do not need.', 'Restart the computer.', 'If it comes back, ask for help with more memory.'],
    },
    variants: {
      named: { meaning: 'It ran out of memory and closed {name}. Work in it may be lost.', short: 'Out-of-memory kill: {name}' },
    },
  },
  'NET-16': {
    topic: 'Your network address',
    title: 'Another device uses your network address',
    meaning: 'So your link to the network may come and go.',
    short: 'Duplicate IP address',
    tryThis: {
      label: 'See what to try',
      steps: ['Switch your Wi-Fi off, wait ten seconds and switch it on.', 'With a cable, pull it out and plug it in again.', 'Restart your router if it comes back.'],
    },
  },
  'UPD-02': {
    topic: 'Security updates',
    title: 'Security updates are waiting',
    meaning: 'They keep others out of your computer. {waiting} {waiting|plural:waits,wait} to be installed.',
    short: '{waiting} security {waiting|plural:update,updates} pending',
    tryThis: { label: 'See how', steps: update },
  },
  'UPD-03': {
    topic: 'Last update',
    title: 'Your computer had no update for {days} days',
    meaning: 'Updates mend faults and keep others out.',
    short: 'No update for {days} days',
    tryThis: { label: 'See how', steps: update },
  },
  'UPD-04': {
    topic: 'Updates that fail',
    title: 'Updates keep failing',
    meaning: '{failed} {failed|plural:update,updates} did not work in the last 30 days.',
    short: '{failed} failed updates',
    tryThis: { label: 'See what to try', steps: repairUpdates },
    variants: {
      broken: {
        title: 'An update stopped half way',
        meaning: '{failed} {failed|plural:program is,programs are} only half installed. Other updates wait for that.',
        short: '{failed} half-installed {failed|plural:package,packages}',
      },
    },
  },
  'UPD-05': {
    topic: 'Updates by themselves',
    title: 'Updates do not come by themselves',
    meaning: 'You have to look for them. It is easy to forget that.',
    short: 'Automatic updates are off',
    tryThis: { label: 'See how', steps: automatic },
  },
  'OS-03': {
    topic: 'Time to start',
    title: 'Your computer takes long to start',
    meaning: 'The last start took {took|duration}.',
    short: 'Last start took {took|duration}',
    tryThis: { label: 'See what to try', steps: fewerAtStart },
    variants: {
      signIn: { title: 'Your desktop takes long to be ready', meaning: 'After you signed in, it was busy for {took|duration}.', short: 'Sign-in to quiet desktop: {took|duration}' },
    },
  },
  'OS-04': {
    topic: 'Programs that start with you',
    title: '{count} programs start with your computer',
    meaning: 'That makes it slow to start. You may not need them all at once.',
    short: '{count} programs start at sign-in',
    tryThis: { label: 'See how', steps: fewerAtStart },
  },
  'OS-05': {
    topic: 'Background parts of your system',
    title: 'A part of your system has stopped',
    meaning: 'It works in the background: {name}. What needs it may fail.',
    short: 'Failed: {unit}',
    tryThis: { label: 'See what to try', steps: ['Save your work.', 'Restart the computer.', 'If it comes back, ask your help desk to read its log.'] },
  },
  'OS-06': {
    topic: 'Programs that crash',
    title: 'A program keeps crashing',
    meaning: 'It is {name}. It stopped {times} times in {days} days.',
    short: '{name}: {times} crashes in {days} days',
    tryThis: { label: 'See what to try', steps: updateProgram },
  },
  'OS-07': {
    topic: 'Sudden stops',
    title: 'Your computer stopped without a warning',
    meaning: 'It did so {times} {times|plural:time,times} in 30 days.',
    short: '{times} unexpected {times|plural:shutdown,shutdowns} in 30 days',
    tryThis: { label: 'See what to try', steps: suddenStop },
    variants: {
      power: { meaning: 'It did so {times} {times|plural:time,times} in 30 days. Power or heat may be the cause.' },
      crash: {
        meaning: 'It crashed {times} {times|plural:time,times} in 30 days. A driver or a part may be at fault.',
        short: '{times} system {times|plural:crash,crashes} in 30 days',
        tryThis: { label: 'See what to try', steps: hardwareSteps },
      },
    },
  },
  'OS-08': {
    topic: 'How well Windows runs',
    title: 'Windows has had many faults lately',
    meaning: 'Its own score is {index} of 10.',
    short: 'Windows stability index {index}',
    tryThis: {
      label: 'See what to try',
      steps: ['Open the Start menu and type “reliability”.', 'Open “View reliability history”.', 'Click the days with a red mark to see what failed.'],
    },
  },
  'OS-09': {
    topic: 'Hardware errors',
    title: 'A part of your computer reports errors',
    meaning: 'It may be the processor, the memory or the main board.',
    short: 'Hardware errors (WHEA or MCE): {times}',
    tryThis: { label: 'See what to try', steps: hardwareSteps },
  },
  'OS-11': {
    topic: 'Your own settings',
    title: 'Windows could not load your own settings',
    meaning: 'What you save on the desktop now may be lost when you sign out.',
    short: 'Temporary user profile',
    tryThis: {
      label: 'See what to try',
      steps: ['Save new files on another drive, not on the desktop.', 'Restart the computer and sign in again.', 'If it comes back, ask for help.'],
    },
  },
  'SEC-11': {
    topic: 'Screen lock',
    title: 'Your screen takes long to lock',
    meaning: 'It locks after {minutes} minutes. Until then, others could use it.',
    short: 'Screen locks after {minutes} min',
    tryThis: { label: 'See how', steps: lockScreen },
    variants: {
      off: { title: 'Your screen does not lock by itself', meaning: 'When you walk away, others could use it.', short: 'Screen lock is off' },
    },
  },
  'DSP-03': {
    topic: 'Driver of your screen',
    title: 'The driver for your screen has crashed',
    meaning: 'It started again {times} {times|plural:time,times} in the last week.',
    short: 'Graphics driver restarts: {times}',
    tryThis: { label: 'See what to try', steps: graphicsSteps },
  },
} as const satisfies Record<string, RuleWords>;

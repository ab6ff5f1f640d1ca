import type { RuleWords, Steps } from '../rule-words.ts';

const findGrowing: Steps = {
  win32: [
    'Open Settings, then System, then Storage.',
    'Look which group is the largest and open it.',
    'Stop what is still running: a download, a recording or a copy.',
    'Ask for help if you do not know what fills the disk.',
  ],
  darwin: [
    'Open System Settings, then General, then Storage.',
    'Look which group is the largest and open it.',
    'Stop what is still running: a download, a recording or a copy.',
    'Ask for help if you do not know what fills the disk.',
  ],
  linux: [
    'Open Disk Usage Analyzer from your programs.',
    'Look which folder is the largest and open it.',
    'Stop what is still running: a download, a recording or a copy.',
    'Ask for help if you do not know what fills the disk.',
  ],
};
const calmDisk: Steps = {
  win32: [
    'Press Ctrl, Shift and Esc together.',
    'Click the word Disk at the top of the list.',
    'If the top program is yours, save your work and close it.',
    'If it is an update or a virus scan, let it finish.',
  ],
  darwin: [
    'Press Command and Space, type Activity Monitor and press Return.',
    'Click the word Disk at the top.',
    'If the top program is yours, save your work and quit it.',
  ],
  linux: [
    'Open System Monitor from your programs.',
    'Sort the list by what is read and written on disk.',
    'If the top program is yours, save your work and close it.',
    'If it is an update, let it finish.',
  ],
};
const replaceDisk: Steps = [
  'Copy the files you need most to another drive or to the cloud now.',
  'Do not pull out any disk by yourself.',
  'Ask the people who look after this computer to replace the disk.',
];
const makeBackup: Steps = {
  win32: [
    'Plug in your backup drive.',
    'Open Settings, then Accounts, then Windows Backup.',
    'Check that it is on, and start a backup.',
  ],
  darwin: [
    'Plug in your backup drive.',
    'Open System Settings, then General, then Time Machine.',
    'Choose the drive, then Back Up Now.',
  ],
  linux: [
    'Plug in your backup drive.',
    'Open Backups from your programs.',
    'Choose the drive, then Back Up Now.',
  ],
};

// oxfmt-ignore
export const diskTimeWords = {
  'DISK-06': {
    topic: 'How fast your disk fills',
    title: 'Something is filling your disk quickly',
    meaning: 'It took {grown|roundSize} in {over|duration}. It will be full in about {left|duration}.',
    short: 'Disk full in about {left|duration}',
    tryThis: { label: 'See what to try', steps: findGrowing },
  },
  'DISK-13': {
    topic: 'Work of your disk',
    title: 'Your disk works flat out',
    meaning: 'It was busy {share|roundPercent} of the time. That slows everything down.',
    short: 'Disk busy {share|roundPercent} of the time',
    tryThis: { label: 'See what to try', steps: calmDisk },
  },
  'DISK-14': {
    topic: 'Speed of your disk',
    title: 'Your disk answers slowly',
    meaning: 'It needs {wait} thousandths of a second each time. Quick ones need one or less.',
    short: 'Disk answers in {wait} ms',
    tryThis: { label: 'See what to try', steps: calmDisk },
  },
  'DISK-18': {
    topic: 'Disks that protect your data',
    title: 'A disk that protects your data does not work',
    meaning: 'Your files are still here. If one more disk fails, they may be lost.',
    short: 'Disk group is degraded',
    tryThis: { label: 'See what to do', steps: replaceDisk },
    variants: {
      degraded: {},
      failed: {
        title: 'A group of disks has failed',
        meaning: 'Some files may be out of reach. Please do not try to repair it alone.',
        short: 'Disk group has failed',
      },
      errors: {
        title: 'A disk that protects your data made errors',
        meaning: 'Your files may still be fine. Copy what you need most, to be safe.',
        short: 'Disk group has counted errors',
      },
    },
  },
  'DISK-19': {
    topic: 'Copies of your files',
    title: 'Your files have not been backed up lately',
    meaning: 'The last copy is {days} days old. Newer files exist only once.',
    short: 'Last backup {days} days ago',
    tryThis: { label: 'See how', steps: makeBackup },
    variants: {
      old: {},
      none: {
        title: 'There is no backup of your files',
        meaning: 'If the disk breaks, they are gone. One copy on another drive is enough.',
        short: 'No backup set up or made',
      },
    },
  },
} as const satisfies Record<string, RuleWords>;

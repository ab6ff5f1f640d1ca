import type { RuleWords, Steps } from '../rule-words.ts';

const freeSpace: Steps = {
  win32: [
    'Empty the Recycle Bin: right-click it on your desktop and choose Empty.',
    'Open Settings, then System, then Storage.',
    'Choose Cleanup recommendations and remove what you do not need.',
    'Move large files, such as videos, to another drive.',
  ],
  darwin: [
    'Empty the Trash: hold Control, click it in the Dock and choose Empty.',
    'Open System Settings, then General, then Storage.',
    'Look at the list there and remove what you do not need.',
    'Move large files, such as videos, to another drive.',
  ],
  linux: [
    'Empty the Trash in your Files window.',
    'Look in Downloads and Videos for large files you do not need.',
    'Move large files to another drive.',
  ],
};
const saveFiles: Steps = [
  'Copy the files you need most to another drive or to the cloud now.',
  'Do not start big jobs, such as a full scan or a move of many files.',
  'Ask for help with a new drive.',
];

// oxfmt-ignore
export const storageWords = {
  'DISK-01': {
    topic: 'Space on your disk',
    title: 'Your disk is nearly full',
    meaning: 'It has {free|roundSize} left. That can make everything slow.',
    short: 'System disk is {used|roundPercent} full',
    tryThis: { label: 'Free some space', steps: freeSpace },
    variants: {
      other: {
        title: 'One of your disks is nearly full',
        meaning: 'It has {free|roundSize} left. Soon you may not be able to save new files there.',
        short: 'Disk {volume} is {used|roundPercent} full',
      },
    },
  },
  'DISK-02': {
    topic: 'Room to save your work',
    title: 'Your disk is full',
    meaning: 'It has only {free|roundSize} left. Programs may stop saving your work.',
    short: 'System disk is full, {free|size} left',
    tryThis: { label: 'Free some space', steps: freeSpace },
    variants: {
      other: {
        title: 'One of your disks is full',
        meaning: 'It has only {free|roundSize} left. New files may not be saved there.',
        short: 'Disk {volume} is full, {free|size} left',
      },
    },
  },
  'DISK-03': {
    topic: 'Free space',
    title: 'Space on your disk is getting low',
    meaning: 'It has {free|roundSize} left. There is no hurry, but a clean-up will help.',
    short: 'System disk has {free|size} free',
    tryThis: { label: 'Free some space', steps: freeSpace },
  },
  'DISK-04': {
    topic: 'Room for updates',
    title: 'The next big update may not fit',
    meaning: 'Your disk has {free|roundSize} left. A big update needs about {needed|roundSize}.',
    short: '{free|size} free, big updates need {needed|size}',
    tryThis: { label: 'Free some space', steps: freeSpace },
  },
  'DISK-05': {
    topic: 'Room for small files',
    title: 'Your disk holds too many small files',
    meaning: 'Soon it may not take new files, even with space left.',
    short: '{used|percent} of inodes used on {volume}',
    tryThis: {
      label: 'See what to try',
      steps: ['Empty the Trash.', 'Ask for help to find the folder that fills up.'],
    },
  },
  'DISK-07': {
    topic: 'Health of your disks',
    title: 'Your disk says it is failing',
    meaning: 'It may stop working at any time. Save your files now.',
    short: 'Disk reports failure',
    tryThis: { label: 'Save your files', steps: saveFiles },
  },
  'DISK-08': {
    topic: 'Wear of your disks',
    title: 'Your disk shows first signs of wear',
    meaning: 'It still works, but it has had errors. Make sure you have a copy of your files.',
    short: 'Disk counts errors (SMART)',
    tryThis: {
      label: 'See what to try',
      steps: ['Copy the files you need most to another drive.', 'Check the disk again in a week.', 'If the errors grow, plan a new drive.'],
    },
  },
  'DISK-09': {
    topic: 'Alarms of your SSD',
    title: 'Your SSD reports a serious problem',
    meaning: 'The drive that holds your files may fail. Save your files now.',
    short: 'NVMe critical warning',
    tryThis: { label: 'Save your files', steps: saveFiles },
  },
  'DISK-10': {
    topic: 'Age of your SSD',
    title: 'Your SSD is getting old',
    meaning: 'It has used {used} % of its planned life. It may still work for a long time.',
    short: 'SSD has used {used} % of its planned life',
    tryThis: {
      label: 'See what to try',
      steps: ['Make sure your files are copied to another place.', 'Plan a new drive for later.'],
    },
  },
  'DISK-11': {
    topic: 'Reserve of your SSD',
    title: 'Your SSD has used up its reserve',
    meaning: 'It can no longer repair itself. Save your files now.',
    short: 'SSD spare below its threshold',
    tryThis: { label: 'Save your files', steps: saveFiles },
  },
  'DISK-12': {
    topic: 'Heat of your disks',
    title: 'Your disk is too hot',
    meaning: 'It is at {heat} °C. Heat can harm it and slow it down.',
    short: 'Disk at {heat} °C',
    tryThis: {
      label: 'See what to try',
      steps: ['Put the computer on a hard, flat surface.', 'Make sure nothing covers its air slots.', 'Let it rest for ten minutes.'],
    },
  },
  'DISK-15': {
    topic: 'Kind of your disk',
    title: 'Your computer starts from an older kind of disk',
    meaning: 'It has moving parts, which makes it slow. A newer drive would help a lot.',
    short: 'System starts from a rotating disk',
    tryThis: {
      label: 'See how',
      steps: ['Ask a shop or your help desk about a change to an SSD.', 'Copy your files to another place first.'],
    },
  },
  'DISK-17': {
    topic: 'Saving to your disk',
    title: 'Your disk was locked to protect your files',
    meaning: 'You can read your files, but nothing new can be saved.',
    short: 'System or home mounted read-only',
    tryThis: {
      label: 'See what to try',
      steps: ['Copy the files you need most to another drive.', 'Ask for help before you restart.'],
    },
  },
} as const satisfies Record<string, RuleWords>;

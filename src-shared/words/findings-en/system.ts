import type { RuleWords, Steps } from '../rule-words.ts';

const restart: Steps = {
  win32: [
    'Save your work and close your programs.',
    'Open the Start menu and choose Power.',
    'Choose Restart. “Shut down” is not enough.',
  ],
  darwin: [
    'Save your work and close your programs.',
    'Open the Apple menu at the top left.',
    'Choose Restart.',
  ],
  linux: ['Save your work and close your programs.', 'Open the menu in the corner.', 'Choose Restart.'],
};
const upgrade: Steps = {
  win32: [
    'Open Settings, then Windows Update.',
    'See if a newer Windows is on offer.',
    'If not, ask your help desk what this computer can run.',
  ],
  darwin: ['Open System Settings, then General, then Software Update.', 'See if a newer macOS is on offer.'],
  linux: ['Copy your files to another place.', 'Ask your help desk for the move to a newer version.'],
};

// oxfmt-ignore
export const systemWords = {
  'UPD-01': {
    topic: 'Updates that wait',
    title: 'An update waits for a restart',
    meaning: 'Your computer needs a restart to finish it.',
    short: 'Restart pending for an update',
    tryThis: { label: 'See how', steps: restart },
  },
  'OS-01': {
    topic: 'Support for your system',
    title: 'Your system no longer gets safety updates',
    meaning: 'Support for {name} ended on {date|date}. New risks will not be fixed.',
    short: '{name} is out of support since {date|date}',
    tryThis: { label: 'See how', steps: upgrade },
    variants: {
      ending: {
        title: 'Updates for your system will end soon',
        meaning: 'Support for {name} ends on {date|date}. Plan the move to a newer one.',
        short: '{name} support ends {date|date}',
      },
    },
  },
  'OS-02': {
    topic: 'Last restart',
    title: 'Your computer has not restarted for {days} days',
    meaning: 'A restart often makes it quicker.',
    short: 'No restart for {days} days',
    tryThis: { label: 'See how', steps: restart },
  },
  'OS-10': {
    topic: 'Open files',
    title: 'Your system has too many files open',
    meaning: 'Programs may fail to open or save files.',
    short: 'File handles {share|percent} used',
    tryThis: { label: 'See what to try', steps: restart },
  },
  'OS-12': {
    topic: 'Kind of computer',
    title: 'This is a virtual computer',
    meaning: 'It runs inside another one. So we skip checks of heat, battery and disks.',
    short: 'Runs in a virtual machine',
    tryThis: { label: 'See how', steps: ['There is nothing you need to do.'] },
  },
} as const satisfies Record<string, RuleWords>;

import type { RuleWords, Steps } from '../rule-words.ts';

const closeSome: Steps = [
  'Save your work.',
  'Close browser tabs and programs you do not need now.',
  'Still slow? Restart the computer.',
];
const testMemory: Steps = {
  win32: [
    'Save your work and copy the files you need most.',
    'Open the Start menu, type Windows Memory Diagnostic and press Enter.',
    'Choose Restart now, and let the test finish.',
    'If it finds errors, ask a shop or your help desk for new memory.',
  ],
  darwin: [
    'Save your work and copy the files you need most.',
    'Shut down. Then switch on and hold the power button or the D key.',
    'Let the test of Apple finish, and write down what it says.',
  ],
  linux: [
    'Save your work and copy the files you need most.',
    'Restart and choose the memory test in the start menu.',
    'If it finds errors, ask a shop or your help desk for new memory.',
  ],
};
const stopBusy: Steps = [
  'Save your work in {name}.',
  'Close it. Open it again if you need it.',
  'If this comes back, look for an update of it.',
  'If you do not know this program, ask for help.',
];
const coolDown: Steps = [
  'Put the computer on a hard, flat surface.',
  'Make sure nothing covers its air slots.',
  'Use the charger that came with it.',
  'If it stays slow, have the fans cleaned.',
];
const stoppedFan: Steps = [
  'Save your work and shut the computer down.',
  'Let it cool for ten minutes.',
  'Have the fan checked before you use it for long.',
];
const balancedPlan: Steps = {
  win32: ['Open Settings, then System, then Power.', 'Look for Power mode.', 'Choose Balanced.'],
  darwin: [
    'Open System Settings, then Battery or Energy.',
    'Look for Low Power Mode.',
    'Set it to Never, or to Only on Battery.',
  ],
  linux: ['Open Settings, then Power.', 'Look for Power Mode.', 'Choose Balanced.'],
};
const serviceBattery: Steps = [
  'Copy the files you need most.',
  'Ask a shop or your help desk about a new battery.',
  'Is the case bent or swollen? Then switch off and do not charge it.',
];
const upsSteps: Steps = [
  'Check that the unit is plugged into the wall and the fuse is in.',
  'Save your work now.',
  'If its battery is old, ask the people who look after it for a new one.',
];

// oxfmt-ignore
export const hardwareWords = {
  'MEM-04': {
    topic: 'Memory moved to disk',
    title: 'Memory is moved to disk all the time',
    meaning: 'The disk is much slower than memory, so everything waits.',
    short: 'Swapped out {share|roundPercent} of memory',
    tryThis: { label: 'See what to try', steps: closeSome },
  },
  'MEM-06': {
    topic: 'Memory Windows can promise',
    title: 'Windows is close to its memory limit',
    meaning: 'Programs may soon fail or close. It has given out {share|roundPercent}.',
    short: 'Commit charge at {share|roundPercent}',
    tryThis: { label: 'See what to try', steps: closeSome },
  },
  'MEM-09': {
    topic: 'Errors of the memory',
    title: 'The memory of this computer made errors',
    meaning: 'That can make programs stop and can spoil files. Save what you need most.',
    short: 'Memory errors were counted',
    tryThis: { label: 'See what to do', steps: testMemory },
  },
  'CPU-05': {
    topic: 'Programs that never rest',
    title: 'A program works hard in the background',
    meaning: 'It is {name}. It has kept the computer busy for a while.',
    short: '{name} uses {share|roundPercent} of a core',
    tryThis: { label: 'See what to try', steps: stopBusy },
  },
  'CPU-07': {
    topic: 'Slowing down by itself',
    title: 'Your computer slows itself down',
    meaning: 'It does that to stay cool or to save power.',
    short: 'Processor is throttled',
    tryThis: { label: 'See what to try', steps: coolDown },
  },
  'CPU-08': {
    topic: 'Fans',
    title: 'A fan may have stopped',
    meaning: 'The computer is hot, and a fan does not turn.',
    short: 'Fan at 0 rpm while hot',
    tryThis: { label: 'See what to do', steps: stoppedFan },
  },
  'CPU-09': {
    topic: 'Power plan',
    title: 'Saving power keeps your computer slow',
    meaning: 'It is plugged in, so it need not save power now.',
    short: 'Power saver on mains',
    tryThis: { label: 'See how', steps: balancedPlan },
  },
  'BAT-03': {
    topic: 'Service of the battery',
    title: 'Your battery needs service',
    meaning: 'The system itself says so. It may stop without warning.',
    short: 'System asks for battery service',
    tryThis: { label: 'See what to do', steps: serviceBattery },
  },
  'BAT-06': {
    topic: 'Backup power unit',
    title: 'Your backup power is low',
    meaning: 'It is at {charge} %. It may not last through a power cut.',
    short: 'UPS at {charge} %',
    tryThis: { label: 'See what to do', steps: upsSteps },
    variants: {
      charge: {},
      inUse: {
        title: 'The computer runs on backup power',
        meaning: 'The wall gives no power. Save your work now.',
        short: 'UPS is on battery',
      },
      replace: {
        title: 'Your backup power needs a new battery',
        meaning: 'It may not last through a power cut.',
        short: 'UPS asks for a new battery',
      },
    },
  },
  'DSP-02': {
    topic: 'Age of the screen driver',
    title: 'The driver for your screen is old',
    meaning: 'It is about {years} years old. A new one can fix faults and be quicker.',
    short: 'Graphics driver of {date|date}',
    tryThis: {
      label: 'See how',
      steps: ['Open Settings, then Windows Update.', 'Choose Advanced options, then Optional updates.', 'Install the driver for your display.'],
    },
  },
  'DSP-06': {
    topic: 'Way to share the screen',
    title: 'Your desktop cannot share the screen yet',
    meaning: 'The part of it that hands out the picture is missing.',
    short: 'No screen-cast portal on Wayland',
    tryThis: {
      label: 'See how',
      steps: ['Sign out.', 'Click your name, then the small wheel, and choose the session with Xorg or X11.', 'Sign in and start this app again.'],
    },
  },
  'DSP-07': {
    topic: 'Leave to share the screen',
    title: 'This app may not see your screen',
    meaning: 'Without that, nobody can help you by looking at it.',
    short: 'Screen Recording not allowed',
    tryThis: {
      label: 'See how',
      steps: ['Open System Settings, then Privacy and Security, then Screen Recording.', 'Switch this app on.', 'Start this app again.'],
    },
    variants: {
      denied: {},
      ask: { title: 'Your Mac will ask about your screen', meaning: 'When you share it, say yes. Nothing is shared before.', short: 'Screen Recording not asked yet' },
    },
  },
  'AUD-02': {
    topic: 'Leave to use the microphone',
    title: 'This app may not use your microphone',
    meaning: 'Others cannot hear you in a call until you allow it.',
    short: 'Microphone not allowed',
    tryThis: {
      label: 'See how',
      steps: {
        win32: ['Open Settings, then Privacy and security, then Microphone.', 'Switch on the access for apps.'],
        darwin: ['Open System Settings, then Privacy and Security, then Microphone.', 'Switch this app on.'],
        linux: ['Open Settings, then Privacy, then Microphone.', 'Switch this app on.'],
      },
    },
  },
  'AUD-04': {
    topic: 'Sound of your microphone',
    title: 'We cannot hear your microphone',
    meaning: 'It is there, but no sound came from it.',
    short: 'Microphone is silent',
    tryThis: {
      label: 'See what to try',
      steps: ['Look for a mute button on the microphone or its cable.', 'Open the sound settings and choose another one.', 'Plug it out and in again.'],
    },
  },
  'CAM-01': {
    topic: 'Your camera',
    title: 'Another program uses your camera',
    meaning: 'Only one can use it at a time.',
    short: 'Camera is taken',
    tryThis: { label: 'See what to try', steps: ['Close other programs for calls, also in browser tabs.', 'Try again.'] },
  },
  'BT-01': {
    topic: 'Charge of wireless devices',
    title: 'A wireless device needs charging',
    meaning: 'Your {name} is at {charge} %.',
    short: 'Bluetooth {name} at {charge} %',
    tryThis: { label: 'See how', steps: ['Plug it into its charger, or put in new batteries.'] },
  },
} as const satisfies Record<string, RuleWords>;

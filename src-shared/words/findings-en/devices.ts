import type { RuleWords, Steps } from '../rule-words.ts';

const checkPrinter: Steps = [
  'Check that the printer is on and shows no error.',
  'Check its cable or its Wi-Fi.',
  'Switch it off, wait ten seconds and switch it on again.',
];
const clearPrints: Steps = {
  win32: [
    'Check that the printer is on and has paper.',
    'Open Settings, then Bluetooth and devices, then Printers.',
    'Choose your printer and open its print list.',
    'Cancel the oldest print. The rest may then go on.',
  ],
  darwin: [
    'Check that the printer is on and has paper.',
    'Open System Settings, then Printers and Scanners.',
    'Choose your printer and open its print list.',
    'Remove the oldest print. The rest may then go on.',
  ],
  linux: [
    'Check that the printer is on and has paper.',
    'Open Settings, then Printers.',
    'Open the jobs of your printer and remove the oldest one.',
  ],
};
const choosePrinter: Steps = {
  win32: [
    'Open Settings, then Bluetooth and devices, then Printers.',
    'Switch off “Let Windows manage my default printer”.',
    'Choose your printer and click “Set as default”.',
  ],
  darwin: ['Open System Settings, then Printers and Scanners.', 'Choose your printer as the default one.'],
  linux: ['Open Settings, then Printers.', 'Choose your printer and make it the default.'],
};
const soundSteps: Steps = [
  'Plug in a headset or speakers.',
  'Check that the plug is all the way in.',
  'Open the sound settings and choose the device.',
];
const restartOnly: Steps = ['Save your work.', 'Restart the computer.', 'If it comes back, ask for help.'];
const plugIn: Steps = ['Plug in the charger.', 'Check that the charger sits well at both ends.'];
const newBattery: Steps = [
  'Keep the charger near for now.',
  'Ask a shop or your help desk about a new battery.',
  'Is the case bent or swollen? Then switch off and do not charge it.',
];

// oxfmt-ignore
export const deviceWords = {
  'BAT-01': {
    topic: 'Health of your battery',
    title: 'Your battery is getting weak',
    meaning: 'It holds {share|roundPercent} of what it held when new.',
    short: 'Battery holds {share|roundPercent} of its design',
    tryThis: { label: 'See what to try', steps: newBattery },
  },
  'BAT-02': {
    topic: 'Age of your battery',
    title: 'Your battery has reached its planned age',
    meaning: 'It has been charged {cycles} times. It may soon hold less.',
    short: 'Battery has {cycles} cycles',
    tryThis: { label: 'See what to try', steps: newBattery },
  },
  'BAT-04': {
    topic: 'Charge of your battery',
    title: 'Your battery is nearly empty',
    meaning: 'It is at {charge} %. Plug in, or we may lose the connection.',
    short: 'Battery at {charge} %, not plugged in',
    tryThis: { label: 'See how', steps: plugIn },
  },
  'BAT-05': {
    topic: 'Charging',
    title: 'The battery is plugged in but does not charge',
    meaning: 'It is at {charge} %. This can be normal, for example with a charge limit.',
    short: 'Plugged in, not charging, {charge} %',
    tryThis: { label: 'See what to try', steps: [...plugIn, 'Use the charger that came with the computer.', 'Look for a charge limit in the battery settings.'] },
  },
  'PRN-01': {
    topic: 'Your printer',
    title: 'Your printer does not answer',
    meaning: 'It may be off or not connected. Prints will wait until it is back.',
    short: 'Default printer is offline',
    tryThis: { label: 'See what to try', steps: checkPrinter },
    variants: {
      error: { title: 'Your printer has a problem', meaning: 'Look at its screen or lights. It may need paper, ink or a hand.', short: 'Default printer is in error' },
      stopped: { title: 'Your printer has been stopped', meaning: 'Prints wait until it is started again.', short: 'Default printer is stopped' },
    },
  },
  'PRN-02': {
    topic: 'Stuck prints',
    title: 'Prints are stuck',
    meaning: '{jobs} {jobs|plural:print is,prints are} waiting. The oldest has waited {oldest|duration}.',
    short: 'Prints are stuck',
    tryThis: { label: 'See what to try', steps: clearPrints },
    variants: { many: { meaning: '{jobs} {jobs|plural:print is,prints are} waiting.' } },
  },
  'PRN-03': {
    topic: 'Printing',
    title: 'Printing is switched off',
    meaning: 'The part of your system that prints has stopped.',
    short: 'Print service is stopped',
    tryThis: { label: 'See what to try', steps: restartOnly },
  },
  'PRN-04': {
    topic: 'Your usual printer',
    title: 'No usual printer is chosen',
    meaning: 'Programs may print on the wrong one, or ask each time.',
    short: 'No default printer',
    tryThis: { label: 'See how', steps: choosePrinter },
  },
  'DSP-01': {
    topic: 'How the screen is drawn',
    title: 'The driver for your screen is missing',
    meaning: 'So the screen is slow. The right driver from the maker will help.',
    short: 'Generic graphics driver',
    tryThis: {
      label: 'See what to try',
      steps: {
        win32: ['Open Settings, then Windows Update.', 'Choose Advanced options, then Optional updates.', 'Install the driver for your display.'],
        darwin: ['Open System Settings, then General, then Software Update.', 'Install what is on offer.'],
        linux: ['Open Software, then look for more drivers.', 'Install the driver for your graphics card.'],
      },
    },
    variants: {
      virtual: {
        title: 'The screen is drawn without a graphics card',
        meaning: 'That is normal on a virtual computer. The picture may be slow.',
        short: 'Software rendering in a virtual machine',
        tryThis: { label: 'See how', steps: ['There is nothing you need to do.'] },
      },
    },
  },
  'DSP-04': {
    topic: 'Setting of your screen',
    title: 'Your screen does not use its best setting',
    meaning: 'Text may look blurred. Its best size is {best}.',
    short: 'Screen is not at its native size {best}',
    tryThis: {
      label: 'See how',
      steps: {
        win32: ['Right-click your desktop and choose Display settings.', 'Look for Display resolution.', 'Choose the one marked as recommended.'],
        darwin: ['Open System Settings, then Displays.', 'Choose the default size for your screen.'],
        linux: ['Open Settings, then Displays.', 'Choose the largest resolution for your screen.'],
      },
    },
    variants: {
      refresh: { meaning: 'It draws {refresh} times a second. Moves may look rough.', short: 'Screen refreshes at {refresh} Hz' },
    },
  },
  'DSP-05': {
    topic: 'Heat of the graphics card',
    title: 'Your graphics card is hot',
    meaning: 'It is at {heat} °C. It may slow down to protect itself.',
    short: 'Graphics card at {heat} °C',
    tryThis: {
      label: 'See what to try',
      steps: ['Close games and video programs.', 'Make sure nothing covers the air slots.', 'Let the computer rest for ten minutes.'],
    },
  },
  'AUD-01': {
    topic: 'Speaker and microphone',
    title: 'No speaker or microphone was found',
    meaning: 'Calls will have no sound until one is connected.',
    short: 'No speaker and no microphone',
    tryThis: { label: 'See what to try', steps: soundSteps },
    variants: {
      speaker: { title: 'No speaker was found', meaning: 'You will hear no sound until one is connected.', short: 'No sound output' },
      microphone: { title: 'No microphone was found', meaning: 'Others cannot hear you until one is connected.', short: 'No microphone' },
    },
  },
  'AUD-03': {
    topic: 'Sound',
    title: 'Sound is switched off',
    meaning: 'The part of your system that plays sound has stopped.',
    short: 'Sound service is stopped',
    tryThis: { label: 'See what to try', steps: restartOnly },
  },
  'USB-01': {
    topic: 'Connected devices',
    title: 'A connected device does not work well',
    meaning: 'It is {name}. Its driver has a problem.',
    short: 'Driver problem: {name}',
    tryThis: {
      label: 'See what to try',
      steps: ['Unplug the device, wait ten seconds and plug it in again.', 'Try another socket.', 'Install the driver from its maker.'],
    },
  },
} as const satisfies Record<string, RuleWords>;

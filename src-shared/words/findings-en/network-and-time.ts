import type { RuleWords, Steps } from '../rule-words.ts';

const reconnect: Steps = {
  win32: [
    'Check that the network cable is in, or click the network sign near the clock.',
    'Make sure that flight mode is off and Wi-Fi is on.',
    'Choose your Wi-Fi and connect.',
    'No luck? Unplug your router, wait a minute and plug it in again.',
  ],
  darwin: [
    'Check that the network cable is in, or click the Wi-Fi sign at the top.',
    'Make sure that Wi-Fi is on. Choose your Wi-Fi.',
    'No luck? Unplug your router, wait a minute and plug it in again.',
  ],
  linux: [
    'Check that the network cable is in, or open the menu in the corner.',
    'Make sure that flight mode is off and Wi-Fi is on. Choose your Wi-Fi.',
    'No luck? Unplug your router, wait a minute and plug it in again.',
  ],
};
const setClock: Steps = {
  win32: [
    'Open Settings, then Time and language, then Date and time.',
    'Switch on “Set time automatically”.',
    'Click “Sync now”.',
  ],
  darwin: [
    'Open System Settings, then General, then Date and Time.',
    'Switch on “Set time and date automatically”.',
  ],
  linux: ['Open Settings, then System, then Date and Time.', 'Switch on “Automatic Date and Time”.'],
};

// oxfmt-ignore
export const networkAndTimeWords = {
  'NET-01': {
    topic: 'Link to your network',
    title: 'Your computer is not on a network',
    meaning: 'It cannot reach the internet. Helpers cannot reach it either.',
    short: 'Not connected to a network',
    tryThis: { label: 'See what to try', steps: reconnect },
  },
  'NET-02': {
    topic: 'Your place in the network',
    title: 'Your router did not answer',
    meaning: 'Your computer did not get a place in your network. So it cannot reach the internet.',
    short: 'Only a self-given address (169.254.x.x)',
    tryThis: { label: 'See what to try', steps: reconnect },
  },
  'NET-14': {
    topic: 'Way to the internet',
    title: 'Your internet goes through a helper computer',
    meaning: 'This is called a proxy. It is normal at work, but rare at home.',
    short: 'A proxy or PAC file is set',
    tryThis: {
      label: 'See how',
      steps: ['At work: leave it as it is.', 'At home: ask the person who helps you if it should be there.'],
    },
  },
  'NET-18': {
    topic: 'Speed of your network cable',
    title: 'Your network cable is slow',
    meaning: 'It runs at {speed} Mbit/s. Your computer could do {max}.',
    short: 'Cable link at {speed} of {max} Mbit/s',
    tryThis: {
      label: 'See what to try',
      steps: ['Unplug the cable and plug it in again at both ends.', 'Try another cable.', 'Try another socket on the router.'],
    },
  },
  'NET-19': {
    topic: 'Strength of your Wi-Fi',
    title: 'Your Wi-Fi is weak here',
    meaning: 'Pages may load slowly, and calls may break up.',
    short: 'Weak Wi-Fi',
    tryThis: {
      label: 'See what to try',
      steps: ['Move closer to your router if you can.', 'Keep the router in the open, away from metal and walls.', 'Use a network cable if you have one.'],
    },
  },
  'NET-20': {
    topic: 'Safety of your Wi-Fi',
    title: 'This Wi-Fi is not well protected',
    meaning: 'It uses an old lock. Others near you could read along.',
    short: 'Wi-Fi security is outdated',
    tryThis: {
      label: 'See what to try',
      steps: ['At home: choose WPA2 or WPA3 in the settings of your router.', 'In other places: do not bank or shop on this Wi-Fi.'],
    },
    variants: {
      open: {
        title: 'This Wi-Fi has no lock',
        meaning: 'Anyone near you could read along. Do not bank or shop on it.',
        short: 'Wi-Fi is open',
      },
    },
  },
  'NET-22': {
    topic: 'VPN',
    title: 'A VPN is on',
    meaning: 'Your internet takes a longer way. It can be slower, which is normal.',
    short: 'A VPN is up',
    tryThis: { label: 'See how', steps: ['If you may, switch the VPN off for a moment. Then see if things get quicker.'] },
  },
  'TIME-01': {
    topic: 'Time on your clock',
    title: 'The clock of your computer is wrong',
    meaning: 'It is {off|duration} fast. Sign-ins and safe web pages can fail.',
    short: 'Clock is {off|duration} ahead',
    tryThis: { label: 'Set the clock', steps: setClock },
    variants: {
      behind: {
        meaning: 'It is {off|duration} slow. Sign-ins and safe web pages can fail.',
        short: 'Clock is {off|duration} behind',
      },
    },
  },
  'TIME-02': {
    topic: 'Setting the clock',
    title: 'Your clock does not set itself',
    meaning: 'It may drift over time. Then sign-ins can fail.',
    short: 'Clock is not synchronised',
    tryThis: { label: 'Set the clock', steps: setClock },
  },
  'TIME-03': {
    topic: 'Date on your computer',
    title: 'Your computer has the wrong date',
    meaning: 'It thinks it is {date|date}. Sign-ins and safe web pages can fail.',
    short: 'Clock says {date|date}',
    tryThis: { label: 'Set the clock', steps: setClock },
  },
} as const satisfies Record<string, RuleWords>;

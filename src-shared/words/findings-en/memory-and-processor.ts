import type { RuleWords, Steps } from '../rule-words.ts';

const closePrograms: Steps = {
  win32: [
    'Save your work.',
    'Close browser tabs and programs you do not need now.',
    'Still slow? Open the Start menu, choose Power, then Restart.',
  ],
  darwin: [
    'Save your work.',
    'Close browser tabs. Quit programs you do not need with Command and Q.',
    'Still slow? Open the Apple menu and choose Restart.',
  ],
  linux: [
    'Save your work.',
    'Close browser tabs and programs you do not need now.',
    'Still slow? Restart the computer from the menu in the corner.',
  ],
};
const findBusy: Steps = {
  win32: [
    'Press Ctrl, Shift and Esc together.',
    'Click the word CPU at the top of the list.',
    'The program at the top works the most. If it is yours, save your work and close it.',
  ],
  darwin: [
    'Press Command and Space, type Activity Monitor and press Return.',
    'Click % CPU at the top of the list.',
    'The program at the top works the most. If it is yours, save your work and quit it.',
  ],
  linux: [
    'Open System Monitor from your programs.',
    'Click the word CPU at the top of the list.',
    'The program at the top works the most. If it is yours, save your work and close it.',
  ],
};
const coolDown: Steps = [
  'Put the computer on a hard, flat surface.',
  'Make sure nothing covers its air slots.',
  'Close programs you do not need.',
];

// oxfmt-ignore
export const memoryAndProcessorWords = {
  'MEM-01': {
    topic: 'Free memory',
    title: 'Your computer is short of memory',
    meaning: 'Only {free|roundSize} of {total|roundSize} is free. Programs may get slow.',
    short: 'Little memory available, {free|size}',
    tryThis: { label: 'See what to try', steps: closePrograms },
  },
  'MEM-02': {
    topic: 'Memory in use',
    title: 'Memory is almost used up',
    meaning: 'Programs use {used|roundPercent} of it. That makes everything slow.',
    short: 'Memory is {used|roundPercent} full',
    tryThis: { label: 'See what to try', steps: closePrograms },
  },
  'MEM-03': {
    topic: 'Use of the disk as memory',
    title: 'Your computer uses the slow disk as memory',
    meaning: 'Too many programs are open at once. That makes everything slow.',
    short: 'Swap is {used|roundPercent} full',
    tryThis: { label: 'See what to try', steps: closePrograms },
  },
  'MEM-07': {
    topic: 'Programs that use much memory',
    title: 'One program uses most of the memory',
    meaning: 'It is {name}, with {share|roundPercent}. The rest must share what is left.',
    short: '{name} uses {share|roundPercent} of memory',
    tryThis: {
      label: 'See what to try',
      steps: ['Save your work in {name}.', 'Close it and open it again.', 'If this comes back, look for an update of it.'],
    },
  },
  'MEM-08': {
    topic: 'Size of the memory',
    title: 'This computer has little memory',
    meaning: 'It has {total|roundSize}. Most programs today like to have more.',
    short: '{total|size} memory installed',
    tryThis: {
      label: 'See how',
      steps: ['Keep only a few programs open at once.', 'Ask a shop or your help desk if more memory can be added.'],
    },
  },
  'MEM-10': {
    topic: 'Memory of your Mac',
    title: 'Your Mac is short of memory',
    meaning: 'It moves things around to make room. That makes it slow.',
    short: 'Memory pressure is high',
    tryThis: { label: 'See what to try', steps: closePrograms },
  },
  'CPU-01': {
    topic: 'How busy the computer is',
    title: 'Your computer is very busy',
    meaning: 'It works at {share|roundPercent} right now. Everything else has to wait.',
    short: 'Processor at {share|roundPercent}',
    tryThis: { label: 'See what to try', steps: findBusy },
  },
  'CPU-02': {
    topic: 'Waiting for the disk',
    title: 'Your computer waits for its disk',
    meaning: 'The disk cannot keep up. Programs stop for a moment, again and again.',
    short: 'I/O wait at {share|roundPercent}',
    tryThis: {
      label: 'See what to try',
      steps: ['Wait until copies, updates or scans have ended.', 'Close programs you do not need.', 'Still slow? Restart the computer.'],
    },
  },
  'CPU-03': {
    topic: 'Share of the real computer',
    title: 'Your computer gets too little power',
    meaning: 'It is a virtual computer. The real one behind it has too much to do.',
    short: 'Steal at {share|roundPercent}',
    tryThis: { label: 'See how', steps: ['Tell the people who run this virtual computer.'] },
  },
  'CPU-04': {
    topic: 'Work that waits',
    title: 'Your computer has more work than it can do',
    meaning: 'Many tasks wait in line. That makes it slow to answer.',
    short: 'Load is high for this processor',
    tryThis: { label: 'See what to try', steps: findBusy },
  },
  'CPU-06': {
    topic: 'Heat of the processor',
    title: 'Your computer is running hot',
    meaning: 'It is at {heat} °C inside. It may slow down to protect itself.',
    short: 'Processor at {heat} °C',
    tryThis: { label: 'See what to try', steps: coolDown },
  },
} as const satisfies Record<string, RuleWords>;

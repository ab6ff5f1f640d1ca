import type { Settings } from './contract.ts';

/** What counts until a person has set something else: in main, in a window before main has answered, in a browser. */
export const defaultSettings: Settings = {
  technicianName: '',
  textSize: 100,
  theme: 'system',
  fastPicture: 'auto',
};

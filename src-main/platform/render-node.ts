import { readdirSync } from 'node:fs';

/** Whether Linux has a graphics card that programs may draw with; without one Chromium draws by the processor. */
export function hasRenderNode(list: (folder: string) => readonly string[] = readdirSync): boolean {
  try {
    return list('/dev/dri').some((name) => name.startsWith('renderD'));
  } catch {
    return false; // no such folder: no driver
  }
}

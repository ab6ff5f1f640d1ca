import { macSources } from './darwin.ts';
import { linuxSources } from './linux.ts';
import { nodeLive } from './node-counters.ts';
import { currentPlatform } from './platform.ts';
import type { PlatformSources } from './sources.ts';
import { windowsSources } from './win32.ts';

/** The sources of this system; others of the Unix family get what works on any of them. */
export function currentSources(): PlatformSources {
  switch (currentPlatform()) {
    case 'linux':
      return linuxSources;
    case 'win32':
      return windowsSources;
    case 'darwin':
      return macSources;
    case 'other':
      return { ...macSources, id: 'other', live: nodeLive, liveProcesses: null };
  }
}

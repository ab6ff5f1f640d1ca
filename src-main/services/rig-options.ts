import { switchValue } from './launch-options.ts';

/*
 * Switches of the measuring rig, the demo and the end-to-end tests. Only test builds read them: main.ts names this file
 * behind `__RIG__`, so a package build drops it whole.
 */
export interface RigOptions {
  /** Cool-down for unverified technicians, ms. */
  readonly cooldownMs: number | null;
  readonly indicator: boolean;
  /** Host window off the screen that is measured. */
  readonly hidden: boolean;
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  } | null;
  /** Where "Save" writes without asking. */
  readonly saveTo: string | null;
  /** By which way the picture goes; `auto` is what the product decides. For comparing the two. */
  readonly picture: 'auto' | 'tiles' | 'track';
}

export function readRig(argv: readonly string[]): RigOptions {
  const value = (name: string) => switchValue(argv, name);
  const cooldown = value('rig-cooldown');
  const picture = value('rig-picture');
  const bounds = value('rig-bounds')?.split(',').map(Number);
  const [x, y, width, height] = bounds ?? [];
  return {
    cooldownMs: cooldown === null ? null : Number(cooldown),
    indicator: !argv.includes('--rig-no-indicator'),
    hidden: argv.includes('--rig-hidden'),
    bounds:
      x !== undefined && y !== undefined && width !== undefined && height !== undefined
        ? { x, y, width, height }
        : null,
    saveTo: value('rig-save'),
    picture: picture === 'tiles' || picture === 'track' ? picture : 'auto',
  };
}

import { startDisplay } from '../scripts/lib/display.mjs';

/** Gives every end-to-end and package test a display of its own, whatever the machine's is. */
export async function setup(): Promise<() => Promise<void>> {
  const display = await startDisplay({ width: 1920, height: 1080 });
  process.env['DISPLAY'] = display.name;
  delete process.env['WAYLAND_DISPLAY'];
  return () => display.stop();
}

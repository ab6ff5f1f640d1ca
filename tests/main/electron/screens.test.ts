import { expect, test, vi } from 'vitest';
import { sources } from './fake-electron.ts';

vi.mock('electron', async () => (await import('./fake-electron.ts')).fakeElectron);

const { createScreens } = await import('../../../src-main/electron/screens.ts');

async function keysOf(screens: ReturnType<typeof createScreens>): Promise<readonly string[]> {
  const listed = await screens.list();
  if (!listed.ok) throw new Error(listed.error.code);
  return listed.value.map(({ key }) => key);
}

test('a key of an older list never means another window in a newer one', async () => {
  const screens = createScreens(() => []);
  sources.splice(
    0,
    9,
    { id: 'window:1:0', name: 'Letter', display_id: '' },
    { id: 'window:2:0', name: 'Bank', display_id: '' },
  );
  const [letter = ''] = await keysOf(screens);
  expect(screens.describe(letter)?.name).toBe('Letter');
  sources.reverse(); // the person brought the other window to the front
  await keysOf(screens);
  expect(screens.describe(letter)).toBeNull();
  expect(screens.choose(letter)).toBe(false);
});

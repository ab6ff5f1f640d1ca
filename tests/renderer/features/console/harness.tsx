import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { ConsoleApp } from '../../../../src-renderer/features/console/console-app.tsx';
import type { Role } from '../../../../src-shared/helpdesk/permissions.ts';
import { deskOf, fakeServer, identity, memoryStorage, NOW } from '../../helpdesk/fake-server.ts';

/** happy-dom lays nothing out: everything is given a size, so that lists have room for rows. */
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
  HTMLElement.prototype.scrollTo ??= () => undefined;
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
  location.hash = '';
});

export interface Shown {
  readonly hash: string;
  /** Null: nobody is signed in. */
  readonly role?: Role | null;
  readonly answers?: Parameters<typeof fakeServer>[0];
  readonly storage?: ReturnType<typeof memoryStorage>;
}

/** The console at an address, with a server of the test's own behind it. */
export async function renderConsole({
  hash,
  role = 'owner',
  answers = {},
  storage = memoryStorage(),
}: Shown) {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  location.hash = hash;
  const server = fakeServer({
    'session.state': () => ({ setUp: true, identity: role === null ? null : identity(role) }),
    ...answers,
  });
  const desk = deskOf(server, storage);
  await desk.session.actions.load();
  const view = render(
    <ConsoleApp
      desk={desk}
      settings={{ theme: 'light', textSize: 100 }}
      inSession={false}
      onTheme={() => undefined}
      renderJoinScreen={(rail) => (
        <div>
          {rail}
          <h1>The code</h1>
        </div>
      )}
    />,
  );
  await settle();
  return { ...view, server, desk, storage };
}

/** Until the answers that are under way have been drawn. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 4; round += 1)
    await act(async () => {
      await new Promise((resolve) => setTimeout(resolve, 0));
    });
}

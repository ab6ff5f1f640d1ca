import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import type { Role } from '../../../src-shared/helpdesk/permissions.ts';
import { startServer, type Overrides, type TestServer } from '../test-server.ts';
import { browserAt, tokenIn, type Browser } from './help-desk-client.ts';

const { session, members } = allRoutes;

export const password = 'a long enough one';
export const ada = { organisation: 'Library', name: 'Ada', email: 'ada@example.org', password };

export interface ServedDesk {
  readonly server: TestServer;
  readonly url: string;
  readonly owner: Browser;
  /** Somebody of that role, invited by the owner and signed in. */
  memberOf(role: Role, email?: string): Promise<Browser>;
}

/** A real server that has been set up. */
export async function servedDesk(overrides: Overrides = {}): Promise<ServedDesk> {
  const server = await startServer(overrides);
  const owner = browserAt(server.url);
  const { status } = await owner.call(session.setUp, { body: { ...ada, token: tokenIn(server.setUpLink) } });
  if (status !== 200) throw new Error(`set-up: ${status}`);
  return {
    server,
    url: server.url,
    owner,
    async memberOf(role, email = `${role}@example.org`) {
      const invited = await owner.call(members.invite, { body: { email, role } });
      const browser = browserAt(server.url);
      await browser.call(members.join, { body: { token: invited.answer.token, name: role, password } });
      return browser;
    },
  };
}

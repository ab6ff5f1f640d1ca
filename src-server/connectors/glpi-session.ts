import { z } from 'zod';
import type { SettingsOf } from '../../src-shared/helpdesk/connector-settings.ts';
import type { Answer } from '../domain/connector.ts';
import { secretOf, withoutSlash, type ConnectorParts } from './connector-parts.ts';
import { createRemote, type Call, type Refusal, type Remote } from './remote.ts';

/*
 * GLPI wants a session for every few calls: init, work, kill. A session that it forgot meanwhile is begun again once.
 */

const sessionAnswer = z.object({ session_token: z.string().min(1) });
const FORGOTTEN = 'ERROR_SESSION_TOKEN_INVALID';

export type GlpiParts = ConnectorParts<SettingsOf<'glpi'>>;

/** Runs `work` in a session and ends it. Failing to end it is nobody's trouble: GLPI drops it by itself. */
export async function inGlpiSession<T>(
  parts: GlpiParts,
  work: (remote: Remote) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const userToken = secretOf(parts, 'userToken');
  const appToken = secretOf(parts, 'appToken');
  const base = `${withoutSlash(parts.settings.address)}/apirest.php`;
  const app = appToken === '' ? {} : { 'app-token': appToken };
  const secrets = [userToken, appToken].filter((secret) => secret !== '');
  const bare = createRemote({ ...parts, base, headers: app, secrets, refusal });
  const headers = { authorization: `user_token ${userToken}` };
  const begin = () =>
    bare.call({ method: 'GET', path: '/initSession', headers, expect: [200], read: sessionAnswer });
  const first = await begin();
  if (!first.ok) return first;
  let token = first.value.session_token;
  const withToken = <R>(call: Call<R>) =>
    bare.call({ ...call, headers: { ...call.headers, 'session-token': token } });
  const done = await work({
    async call<R>(call: Call<R>) {
      const answer = await withToken(call);
      if (answer.ok || !answer.error.detail.includes(FORGOTTEN)) return answer;
      const again = await begin();
      if (!again.ok) return again;
      token = again.value.session_token;
      return withToken(call); // refused for its session: it surely was not done
    },
  });
  await withToken({ method: 'GET', path: '/killSession', expect: [200], as: 'text', read: z.string() });
  return done;
}

/** GLPI answers `["ERROR_CODE", "words"]`; adding and updating answer words for each item. */
const errorAnswer = z.tuple([z.string(), z.unknown()]).rest(z.unknown());
const kinds: Readonly<Record<string, Refusal['kind']>> = {
  ERROR_SESSION_TOKEN_INVALID: 'auth',
  ERROR_SESSION_TOKEN_MISSING: 'auth',
  ERROR_APP_TOKEN_PARAMETERS_MISSING: 'auth',
  ERROR_WRONG_APP_TOKEN_PARAMETER: 'auth',
  ERROR_GLPI_LOGIN: 'auth',
  ERROR_GLPI_LOGIN_USER_TOKEN: 'auth',
  ERROR_LOGIN_PARAMETERS_MISSING: 'auth',
  ERROR_NOT_ALLOWED_IP: 'permission',
  ERROR_RIGHT_MISSING: 'permission',
  ERROR_ITEM_NOT_FOUND: 'not_found',
  ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM: 'not_found',
};

function refusal(_status: number, body: unknown): Refusal {
  const said = errorAnswer.safeParse(body);
  if (!said.success) return {};
  const [code, words] = said.data;
  return {
    kind: kinds[code],
    detail: `${code}: ${typeof words === 'string' ? words : JSON.stringify(words)}`,
  };
}

import { createStore } from 'zustand/vanilla';
import type { ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { memberRoutes } from '../../src-shared/helpdesk/api/member-routes.ts';
import { sessionRoutes } from '../../src-shared/helpdesk/api/session-routes.ts';
import type { Identity } from '../../src-shared/helpdesk/member.ts';
import type { Result } from '../../src-shared/result.ts';
import type { ApiClient } from './api-client.ts';
import type { Passkeys } from './passkeys.ts';

export interface SessionState {
  /** Null until the server has answered. */
  readonly setUp: boolean | null;
  readonly identity: Identity | null;
  /** Somebody was signed in on this page, and is not any more without having said so. */
  readonly ranOut: boolean;
}

export interface SetUpForm {
  readonly token: string;
  readonly organisation: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

type Done = Promise<Result<unknown, ApiError>>;

export interface SessionActions {
  load(): Done;
  signIn(email: string, password: string): Done;
  signInWithPasskey(): Done;
  setUp(form: SetUpForm): Done;
  join(form: { readonly token: string; readonly name: string; readonly password: string }): Done;
  /** Once more, that it is the person who is signed in. */
  prove(password: string): Done;
  signOut(everywhere: boolean): Done;
}

export type SessionStore = ReturnType<typeof createSessionStore>;

/** Who is signed in on this page. */
export function createSessionStore(api: ApiClient, passkeys: Pick<Passkeys, 'signIn'>) {
  const store = createStore<SessionState>(() => ({ setUp: null, identity: null, ranOut: false }));
  api.onSignedOut(() =>
    store.setState(({ identity, ranOut }) => ({ identity: null, ranOut: ranOut || identity !== null })),
  );
  const taken = (answer: Result<Identity, ApiError>) => {
    if (answer.ok) store.setState({ setUp: true, identity: answer.value, ranOut: false });
    return answer;
  };
  const actions: SessionActions = {
    async load() {
      const answer = await api.call(sessionRoutes.state);
      if (answer.ok) store.setState(answer.value);
      return answer;
    },
    signIn: async (email, password) =>
      taken(await api.call(sessionRoutes.signIn, { body: { email, password } })),
    signInWithPasskey: async () => taken(await passkeys.signIn()),
    setUp: async (form) => taken(await api.call(sessionRoutes.setUp, { body: form })),
    join: async (form) => taken(await api.call(memberRoutes.join, { body: form })),
    prove: (password) => api.call(sessionRoutes.prove, { body: { password } }),
    async signOut(everywhere) {
      const answer = await api.call(sessionRoutes.signOut, {
        query: { everywhere: everywhere ? 'yes' : 'no' },
      });
      // signed out already is signed out as well
      if (answer.ok || answer.error.error === 'SIGN_IN') store.setState({ identity: null, ranOut: false });
      return answer;
    },
  };
  return { ...store, actions };
}

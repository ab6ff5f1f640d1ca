import { describe, expect, test } from 'vitest';
import { deskOf, fakeServer, identity, memoryStorage } from './fake-server.ts';

const options = { challenge: 'abc' };
const given = {
  id: 'key',
  rawId: 'key',
  type: 'public-key',
  response: { clientDataJSON: 'a', authenticatorData: 'b', signature: 'c' },
  clientExtensionResults: {},
};

function opened(gives: unknown) {
  const asked: unknown[] = [];
  const server = fakeServer({
    'passkeys.signInOptions': () => options,
    'passkeys.signIn': () => identity('technician', 'Grace Hall'),
  });
  const desk = deskOf(server, memoryStorage(), {
    isAble: true,
    create: async () => null,
    ask: async (what) => {
      asked.push(what);
      return gives;
    },
  });
  return { server, desk, asked };
}

describe('signing in with a passkey', () => {
  test('the browser gets what the server asks for, and the server gets what the browser gives', async () => {
    const { desk, server, asked } = opened(given);
    expect((await desk.session.actions.signInWithPasskey()).ok).toBe(true);
    expect(asked).toEqual([options]);
    expect(server.of('passkeys.signIn')[0]?.body).toEqual({ response: given });
    expect(desk.session.getState().identity?.member.name).toBe('Grace Hall');
  });

  test('who says no stays where they are, and nothing is sent', async () => {
    const { desk, server } = opened(null);
    expect(await desk.session.actions.signInWithPasskey()).toMatchObject({
      ok: false,
      error: { error: 'INVALID' },
    });
    expect(server.of('passkeys.signIn')).toEqual([]);
    expect(desk.session.getState().identity).toBeNull();
  });
});

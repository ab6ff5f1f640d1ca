import { describe, expect, test } from 'vitest';
import { memberRoutes } from '../../../src-shared/helpdesk/api/member-routes.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { apiError } from '../../../src-shared/helpdesk/api/api-error.ts';
import { addressOf, createApiClient } from '../../../src-renderer/helpdesk/api-client.ts';
import { fakeServer, id, ticket } from './fake-server.ts';

describe('the client of the server’s interface', () => {
  test('what is asked goes to the route’s own address, and nothing undefined is asked for', () => {
    expect(addressOf(ticketRoutes.get, { params: { id: id('a') } })).toBe(`/api/tickets/${id('a')}`);
    expect(addressOf(ticketRoutes.list, { query: { text: 'a & b', tag: undefined, limit: 5 } })).toBe(
      '/api/tickets?text=a+%26+b&limit=5',
    );
    expect(addressOf(ticketRoutes.get, { params: { id: '../x' } })).toBe('/api/tickets/..%2Fx');
  });

  test('an answer is decoded; one of another shape is a failure of the server, not of the page', async () => {
    const good = createApiClient(fakeServer({ 'tickets.get': () => ticket(7) }).transport);
    expect(await good.call(ticketRoutes.get, { params: { id: id('a') } })).toEqual({
      ok: true,
      value: ticket(7),
    });
    const odd = createApiClient(
      fakeServer({ 'tickets.get': () => ({ ...ticket(7), number: 'seven' }) }).transport,
    );
    expect(await odd.call(ticketRoutes.get, { params: { id: id('a') } })).toMatchObject({
      ok: false,
      error: { error: 'SERVER_FAILED' },
    });
  });

  test('no answer is UNREACHABLE, and a refusal comes back with its fields', async () => {
    const server = fakeServer({
      'members.list': () => undefined,
      'members.invite': () => apiError('INVALID', 'No.', { fields: { email: 'is taken' } }),
    });
    const api = createApiClient(server.transport);
    expect(await api.call(memberRoutes.list)).toMatchObject({ ok: false, error: { error: 'UNREACHABLE' } });
    expect(
      await api.call(memberRoutes.invite, { body: { email: 'a@example.org', role: 'technician' } }),
    ).toMatchObject({ ok: false, error: { error: 'INVALID', fields: { email: 'is taken' } } });
  });

  test('bytes go out as they are and come back as they are', async () => {
    const bytes = Uint8Array.of(0, 255, 123);
    const server = fakeServer({ 'tickets.download': () => bytes, 'tickets.attach': () => undefined });
    const api = createApiClient(server.transport);
    expect(await api.call(ticketRoutes.download, { params: { id: id('a') } })).toEqual({
      ok: true,
      value: bytes,
    });
    await api.call(ticketRoutes.attach, { query: { name: 'a.bin' }, body: bytes });
    expect(server.of('tickets.attach')[0]?.body).toEqual(bytes);
  });

  test('a login that ran out is told to whoever listens', async () => {
    const api = createApiClient(
      fakeServer({ 'members.list': () => apiError('SIGN_IN', 'Sign in to go on.') }).transport,
    );
    const told: string[] = [];
    api.onSignedOut(({ error }) => told.push(error));
    await api.call(memberRoutes.list);
    expect(told).toEqual(['SIGN_IN']);
  });
});

import { describe, expect, test } from 'vitest';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import { startServer } from '../test-server.ts';
import { browserAt, tokenIn } from './help-desk-client.ts';

const token = 'a-token-of-the-operator';

describe('what the server counts about itself', () => {
  test('answers by route and status, sockets, rooms, database time and process; nothing about anybody', async () => {
    const server = await startServer();
    const browser = browserAt(server.url);
    await browser.call(allRoutes.session.setUp, {
      body: {
        token: tokenIn(server.setUpLink),
        organisation: 'Secret Library',
        name: 'Ada Ashworth',
        email: 'ada@example.org',
        password: 'a long enough one',
      },
    });
    const made = await browser.call(allRoutes.tickets.create, { body: { subject: 'Planted', body: 'x' } });
    await browser.call(allRoutes.tickets.get, { params: { id: made.answer.id } });
    await fetch(`${server.url}/nowhere/ada@example.org?token=planted`);
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toContain(
      'alongside_http_requests_total{method="GET",route="/api/tickets/:id",status="200"} 1',
    );
    expect(text).toContain('alongside_http_requests_total{method="GET",route="none",status="404"} 1');
    expect(text).toContain(
      'alongside_http_request_duration_seconds_bucket{le="10",method="POST",route="/api/tickets"} 1',
    );
    for (const name of ['alongside_sockets', 'alongside_rooms', 'alongside_pages', 'alongside_codes'])
      expect(text).toMatch(new RegExp(`^${name} 0$`, 'm'));
    const queries = Number(/^alongside_database_query_duration_seconds_count (\d+)$/m.exec(text)?.[1]);
    expect(queries).toBeGreaterThan(10);
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toMatch(/ada|ashworth|secret|planted|127\.0\.0\.1/i);
    expect(text).not.toContain(made.answer.id);
  });

  test('with a token only whoever has it reads them', async () => {
    const { url } = await startServer({ config: { metricsToken: token } });
    const asked = (headers: Record<string, string>) => fetch(`${url}/metrics`, { headers });
    expect((await asked({})).status).toBe(401);
    expect((await asked({ authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await asked({ authorization: `Bearer ${token}` })).status).toBe(200);
  });

  test('without a token a server that others reach, by itself or through a proxy, tells nobody', async () => {
    for (const config of [{ behindTlsProxy: true }, { trustProxyHops: 1 }, { host: '0.0.0.0' }]) {
      const { port } = await startServer({ config });
      expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(404);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { tlsTest } from '../../../src-main/network-tests/tls-test.ts';
import { createSystemFiles } from '../../../src-main/platform/system-files.ts';
import { makeCertificate, type CertificateWish } from './make-certificate.ts';
import { closedPort, partOf, tcpPort, tlsPort } from './rig.ts';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY + 3_600_000);
const root = makeCertificate({ name: 'Test root', to: inDays(900), isCa: true });
const leaf = (wish: Partial<CertificateWish> = {}) =>
  makeCertificate({ name: 'leaf', hosts: ['localhost'], to: inDays(60), issuer: root, ...wish });

/** The system trusts what stands in its bundle. */
const trusting = (...pems: readonly string[]) => ({
  files: {
    ...createSystemFiles(),
    text: async (path: string) => (path === '/etc/ssl/certs/ca-certificates.crt' ? pems.join('') : null),
  },
});
const look = async (port: number, tools = trusting(), host = 'localhost') => {
  const part = await partOf(tlsTest, { target: { host, port }, tools });
  return part.sites[0];
};

describe('the certificate of a site', () => {
  it('is fine when this computer trusts its root, and says whose it is and how long it lasts', async () => {
    const port = await tlsPort(leaf(), root);
    expect(await look(port, trusting(root.pem))).toMatchObject({
      connects: true,
      trusted: true,
      fault: null,
      root: 'local',
      rootName: 'Test root',
      issuer: 'Test root',
      daysLeft: 60,
      chain: 2,
      protocol: 'TLSv1.3',
    });
  });

  it('with a root nobody knows is told', async () => {
    expect(await look(await tlsPort(leaf(), root))).toMatchObject({
      trusted: false,
      fault: 'unknown-root',
      root: 'unknown',
    });
  });

  it('that signed itself is told', async () => {
    const own = makeCertificate({ name: 'Alone', hosts: ['localhost'], to: inDays(60) });
    expect(await look(await tlsPort(own))).toMatchObject({ trusted: false, fault: 'self-signed', chain: 1 });
  });

  it('that has expired is told, with how long ago', async () => {
    const port = await tlsPort(leaf({ to: inDays(-10) }), root);
    expect(await look(port, trusting(root.pem))).toMatchObject({
      fault: 'expired',
      trusted: false,
      daysLeft: -10,
    });
  });

  it('that begins tomorrow is told', async () => {
    const port = await tlsPort(leaf({ from: inDays(1), to: inDays(9) }), root);
    expect(await look(port, trusting(root.pem))).toMatchObject({ fault: 'not-yet-valid' });
  });

  it('for another name is told', async () => {
    const port = await tlsPort(leaf({ hosts: ['other.example'] }), root);
    expect(await look(port, trusting(root.pem))).toMatchObject({ fault: 'wrong-name', root: 'local' });
  });

  it('of an address is for that address', async () => {
    const port = await tlsPort(leaf({ hosts: [], ips: ['127.0.0.1'] }), root);
    expect(await look(port, trusting(root.pem), '127.0.0.1')).toMatchObject({ fault: null, trusted: true });
  });

  it('counts the days of the first of its chain to run out', async () => {
    const middle = makeCertificate({ name: 'Middle', to: inDays(5), isCa: true, issuer: root });
    const port = await tlsPort(leaf({ issuer: middle }), middle, root);
    expect(await look(port, trusting(root.pem))).toMatchObject({ daysLeft: 5, chain: 3, issuer: 'Middle' });
  });

  it('is not there where nobody listens, or nobody speaks TLS', async () => {
    expect(await look(await closedPort())).toMatchObject({
      connects: false,
      failure: 'refused',
      trusted: null,
    });
    const plain = await tcpPort((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nhello'));
    expect(await look(plain)).toMatchObject({ failure: 'not-understood', trusted: null });
  });
});

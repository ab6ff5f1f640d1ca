import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { clientAddress } from '../../src-server/ws/client-address.ts';

function request(remoteAddress: string, forwarded?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  const message = new IncomingMessage(socket);
  if (forwarded !== undefined) message.headers['x-forwarded-for'] = forwarded;
  return message;
}

describe('SG-10: which address is counted', () => {
  test('SG-10: X-Forwarded-For is not believed unless told so', () => {
    expect(clientAddress(request('192.0.2.1', '198.51.100.9'), 0)).toBe('192.0.2.1');
    expect(clientAddress(request('::ffff:192.0.2.1'), 0)).toBe('192.0.2.1');
  });

  test('SG-10: behind n proxies the n-th entry from the right counts; what a client wrote before it does not', () => {
    const forged = '6.6.6.6, 198.51.100.9, 203.0.113.5';
    expect(clientAddress(request('10.0.0.1', forged), 1)).toBe('203.0.113.5');
    expect(clientAddress(request('10.0.0.1', forged), 2)).toBe('198.51.100.9');
    expect(clientAddress(request('10.0.0.1', forged), 9)).toBe('10.0.0.1');
    expect(clientAddress(request('10.0.0.1', 'x, nonsense'), 1)).toBe('10.0.0.1');
  });

  test('SG-10: an IPv6 client counts as its /64', () => {
    expect(clientAddress(request('2001:db8:1:2:3:4:5:6'), 0)).toBe('2001:db8:1:2');
    expect(clientAddress(request('2001:db8:1:2::6'), 0)).toBe('2001:db8:1:2');
    expect(clientAddress(request('2001:db8::6'), 0)).toBe('2001:db8:0:0');
    expect(clientAddress(request('::1'), 0)).toBe('0:0:0:0');
  });
});

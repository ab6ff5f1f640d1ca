import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:tls';
import { dnsAnswer, questionIn } from '../../main/network-tests/dns-bytes.ts';

/*
 * Runs in the system of the test's own: the resolver that is right, and a site whose certificate is read anew for each
 * visitor. Says "ready", and ends with its input.
 */
const folder = process.argv[2] ?? '';

const resolver = createSocket('udp4');
resolver.on('message', (bytes, from) => {
  const found = questionIn(bytes).endsWith('.invalid') ? 'nothing' : '127.0.0.1';
  resolver.send(dnsAnswer(bytes, found), from.port, from.address);
});
await new Promise<void>((resolve) => resolver.bind(53, '127.0.0.1', resolve));

const shown = () => ({ key: readFileSync(`${folder}/site.key`), cert: readFileSync(`${folder}/site.pem`) });
const site = createServer(shown(), (socket) => socket.on('error', () => undefined));
site.on('connection', () => site.setSecureContext(shown()));
site.on('tlsClientError', () => undefined);
await new Promise<void>((resolve) => site.listen(8443, '127.0.0.1', resolve));

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
process.stdout.write('ready\n');

import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { z } from 'zod';
import { networkSetupSchema } from '../../../src-shared/network/network-targets.ts';
import { linuxSources } from '../../../src-main/platform/linux.ts';
import { createRunCommand } from '../../../src-main/platform/run-command.ts';
import { createSystemFiles } from '../../../src-main/platform/system-files.ts';
import { probes } from '../../../src-main/probes/registry.ts';
import { runProbe } from '../../../src-main/probes/run-probe.ts';
import { dnsAnswer, questionIn } from './dns-bytes.ts';

/*
 * Run by namespaces.test.ts inside a network namespace of the test's own: plays the resolver and the web page that live
 * there, looks at the network with the real probes, prints the areas as JSON.
 */
const orders = z
  .object({ network: networkSetupSchema, resolverAt: z.string().nullable(), pageSays: z.string().nullable() })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

if (orders.resolverAt !== null) await resolver(orders.resolverAt);
if (orders.pageSays !== null) await page(orders.pageSays);

const tools = {
  files: createSystemFiles(),
  run: createRunCommand(),
  env: {},
  now: () => Date.now(),
  sources: linuxSources,
  appBuiltAt: null,
  network: orders.network,
};
const watch = () => performance.now();
const [network, route, connectivity] = await Promise.all([
  runProbe(probes.network, tools, watch),
  runProbe(probes.route, tools, watch),
  runProbe(probes.connectivity, tools, watch),
]);
process.stdout.write(JSON.stringify({ network, route, connectivity }), () => process.exit(0));

async function resolver(address: string): Promise<void> {
  const socket = createSocket('udp4');
  socket.on('message', (bytes, from) => {
    const found = questionIn(bytes).endsWith('.invalid') ? 'nothing' : '127.0.0.1';
    socket.send(dnsAnswer(bytes, found), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(53, address, resolve));
}

async function page(text: string): Promise<void> {
  const server = createServer((_asked, answer) => answer.end(text));
  await new Promise<void>((resolve) => server.listen(8080, '127.0.0.1', resolve));
}

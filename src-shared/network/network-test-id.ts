import { z } from 'zod';

/** The tests of the network, in the order in which a desk lists them: from the computer outwards. */
export const networkTestIdSchema = z.enum([
  'cards',
  'bands',
  'neighbours',
  'gateway',
  'dns',
  'internet',
  'ipv6',
  'portal',
  'proxy',
  'tcp',
  'tls',
  'http',
  'path',
  'mtu',
  'service',
  'relay',
  'clock',
  'throughput',
]);
export type NetworkTestId = z.infer<typeof networkTestIdSchema>;
export const networkTestIds: readonly NetworkTestId[] = networkTestIdSchema.options;

/** Tests that ask one computer which the technician names. */
export const hostTests: ReadonlySet<NetworkTestId> = new Set(['tcp', 'tls', 'http', 'path', 'mtu']);

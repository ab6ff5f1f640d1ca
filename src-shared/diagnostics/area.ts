import { z } from 'zod';

/** The areas of a snapshot, one probe each, in the order in which a report shows them. */
export const areaIdSchema = z.enum([
  'system',
  'firmware',
  'os',
  'uptime',
  'time',
  'cpu',
  'load',
  'memory',
  'volumes',
  'disks',
  'graphics',
  'displays',
  'network',
  'route',
  'wifi',
  'battery',
  'processes',
  'listening',
  'protection',
  'encryption',
  'certificates',
  'printers',
  'usb',
  'audio',
]);
export type AreaId = z.infer<typeof areaIdSchema>;
export const areaIds: readonly AreaId[] = areaIdSchema.options;

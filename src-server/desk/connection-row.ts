import { z } from 'zod';
import {
  connectorMappingSchema,
  type ConnectorMapping,
} from '../../src-shared/helpdesk/connector-mapping.ts';
import {
  connectorSettingsSchema,
  type ConnectorSettings,
} from '../../src-shared/helpdesk/connector-settings.ts';
import type { SealedSecret } from '../domain/secret-box.ts';
import { readJson } from '../storage/read-json.ts';
import type { ConnectorTable } from '../storage/tables.ts';

/** A connection as it is kept. */
export interface StoredConnection {
  readonly settings: ConnectorSettings;
  readonly mapping: ConnectorMapping;
  readonly secrets: Readonly<Record<string, SealedSecret>>;
}

const stored = z.object({
  settings: connectorSettingsSchema,
  mapping: connectorMappingSchema,
  secrets: z.record(z.string(), z.object({ sealed: z.string(), setAt: z.number(), endsIn: z.string() })),
});

/** Decoded, also what we wrote ourselves: a version before this one may have. Undefined when it does not fit. */
export function readConnection(row: ConnectorTable): StoredConnection | undefined {
  const { settings, mapping, secrets } = row;
  const read = stored.safeParse({
    settings: readJson<unknown>(settings, undefined),
    mapping: readJson<unknown>(mapping, undefined),
    secrets: readJson<unknown>(secrets, undefined),
  });
  return read.success ? read.data : undefined;
}

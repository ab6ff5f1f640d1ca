import { randomBytes } from 'node:crypto';
import type { ConnectorParts } from '../../../src-server/connectors/connector-parts.ts';
import { createHttpSend, type HttpLimits } from '../../../src-server/connectors/http-send.ts';
import { createNetworkGuard } from '../../../src-server/connectors/network-guard.ts';
import { openConnector } from '../../../src-server/connectors/open-connector.ts';
import type { Connector, OutgoingNote, OutgoingTicket } from '../../../src-server/domain/connector.ts';
import { defaultMapping } from '../../../src-shared/helpdesk/connector-mapping.ts';
import type { ConnectorSettings } from '../../../src-shared/helpdesk/connector-settings.ts';
import { startFreshdesk } from './freshdesk-double.ts';
import { startGlpi } from './glpi-double.ts';
import { startJira } from './jira-double.ts';
import { startOsticket } from './osticket-double.ts';
import { startRequestTracker } from './request-tracker-double.ts';
import type { DeskDouble } from './desk-double.ts';
import { startWebhook } from './webhook-double.ts';
import { startZammad } from './zammad-double.ts';
import { startZendesk } from './zendesk-double.ts';

export const NOW = Date.UTC(2026, 2, 3, 4, 5, 6);

export const doubles: Readonly<Record<string, (nowMs?: () => number) => Promise<DeskDouble>>> = {
  zendesk: () => startZendesk(),
  freshdesk: () => startFreshdesk(),
  zammad: () => startZammad(),
  rt: () => startRequestTracker(),
  glpi: () => startGlpi(),
  jira: () => startJira(),
  osticket: () => startOsticket(),
  webhook: (nowMs = () => NOW) => startWebhook(nowMs),
};

export interface Overrides {
  readonly secrets?: Readonly<Record<string, string>>;
  readonly limits?: HttpLimits;
  readonly settings?: ConnectorSettings;
  readonly signal?: AbortSignal;
  readonly now?: () => number;
  /** Whoever runs the server allows only what is named: by itself the double. */
  readonly allowed?: readonly string[];
}

/** The connector for a double, over real sockets. */
export function connect(
  {
    desk,
    settings,
    secrets,
    mapping,
  }: Pick<DeskDouble, 'settings' | 'secrets' | 'mapping'> & { desk: { origin: string } },
  over: Overrides = {},
): Connector {
  const guard = createNetworkGuard(over.allowed ?? [desk.origin]);
  const parts: ConnectorParts<ConnectorSettings> = {
    settings: over.settings ?? settings,
    secrets: over.secrets ?? secrets,
    mapping: { ...defaultMapping(settings.kind), ...mapping },
    send: createHttpSend(guard, over.limits),
    signal: over.signal ?? new AbortController().signal,
    now: over.now ?? (() => NOW),
    boundary: () => randomBytes(16).toString('hex'),
  };
  return openConnector(parts);
}

export const SESSION = 'AbC_dEf-GhIjKlMnOpQrSt';

export const ticket: OutgoingTicket = {
  subject: 'No sound in <meetings> & 100 % quiet',
  text: 'Ada hears nothing.\n\nSince "Monday" + one <b>day</b>, 100%25 sure.',
  requester: { name: 'Ada Lovelace', email: 'ada@example.org' },
  priority: 'high',
  facts: { sessionUrl: 'https://help.example/s/1', device: 'not mapped' },
  files: [],
};

export const note: OutgoingNote = {
  text: 'AUDIO-02 was found: <the wrong device>.\nIt was changed.',
  minutes: 25,
  files: [
    { name: 'diagnosis.json', type: 'application/json', bytes: Buffer.from('{"schema":1}') },
    {
      name: 'weird "name"; x=ü.bin',
      type: 'text/html\r\nx: y',
      bytes: Buffer.from([0, 255, 13, 10, 45, 45, 13, 10, 128]),
    },
  ],
};

export const context = { marker: `[session:${SESSION}]`, idempotencyKey: 'tenant.entry-1' };
export const noteContext = { marker: `[session:${SESSION}.note]`, idempotencyKey: 'tenant.entry-2' };
export const replyContext = { marker: `[session:${SESSION}.reply]`, idempotencyKey: 'tenant.entry-3' };

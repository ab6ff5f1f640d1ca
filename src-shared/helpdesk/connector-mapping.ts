import { z } from 'zod';
import type { ConnectorKind } from './connector-settings.ts';

/*
 * How our words become theirs, as data: an administrator can change every line. Left side ours, right side what the
 * system's interface takes (a name or a number, as text).
 */

const states = ['new', 'open', 'waiting', 'solved', 'closed', 'reopened'] as const;
const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type MappedState = (typeof states)[number];
export type MappedPriority = (typeof priorities)[number];

/** What a session knows that a field of theirs may take. */
export const sessionFacts = [
  'sessionId',
  'sessionUrl',
  'technician',
  'device',
  'system',
  'minutes',
  'findings',
  'resolution',
] as const;
export type SessionFact = (typeof sessionFacts)[number];

const theirs = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

export const connectorMappingSchema = z.strictObject({
  /** A state that is left out is not told to the other system. */
  states: z.partialRecord(z.enum(states), theirs),
  priorities: z.partialRecord(z.enum(priorities), theirs),
  fields: z.array(z.strictObject({ from: z.enum(sessionFacts), to: theirs })).max(30),
  tags: z.array(z.string().regex(/^[\p{L}\p{N}_.:-]{1,40}$/u, 'is no tag')).max(20),
});
export type ConnectorMapping = z.infer<typeof connectorMappingSchema>;

const tags = ['remote-session'];
const none = { fields: [], tags: [] };

/** Where each system stands when nothing was changed. Custom fields differ everywhere, so none is named here. */
const defaults: Readonly<Record<ConnectorKind, ConnectorMapping>> = {
  zendesk: {
    states: {
      new: 'new',
      open: 'open',
      waiting: 'pending',
      solved: 'solved',
      closed: 'closed',
      reopened: 'open',
    },
    priorities: { low: 'low', normal: 'normal', high: 'high', urgent: 'urgent' },
    fields: [],
    tags,
  },
  freshdesk: {
    states: { new: '2', open: '2', waiting: '3', solved: '4', closed: '5', reopened: '2' },
    priorities: { low: '1', normal: '2', high: '3', urgent: '4' },
    fields: [],
    tags,
  },
  zammad: {
    states: {
      new: 'new',
      open: 'open',
      waiting: 'pending reminder',
      solved: 'closed',
      closed: 'closed',
      reopened: 'open',
    },
    priorities: { low: '1 low', normal: '2 normal', high: '3 high', urgent: '3 high' },
    fields: [],
    tags,
  },
  rt: {
    states: {
      new: 'new',
      open: 'open',
      waiting: 'stalled',
      solved: 'resolved',
      closed: 'resolved',
      reopened: 'open',
    },
    priorities: { low: '0', normal: '50', high: '100', urgent: '100' },
    ...none,
  },
  glpi: {
    states: { new: '1', open: '2', waiting: '4', solved: '5', closed: '6', reopened: '2' },
    priorities: { low: '2', normal: '3', high: '4', urgent: '5' },
    ...none,
  },
  // a Jira project has its own workflow: the names of its transitions have to be entered
  jira: { states: {}, priorities: {}, ...none },
  osticket: { states: {}, priorities: {}, ...none },
  webhook: {
    states: {
      new: 'new',
      open: 'open',
      waiting: 'waiting',
      solved: 'solved',
      closed: 'closed',
      reopened: 'reopened',
    },
    priorities: { low: 'low', normal: 'normal', high: 'high', urgent: 'urgent' },
    fields: sessionFacts.map((fact) => ({ from: fact, to: fact })),
    tags,
  },
};

export function defaultMapping(kind: ConnectorKind): ConnectorMapping {
  return defaults[kind];
}

import { z } from 'zod';
import { isSignedBy, signatureHeaders } from '../../../src-server/connectors/webhook-signature.ts';
import type { DeskDouble, DeskTicket } from './desk-double.ts';
import { startStrictDesk, type Asked, type Told } from './strict-desk.ts';
import { violate } from './violation.ts';

const secret = 'a-shared-secret-0123456789';

const file = z.strictObject({ name: z.string(), type: z.string(), base64: z.base64() });
const named = z.strictObject({ id: z.string(), number: z.string(), url: z.string() });
const message = z.strictObject({
  ticket: named,
  key: z.string(),
  text: z.string(),
  minutes: z.number().optional(),
  files: z.array(file),
});
const event = z.discriminatedUnion('event', [
  z.strictObject({
    version: z.literal(1),
    delivery: z.string(),
    event: z.literal('test'),
    data: z.strictObject({}),
  }),
  z.strictObject({
    version: z.literal(1),
    delivery: z.string(),
    event: z.literal('ticket.created'),
    data: z.strictObject({
      key: z.string(),
      subject: z.string(),
      text: z.string(),
      requester: z.strictObject({ name: z.string(), email: z.string() }),
      priority: z.string(),
      tags: z.array(z.string()),
      fields: z.record(z.string(), z.string()),
      files: z.array(file),
    }),
  }),
  z.strictObject({
    version: z.literal(1),
    delivery: z.string(),
    event: z.literal('note.added'),
    data: message,
  }),
  z.strictObject({
    version: z.literal(1),
    delivery: z.string(),
    event: z.literal('reply.added'),
    data: message,
  }),
  z.strictObject({
    version: z.literal(1),
    delivery: z.string(),
    event: z.literal('state.changed'),
    data: z.strictObject({ ticket: named, state: z.string() }),
  }),
]);
type Event = z.infer<typeof event>;

/** A receiver as docs/connectors.md asks for one. */
export async function startWebhook(nowMs: () => number): Promise<DeskDouble> {
  const tickets: DeskTicket[] = [];
  const seen = new Map<string, Told>();
  const desk = await startStrictDesk(
    (asked) => admit(asked, nowMs()),
    [
      {
        method: 'POST',
        path: /^\/hook$/,
        answer: (asked) => {
          const delivered = event.parse(asked.json());
          if (delivered.delivery !== asked.headers[signatureHeaders.delivery])
            return violate('two deliveries in one');
          const told = seen.get(delivered.delivery) ?? take(tickets, delivered);
          seen.set(delivered.delivery, told);
          return told;
        },
      },
    ],
  );
  return {
    desk,
    settings: { kind: 'webhook', address: `${desk.origin}/hook` },
    secrets: { secret },
    mapping: { fields: [{ from: 'sessionUrl', to: 'link' }] },
    tickets,
    says: {
      denied: { status: 403 },
      invalid: { status: 422 },
      missing: { status: 410 },
      tooMany: { status: 429, headers: { 'retry-after': '93' } },
      broken: { status: 500 },
    },
  };
}

function admit({ headers, body }: Asked, nowMs: number): Told | undefined {
  const delivery = String(headers[signatureHeaders.delivery]);
  const timestampS = Number(headers[signatureHeaders.timestamp]);
  const signature = String(headers[signatureHeaders.signature]);
  const call = { delivery, timestampS, body };
  return isSignedBy(secret, call, signature, Math.floor(nowMs / 1_000)) ? undefined : { status: 401 };
}

function take(tickets: DeskTicket[], { event: name, data }: Event): Told {
  if (name === 'test') return { status: 204 };
  if (name === 'ticket.created') {
    const id = `W${tickets.length + 1}`;
    const messages = [{ text: data.text, public: true, files: [] }];
    const requester = data.requester.email;
    tickets.push({
      id,
      subject: `${data.subject} [session:${data.key}]`,
      status: 'new',
      requester,
      messages,
      custom: data.fields,
    });
    return { status: 201, json: { id, url: `https://desk.example/${id}` } };
  }
  const ticket = tickets.find(({ id }) => id === data.ticket.id);
  if (ticket === undefined) return { status: 404 };
  if (name === 'state.changed') ticket.status = data.state;
  else {
    const files = data.files.map((entry) => ({ ...entry, bytes: Buffer.from(entry.base64, 'base64') }));
    ticket.messages.push({
      text: `${data.text}\n[session:${data.key}]`,
      public: name === 'reply.added',
      files,
    });
  }
  return { status: 200 };
}

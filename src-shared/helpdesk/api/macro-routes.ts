import { z } from 'zod';
import { idSchema } from '../id.ts';
import { macroSchema } from '../macro.ts';
import { nameSchema } from '../member.ts';
import { markdownSchema, messageSchema, ticketSummarySchema } from '../ticket.ts';
import { route } from './route.ts';
import { keySchema, ticketChangeSchema } from './ticket-routes.ts';

const none = z.undefined();
const nothing = z.strictObject({});
const byId = z.strictObject({ id: idSchema });

export const savedMacroSchema = z.strictObject({
  ...macroSchema.shape,
  id: idSchema,
  /** Grows with each change; whoever changes says which one they saw. */
  version: z.number().int().min(1),
});
export type SavedMacro = z.infer<typeof savedMacroSchema>;

export const newMacroSchema = z.strictObject({
  ...macroSchema.omit({ id: true }).shape,
  name: nameSchema,
  /** PostgreSQL holds no zero byte in a text. */
  text: macroSchema.shape.text.overwrite((text) => text.replaceAll('\0', '')),
});
export type NewMacro = z.output<typeof newMacroSchema>;

/** How whoever uses a macro writes dates; in English and UTC when not said. */
export const readerSchema = z.strictObject({
  language: z.string().max(35).optional(),
  zone: z.string().max(64).optional(),
});
export type Reader = z.infer<typeof readerSchema>;

export const macroRoutes = {
  list: route({
    method: 'GET',
    path: '/api/macros',
    needs: 'tickets.read',
    summary: 'Canned replies and macros, by name. A canned reply is a macro without actions.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.array(savedMacroSchema),
  }),
  create: route({
    method: 'POST',
    path: '/api/macros',
    needs: 'knowledge.write',
    summary: 'Makes a macro for everybody here.',
    params: nothing,
    query: nothing,
    body: newMacroSchema,
    answers: savedMacroSchema,
  }),
  change: route({
    method: 'PUT',
    path: '/api/macros/:id',
    needs: 'knowledge.write',
    summary: 'Writes a macro anew, upon the version that was seen.',
    params: byId,
    query: nothing,
    body: z.strictObject({ ...newMacroSchema.shape, version: z.number().int().min(1) }),
    answers: savedMacroSchema,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/macros/:id',
    needs: 'knowledge.write',
    summary: 'Takes a macro away.',
    params: byId,
    query: nothing,
    body: none,
    answers: nothing,
  }),
  preview: route({
    method: 'POST',
    path: '/api/macros/:id/preview',
    needs: 'tickets.write',
    summary: 'What a macro would say and change on a ticket. INVALID says which value the ticket has not.',
    params: byId,
    query: nothing,
    body: z.strictObject({ ticketId: idSchema, reader: readerSchema.default({}) }),
    answers: z.strictObject({
      kind: z.enum(['public', 'internal']),
      text: z.string(),
      change: ticketChangeSchema.omit({ version: true }),
    }),
  }),
  apply: route({
    method: 'POST',
    path: '/api/macros/:id/apply',
    needs: 'tickets.write',
    summary: 'Writes what a macro says and does what it does, in one go.',
    params: byId,
    query: nothing,
    body: z.strictObject({
      ticketId: idSchema,
      /** The version of the ticket that was seen. */
      version: z.number().int().min(1),
      /** The text as it was edited after the preview; as the macro has it when not said. */
      text: markdownSchema.optional(),
      attachmentIds: z.array(idSchema).max(20).default([]),
      key: keySchema.optional(),
      reader: readerSchema.default({}),
    }),
    answers: z.strictObject({ message: messageSchema.nullable(), ticket: ticketSummarySchema }),
  }),
} as const;

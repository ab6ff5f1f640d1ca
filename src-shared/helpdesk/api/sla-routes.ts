import { z } from 'zod';
import { idSchema } from '../id.ts';
import { shownClockSchema, slaSettingsSchema } from '../sla-settings.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});

export const slaRoutes = {
  settings: route({
    method: 'GET',
    path: '/api/sla',
    needs: 'settings.read',
    summary: 'The calendars and what was promised for which queues.',
    params: nothing,
    query: nothing,
    body: none,
    answers: slaSettingsSchema,
  }),
  change: route({
    method: 'PUT',
    path: '/api/sla',
    needs: 'settings.write',
    summary:
      'Writes calendars and policies, upon the version that was seen. When each open ticket is due is counted anew, some at a time.',
    params: nothing,
    query: nothing,
    body: slaSettingsSchema,
    answers: slaSettingsSchema,
  }),
  clocks: route({
    method: 'GET',
    path: '/api/tickets/:id/clocks',
    needs: 'tickets.read',
    summary: 'All clocks of a ticket as they stand now, ended ones too.',
    params: z.strictObject({ id: idSchema }),
    query: nothing,
    body: none,
    answers: z.array(shownClockSchema),
  }),
} as const;

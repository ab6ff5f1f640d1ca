import { z } from 'zod';
import { idSchema, timeSchema } from '../id.ts';
import { emailSchema, identitySchema, memberSchema, nameSchema } from '../member.ts';
import { roleSchema } from '../permissions.ts';
import { route } from './route.ts';
import { passwordSchema } from './session-routes.ts';

const none = z.undefined();
const nothing = z.strictObject({});

export const memberRoutes = {
  list: route({
    method: 'GET',
    path: '/api/members',
    needs: 'members.read',
    summary: 'Everybody who works at this help desk.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.array(memberSchema),
  }),
  invite: route({
    method: 'POST',
    path: '/api/members/invitations',
    needs: 'members.write',
    stepUp: true,
    summary: 'Makes an invitation. Its token is shown this once.',
    params: nothing,
    query: nothing,
    body: z.strictObject({ email: emailSchema, role: roleSchema }),
    answers: z.strictObject({ token: z.string(), expiresAt: timeSchema }),
  }),
  join: route({
    method: 'POST',
    path: '/api/members/join',
    needs: 'nobody',
    summary: 'Takes an invitation: the new member is signed in.',
    params: nothing,
    query: nothing,
    body: z.strictObject({ token: z.string().min(1).max(100), name: nameSchema, password: passwordSchema }),
    answers: identitySchema,
    perMinute: 10,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/members/:id',
    needs: 'members.write',
    stepUp: true,
    summary: 'Changes a role, or lets somebody in or out. Nobody changes themselves, and one owner stays.',
    params: z.strictObject({ id: idSchema }),
    query: nothing,
    body: z.strictObject({ role: roleSchema.optional(), active: z.boolean().optional() }),
    answers: memberSchema,
  }),
} as const;

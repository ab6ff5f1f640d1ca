import { z } from 'zod';

/** Where a ticket stands. `reopened` is a solved one whose requester has answered. */
export const ticketStates = ['new', 'open', 'waiting', 'solved', 'closed', 'reopened'] as const;
export type TicketState = (typeof ticketStates)[number];
export const ticketStateSchema = z.enum(ticketStates);

/** From the least to the most pressing. */
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];
export const prioritySchema = z.enum(priorities);

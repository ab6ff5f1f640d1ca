import { z } from 'zod';

/** 128 random bits in base64url: nobody can guess another organisation's ids, and they say nothing about time or number. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'is no id');
export type Id = z.infer<typeof idSchema>;

/** Milliseconds since 1970, UTC. */
export const timeSchema = z.number().int().min(0).max(8.64e15);

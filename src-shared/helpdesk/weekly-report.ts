import { z } from 'zod';

/** Whether owners and administrators get last week's numbers by mail, and whose Monday morning it is. */
export const weeklySettingsSchema = z.strictObject({
  on: z.boolean(),
  /** IANA name. */
  timeZone: z.string().min(1).max(64),
});
export type WeeklySettings = z.infer<typeof weeklySettingsSchema>;

export const weeklyMailSchema = z.strictObject({
  subject: z.string().max(200),
  text: z.string(),
  html: z.string(),
});
export type WeeklyMail = z.infer<typeof weeklyMailSchema>;

/** What a clock counts towards. */
export const slaGoals = ['first-response', 'next-response', 'resolution'] as const;
export type SlaGoal = (typeof slaGoals)[number];

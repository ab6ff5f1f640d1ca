/** Every side asks this often, and answers at once. */
export const PING_EVERY_MS = 500;
/** How often the answers are looked at. */
export const LOOK_EVERY_MS = 200;
/** Without an answer for this long the link counts as lost; the person is told within 2 s (issue, E). */
const SILENT_AFTER_MS = 1_600;

/** What is known of a link's answers; times in ms by one clock. */
export interface Health {
  readonly lost: boolean;
  /** When the newest answer came. */
  readonly heardAt: number;
  /** When we last looked. */
  readonly lookedAt: number;
}

export function freshHealth(now: number): Health {
  return { lost: false, heardAt: now, lookedAt: now };
}

/** An answer came: whatever was wrong is over. */
export function heard(health: Health, now: number): Health {
  return { ...health, lost: false, heardAt: now };
}

/**
 * Looks at the time since the last answer. Where we ourselves have slept (a hidden tab, a machine out of breath), the
 * silence is ours: then it takes three of our own steps.
 */
export function looked(health: Health, now: number): Health {
  const limit = Math.max(SILENT_AFTER_MS, 3 * (now - health.lookedAt));
  return { ...health, lookedAt: now, lost: health.lost || now - health.heardAt > limit };
}

/** The browser itself says that packets stay away. */
export function disconnected(health: Health): Health {
  return { ...health, lost: true };
}

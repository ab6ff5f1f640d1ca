/** Words of the helped person's window. Reading grade 8 or lower: tests/renderer/words/reading-grade.test.ts. */
export const host = {
  title: 'Get help',
} as const;

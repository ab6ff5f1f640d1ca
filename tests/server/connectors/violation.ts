/** A call that no documentation knows. The strict server refuses it and the test fails for it. */
export class Violation extends Error {}

export function violate(words: string): never {
  throw new Violation(words);
}

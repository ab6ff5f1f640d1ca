/** Steps that are the same everywhere, or one list a system; "linux" also serves systems we do not know by name. */
export type Steps =
  | readonly string[]
  | {
      readonly win32: readonly string[];
      readonly darwin: readonly string[];
      readonly linux: readonly string[];
    };

/** What a person can do now: the button's label and what it opens. */
export interface TryThis {
  readonly label: string;
  readonly steps: Steps;
}

/** The texts of a finding that may differ from case to case. */
interface Texts {
  /** For the person: what we found. */
  readonly title: string;
  /** For the person: what it means, one or two sentences. */
  readonly meaning: string;
  readonly tryThis: TryThis;
  /** For the desk: the title of the row. */
  readonly short: string;
}

/**
 * The words of one rule. `{name}` is filled from the finding's parameters, `{name|format}` through a format of
 * words/fill.ts. `variants` replace texts where the rule says which case it met (parameter "variant").
 */
export interface RuleWords extends Texts {
  /** For the person: what the check is about, in lists of what is fine, better or could not be checked. */
  readonly topic: string;
  readonly variants?: Readonly<Record<string, Partial<Texts>>>;
}

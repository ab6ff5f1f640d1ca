import type { ReactNode } from 'react';

/** What stands around this window where it is a part of the help desk's console. */
export interface Around {
  /** At the left of the code's screen, instead of its own rail. */
  readonly rail?: ReactNode;
  /** Address where members of the help desk sign in. */
  readonly signIn?: string;
  /** Address of the help desk: a session goes on while its pages are looked at. */
  readonly home?: string;
}

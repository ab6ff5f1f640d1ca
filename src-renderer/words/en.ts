import { common } from './en/common.ts';
import { consoleWords } from './en/console.ts';
import { desk } from './en/desk.ts';
import { host } from './en/host.ts';
import { indicator } from './en/indicator.ts';
import { knowledge } from './en/knowledge.ts';

/** English. One part a feature; the keys of the other languages follow this one. */
export const en = { common, host, indicator, desk, knowledge, console: consoleWords } as const;
export type Catalogue = typeof en;

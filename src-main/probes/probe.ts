import type { AreaDataOf } from '../../src-shared/diagnostics/area-schemas.ts';
import type { AreaId } from '../../src-shared/diagnostics/area.ts';
import type { NetworkSetup } from '../../src-shared/network/network-targets.ts';
import type { Answer } from '../platform/answer.ts';
import type { PlatformSources, SourceTools } from '../platform/sources.ts';
import type { Past } from './past.ts';

/** What a probe gets: the machine's sources and what it may use to ask them. */
export interface ProbeTools extends SourceTools {
  readonly sources: PlatformSources;
  /** Resolves after so many ms, or as soon as the probe's time is up. */
  readonly wait: (ms: number) => Promise<void>;
  /** When this app was built, epoch ms; null where nobody knows. */
  readonly appBuiltAt: number | null;
  /** Earlier looks of this process; absent where it lives for one look only. */
  readonly past?: Past;
  /** Whom the network tests may ask; nobody when it is left out. */
  readonly network?: NetworkSetup;
}

/** One question to the machine. Every file of this folder that ends in -probe.ts is made from this template. */
export interface Probe<A extends AreaId = AreaId> {
  readonly area: A;
  /** After this many ms the answer is "failed"; the others never wait for it. */
  readonly limitMs: number;
  /** 1 answers from memory, 2 starts a program, 3 measures for a while: cheap ones begin first. */
  readonly cost: 1 | 2 | 3;
  /** Nothing in it changes while the computer runs: asked once, then the first answer is given again with its time. */
  readonly fixed?: true;
  readonly collect: (tools: ProbeTools) => Promise<Answer<AreaDataOf[A]>>;
}

export const USUAL_LIMIT_MS = 3000;
/** For sources that Windows answers through PowerShell, whose start alone takes seconds. */
export const SLOW_LIMIT_MS = 8000;

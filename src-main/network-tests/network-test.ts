import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import type { NetTarget } from '../../src-shared/network/net-host.ts';
import type { NetworkSetup } from '../../src-shared/network/network-targets.ts';
import type { NetworkTestId } from '../../src-shared/network/network-test-id.ts';
import type { Answer } from '../platform/answer.ts';
import type { PlatformSources, SourceTools } from '../platform/sources.ts';

/** What a test of the network gets. `signal` ends with its time, or when somebody stops it. */
export interface TestTools extends SourceTools {
  readonly sources: PlatformSources;
  readonly setup: NetworkSetup;
  /** A clock that does not jump, ms. */
  readonly watch: () => number;
  /** Part of the automatic check: less thorough, done within two seconds. */
  readonly quick: boolean;
  /** 0 to 1; for the bar on the screen. */
  readonly progress: (share: number) => void;
  /** Resolves after so many ms, or as soon as the test's time is up. */
  readonly wait: (ms: number) => Promise<void>;
}

/** One question to the network. Every file of this folder that ends in -test.ts is made from this template. */
export interface NetworkTest<T extends NetworkTestId = NetworkTestId> {
  readonly id: T;
  /** After this many ms the answer is "failed". */
  readonly limitMs: number;
  /** Part of the automatic check, and its time limit there; null: only when somebody asks. */
  readonly quickMs: number | null;
  /** `target` where the technician named a computer (network-test-id.ts, `hostTests`). */
  readonly run: (tools: TestTools, target: NetTarget | null) => Promise<Answer<PartOf<T>>>;
}

import type { Case } from './case.ts';
import { hardwareCases } from './cases/hardware.ts';
import { mediaCases } from './cases/media.ts';
import { healthCases } from './cases/health.ts';
import { connectivityCases } from './cases/connectivity.ts';
import { memoryAndProcessorCases } from './cases/memory-and-processor.ts';
import { networkAndTimeCases } from './cases/network-and-time.ts';
import { securityCases } from './cases/security.ts';
import { storageCases } from './cases/storage.ts';
import { systemAndDeviceCases } from './cases/system-and-devices.ts';

export type { Case, Expected } from './case.ts';

/** Every rule at, under and over each limit, and without data. */
export const cases: readonly Case[] = [
  ...storageCases,
  ...memoryAndProcessorCases,
  ...networkAndTimeCases,
  ...connectivityCases,
  ...systemAndDeviceCases,
  ...securityCases,
  ...hardwareCases,
  ...mediaCases,
  ...healthCases,
];

import type { RuleId } from '../findings/finding.ts';
import { connectivityWords } from './findings-en/connectivity.ts';
import { deviceWords } from './findings-en/devices.ts';
import { diskTimeWords } from './findings-en/disks-over-time.ts';
import { hardwareWords } from './findings-en/hardware.ts';
import { healthWords } from './findings-en/health.ts';
import { memoryAndProcessorWords } from './findings-en/memory-and-processor.ts';
import { networkAndTimeWords } from './findings-en/network-and-time.ts';
import { securityWords } from './findings-en/security.ts';
import { storageWords } from './findings-en/storage.ts';
import { systemWords } from './findings-en/system.ts';
import type { RuleWords } from './rule-words.ts';

/** Every rule's words in English. The type asks for each rule, so a rule without words does not compile. */
export const findingsEn: Readonly<Record<RuleId, RuleWords>> = {
  ...storageWords,
  ...memoryAndProcessorWords,
  ...networkAndTimeWords,
  ...connectivityWords,
  ...systemWords,
  ...securityWords,
  ...deviceWords,
  ...diskTimeWords,
  ...hardwareWords,
  ...healthWords,
};

import { ruleIds, type RuleId } from './finding.ts';
import type { Rule } from './rule.ts';
import { batteryRules } from './rules/battery.ts';
import { crashRules } from './rules/crashes.ts';
import { deviceRules } from './rules/devices.ts';
import { diskActivityRules } from './rules/disk-activity.ts';
import { diskRules } from './rules/disks.ts';
import { hardwareRules } from './rules/hardware.ts';
import { keepingRules } from './rules/keeping.ts';
import { mediaRules } from './rules/media.ts';
import { logRules } from './rules/log.ts';
import { memoryRules } from './rules/memory.ts';
import { nameAndTrustRules } from './rules/names-and-trust.ts';
import { networkRules } from './rules/network.ts';
import { printerRules } from './rules/printers.ts';
import { processorRules } from './rules/processor.ts';
import { certificateRules } from './rules/certificates.ts';
import { protectionRules } from './rules/protection.ts';
import { reachRules } from './rules/reach.ts';
import { screenRules } from './rules/screens.ts';
import { secureStartRules } from './rules/secure-start.ts';
import { startRules } from './rules/start.ts';
import { systemRules } from './rules/system.ts';
import { timeRules } from './rules/time.ts';
import { updateRules } from './rules/updates.ts';
import { volumeRules } from './rules/volumes.ts';
import { wifiRules } from './rules/wifi.ts';

const byId: ReadonlyMap<RuleId, Rule> = new Map(
  [
    ...volumeRules,
    ...diskRules,
    ...diskActivityRules,
    ...keepingRules,
    ...memoryRules,
    ...processorRules,
    ...batteryRules,
    ...networkRules,
    ...wifiRules,
    ...reachRules,
    ...nameAndTrustRules,
    ...timeRules,
    ...systemRules,
    ...protectionRules,
    ...secureStartRules,
    ...certificateRules,
    ...printerRules,
    ...screenRules,
    ...deviceRules,
    ...hardwareRules,
    ...mediaRules,
    ...updateRules,
    ...startRules,
    ...crashRules,
    ...logRules,
  ].map((rule) => [rule.id, rule]),
);

/** Every rule, in the order of the catalogue. */
export const allRules: readonly Rule[] = ruleIds.flatMap((id) => byId.get(id) ?? []);

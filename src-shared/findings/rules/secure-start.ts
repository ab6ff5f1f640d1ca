import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import { areaData } from '../../diagnostics/snapshot.ts';
import type { RuleResult } from '../finding.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';

type Firmware = AreaDataOf['firmware'];

/** The first build of Windows 11. */
const WINDOWS_11 = 22_000;

function judgeSecureBoot({ kind, secureBoot }: Firmware, look: Look): RuleResult {
  if (kind === 'bios') return look.notRelevant('this computer starts in the old way (BIOS)');
  if (secureBoot === null)
    return look.missing('it is not known whether the start is protected', 'firmware.secureBoot');
  const value = secureBoot ? 'on' : 'off';
  return look.either(!secureBoot, { value, text: `Secure Boot ${value}` });
}

function judgeNewCertificates(firmware: Firmware, look: Look): RuleResult {
  const { kind, secureBoot, certificates2023: state } = firmware;
  if (kind === 'bios' || secureBoot === false) return look.notRelevant('the start is not protected at all');
  if (secureBoot === null || state === null)
    return look.missing(
      'it is not known which start-up certificates are there',
      'firmware.certificates2023',
      'firmware.secureBoot',
    );
  return look.either(state !== 'updated', { value: state, text: `certificates of 2023: ${state}` });
}

function judgeChip({ tpmPresent, tpmReady, tpmVersion }: Firmware, look: Look): RuleResult {
  const version = areaData(look.snapshot, 'os')?.version ?? null;
  if (version === null) return look.missing('it is not known which Windows this is', 'os.version');
  if (!(Number(version.split('.')[2]) >= WINDOWS_11)) return look.notRelevant('this is not Windows 11');
  if (tpmPresent === null)
    return look.missing('it is not known whether there is a security chip', 'firmware.tpmPresent');
  const text = tpmPresent
    ? `TPM ${tpmVersion ?? ''}${tpmReady === false ? ' not ready' : ''}`.replace(/ {2,}/g, ' ').trim()
    : 'no TPM';
  const old = tpmVersion !== null && Number.parseFloat(tpmVersion) < 2;
  if (!tpmPresent || tpmReady === false || old)
    return look.fired(0, { value: tpmPresent ? 'not ready' : 'none', text });
  if (tpmReady === null || tpmVersion === null)
    return look.missing(
      'the security chip did not say how it is',
      'firmware.tpmReady',
      'firmware.tpmVersion',
    );
  return look.fine({ value: 'ready', text });
}

export const secureStartRules: readonly Rule[] = [
  // In a virtual machine its host decides how it starts.
  areaRule('SEC-05', 'firmware', judgeSecureBoot, { realMachineOnly: true }),
  areaRule('SEC-06', 'firmware', judgeNewCertificates, { only: ['win32'] }),
  areaRule('SEC-10', 'firmware', judgeChip, { only: ['win32'], realMachineOnly: true }),
];

import type { AreaDataOf } from './area-schemas.ts';
import { fact, joined, type Fact } from './fact.ts';
import { formatValue, rounded } from './format-value.ts';
import { known } from './machine-facts.ts';

const firmwareKinds = { uefi: 'UEFI', bios: 'BIOS', apple: 'Apple' } as const;
const reaches = { computer: 'this computer only', network: 'others can call' } as const;

export function firmwareFacts(area: AreaDataOf['firmware']): readonly Fact[] {
  const made = area.madeAt === null ? null : `made ${formatValue(area.madeAt, 'time')}`;
  const version = area.tpmVersion === null ? null : `version ${area.tpmVersion}`;
  return [
    ...fact('Firmware', 'firmware.kind', area.kind && firmwareKinds[area.kind], made),
    ...fact('Secure Boot', 'firmware.secureBoot', onOff(area.secureBoot)),
    ...fact('Certificates of 2023', 'firmware.certificates2023', area.certificates2023),
    ...fact(
      'Security chip (TPM)',
      'firmware.tpmPresent',
      area.tpmPresent === false ? 'none' : known(area.tpmPresent, 'plain'),
      version,
      area.tpmReady === false && 'not ready',
    ),
  ];
}

export function listeningFacts(area: AreaDataOf['listening']): readonly Fact[] {
  const ports = area.listeners.flatMap(({ protocol, port, program, reach, remoteTool }) =>
    fact(
      joined(program ?? 'Program not known'),
      'listening.listeners.*.port',
      joined(protocol?.toUpperCase(), known(port, 'plain')),
      reach && reaches[reach],
      remoteTool !== null && remoteTool !== program && `remote control: ${remoteTool}`,
    ),
  );
  return [...fact('Open ports', 'listening.total', known(area.total, 'plain')), ...ports];
}

export function protectionFacts(area: AreaDataOf['protection']): readonly Fact[] {
  const firewall = area.firewall === 'hidden' ? 'only an administrator can see it' : area.firewall;
  return [
    ...fact('Firewall', 'protection.firewall', firewall, area.firewallName),
    ...area.antivirus.flatMap((product) =>
      fact(
        product.name ?? 'Virus protection',
        'protection.antivirus.*.active',
        onOff(product.active),
        product.upToDate === false && 'out of date',
        product.signatureAgeDays !== null && `list ${rounded(product.signatureAgeDays, 0)} days old`,
      ),
    ),
    ...(area.antivirusListed === true && area.antivirus.length === 0
      ? fact('Virus protection', 'protection.antivirusListed', 'none')
      : []),
    ...fact('Programs ask before changes', 'protection.uac', onOff(area.uac)),
    ...fact('System Integrity Protection', 'protection.systemIntegrity', onOff(area.systemIntegrity)),
    ...fact('Gatekeeper', 'protection.gatekeeper', onOff(area.gatekeeper)),
    ...fact('SMB 1', 'protection.smb1', onOff(area.smb1)),
    ...area.redirects.flatMap(({ name, blocked }) =>
      fact('Redirected site', 'protection.redirects.*.name', name, blocked === true && 'blocked'),
    ),
  ];
}

export function encryptionFacts(area: AreaDataOf['encryption']): readonly Fact[] {
  const state = area.state === 'plain' ? 'not encrypted' : area.state;
  return [
    ...fact('System disk', 'encryption.state', state, area.method),
    ...fact('Own files encrypted', 'encryption.homeEncrypted', known(area.homeEncrypted, 'plain')),
  ];
}

export function certificatesFacts(area: AreaDataOf['certificates']): readonly Fact[] {
  return area.certificates.flatMap(({ place, issuer, selfSigned, validUntil }) =>
    fact(
      'Certificate',
      'certificates.certificates.*.validUntil',
      place,
      issuer === null ? selfSigned === true && 'names only itself' : `from ${issuer}`,
      validUntil !== null && `ends ${formatValue(validUntil, 'time')}`,
    ),
  );
}

function onOff(value: boolean | null): string | null {
  return value === null ? null : value ? 'on' : 'off';
}

import type { AreaId } from './area.ts';
import type { FieldRow } from './field-row.ts';

type SecurityArea = Extract<AreaId, 'firmware' | 'listening' | 'protection' | 'encryption' | 'certificates'>;

const start = 'Tells whether the start of the computer is protected';
const chip = 'Disk encryption and Windows 11 need this chip';
const waiting = 'Shows what others could reach from outside';
const virus = 'Tells whether the virus protection works';
const lost = 'Tells whether a thief could read the files';
const ending = 'Sign-in, Wi-Fi and VPN stop when it has run out';

/** Rows of the allow-list (field-table.ts) for what protects the computer. */
// oxfmt-ignore
export const securityFields: Readonly<Record<SecurityArea, readonly FieldRow[]>> = {
  firmware: [
    ['firmware.kind', 'computer', 'Kind of firmware', 'none', 'plain', start],
    ['firmware.secureBoot', 'computer', 'Start-up is protected (Secure Boot)', 'none', 'plain', start],
    ['firmware.certificates2023', 'computer', 'New start-up certificates', 'none', 'plain', 'The old ones ran out in 2026'],
    ['firmware.tpmPresent', 'computer', 'Security chip (TPM)', 'none', 'plain', chip],
    ['firmware.tpmReady', 'computer', 'Security chip is ready', 'none', 'plain', chip],
    ['firmware.tpmVersion', 'computer', 'Security chip version', 'text', 'plain', chip],
    ['firmware.madeAt', 'computer', 'Firmware made on', 'none', 'time', 'Tells whether firmware is out of date'],
  ],
  listening: [
    ['listening.total', 'programs', 'Open ports', 'none', 'plain', waiting],
    ['listening.listeners.*.protocol', 'programs', 'Open port: kind', 'none', 'plain', waiting],
    ['listening.listeners.*.port', 'programs', 'Open port', 'none', 'plain', waiting],
    ['listening.listeners.*.reach', 'programs', 'Open port: who can call', 'none', 'plain', waiting],
    ['listening.listeners.*.program', 'programs', 'Open port: program', 'text', 'plain', waiting],
    ['listening.listeners.*.remoteTool', 'programs', 'Remote-help program that waits', 'text', 'plain', 'Warns of somebody else who could connect'],
  ],
  protection: [
    ['protection.firewall', 'computer', 'Firewall', 'none', 'plain', 'Keeps strangers out'],
    ['protection.firewallName', 'computer', 'Firewall made by', 'text', 'plain', 'Names the program to look at'],
    ['protection.antivirusListed', 'computer', 'System lists virus protection', 'none', 'plain', virus],
    ['protection.antivirus.*.name', 'computer', 'Virus protection', 'text', 'plain', 'Names the program to look at'],
    ['protection.antivirus.*.active', 'computer', 'Virus protection is on', 'none', 'plain', virus],
    ['protection.antivirus.*.upToDate', 'computer', 'Virus protection is up to date', 'none', 'plain', virus],
    ['protection.antivirus.*.signatureAgeDays', 'computer', 'Virus list is so many days old', 'none', 'plain', virus],
    ['protection.uac', 'computer', 'Programs ask before changes', 'none', 'plain', 'Keeps programs from changing the system unseen'],
    ['protection.systemIntegrity', 'computer', 'Mac system protection', 'none', 'plain', 'Keeps programs from changing the system unseen'],
    ['protection.gatekeeper', 'computer', 'Mac checks new programs', 'none', 'plain', 'Keeps unknown programs out'],
    ['protection.smb1', 'computer', 'Old way of sharing files', 'none', 'plain', 'It is unsafe'],
    ['protection.hostsRead', 'network', 'List of fixed web addresses read', 'none', 'plain', 'Redirected sites show here'],
    ['protection.redirects.*.name', 'network', 'Well-known site that is redirected', 'text', 'plain', 'A redirected site may be a trap'],
    ['protection.redirects.*.blocked', 'network', 'Well-known site is blocked', 'none', 'plain', 'Tells a block from a redirect'],
  ],
  encryption: [
    ['encryption.state', 'computer', 'System disk is encrypted', 'none', 'plain', lost],
    ['encryption.method', 'computer', 'Kind of encryption', 'text', 'plain', lost],
    ['encryption.homeEncrypted', 'computer', 'Own files are encrypted', 'none', 'plain', lost],
  ],
  certificates: [
    ['certificates.certificates.*.place', 'computer', 'Certificate is used for', 'none', 'plain', ending],
    ['certificates.certificates.*.issuer', 'computer', 'Certificate given out by', 'text', 'plain', 'Tells whom to ask for a new one'],
    ['certificates.certificates.*.selfSigned', 'computer', 'Certificate names only itself', 'none', 'plain', 'Tells whom to ask for a new one'],
    ['certificates.certificates.*.validFrom', 'computer', 'Certificate valid from', 'none', 'time', ending],
    ['certificates.certificates.*.validUntil', 'computer', 'Certificate ends on', 'none', 'time', ending],
  ],
};

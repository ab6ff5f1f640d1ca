import { z } from 'zod';
import { choice, count, figure, flag, moment, name } from './field-types.ts';

/** How the computer starts, and what keeps others from changing that. */
export const firmwareSchema = z.strictObject({
  kind: choice(['uefi', 'bios', 'apple']),
  /** SEC-05. */
  secureBoot: flag,
  /** SEC-06, Windows: whether the certificates of 2023 have taken the place of those that run out in 2026. */
  certificates2023: choice(['updated', 'in-progress', 'not-started', 'failed']),
  /** SEC-10. */
  tpmPresent: flag,
  tpmReady: flag,
  /** "2.0", "1.2". */
  tpmVersion: name,
  /** When the firmware was made. */
  madeAt: moment,
});

export const listenerSchema = z.strictObject({
  protocol: choice(['tcp', 'udp']),
  port: figure(0, 65_535),
  /** Only this computer itself can call, or others too. */
  reach: choice(['computer', 'network']),
  /** Name of the executable, without folder and arguments; null where the system does not tell this user. */
  program: name,
  /** SEC-09: the remote-control tool that waits here, by its program or by its well-known port. */
  remoteTool: name,
});
export type Listener = z.infer<typeof listenerSchema>;

export const listeningSchema = z.strictObject({
  /** How many there are; the list ends earlier. */
  total: count,
  /** Those that others can call first. */
  listeners: z.array(listenerSchema).max(100),
});

export const antivirusSchema = z.strictObject({
  name,
  /** Its guard runs all the time. */
  active: flag,
  /** As the product itself says. */
  upToDate: flag,
  signatureAgeDays: figure(0, 100_000),
});
export type Antivirus = z.infer<typeof antivirusSchema>;

export const protectionSchema = z.strictObject({
  /** SEC-01, for the network in use; "hidden" where only an administrator may know. */
  firewall: choice(['on', 'off', 'hidden']),
  firewallName: name,
  /** SEC-03: the system keeps a list of its antivirus products (Windows), so an empty one means "none". */
  antivirusListed: flag,
  antivirus: z.array(antivirusSchema).max(16),
  /** SEC-08, Windows: programs have to ask before they change the system. */
  uac: flag,
  /** SEC-07, macOS. */
  systemIntegrity: flag,
  gatekeeper: flag,
  /** SEC-14: the first version of Windows file sharing still answers. */
  smb1: flag,
  /** NET-27: the hosts file could be read. */
  hostsRead: flag,
  /** Names everybody knows that the hosts file sends elsewhere; `blocked` is "to nowhere". Other names stay here. */
  redirects: z.array(z.strictObject({ name, blocked: flag })).max(50),
});

export const encryptionSchema = z.strictObject({
  /** SEC-02: the disk that holds the system. */
  state: choice(['encrypted', 'encrypting', 'decrypting', 'paused', 'plain']),
  /** "BitLocker", "FileVault", "LUKS 2". */
  method: name,
  /** Linux: people's files have an encryption of their own. */
  homeEncrypted: flag,
});

export const certificateSchema = z.strictObject({
  place: choice(['person', 'machine', 'vpn', 'wifi']),
  /** Who gave it out; null for those that name only themselves, since that is a person's or machine's name. */
  issuer: name,
  selfSigned: flag,
  validFrom: moment,
  validUntil: moment,
});
export type Certificate = z.infer<typeof certificateSchema>;

/** SEC-12: certificates of people and of this machine, those of authorities left out; the next to end first. */
export const certificatesSchema = z.strictObject({
  certificates: z.array(certificateSchema).max(64),
});

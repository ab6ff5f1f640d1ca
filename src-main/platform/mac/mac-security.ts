import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, notAnswered, unavailable, type Answer } from '../answer.ts';
import { certificatesIn, inOrder } from '../certificate-files.ts';
import { nameOf } from '../clean.ts';
import { readRedirects } from '../hosts-file.ts';
import { jsonOrNull } from '../json-or-null.ts';
import type { OpenPort, SourceTools } from '../sources.ts';

/** What a program prints, or nothing. */
async function said(
  { run, signal }: SourceTools,
  program: string,
  args: readonly string[],
  limitMs = 2500,
): Promise<string> {
  const outcome = await run(program, args, { limitMs, signal });
  return outcome.status === 'ok' ? outcome.text : '';
}

export async function macProtection(tools: SourceTools): Promise<Answer<AreaDataOf['protection']>> {
  const firewallProgram = '/usr/libexec/ApplicationFirewall/socketfilterfw';
  const [firewall, integrity, gatekeeper, redirects] = await Promise.all([
    said(tools, firewallProgram, ['--getglobalstate']),
    said(tools, '/usr/bin/csrutil', ['status']),
    said(tools, '/usr/sbin/spctl', ['--status']),
    readRedirects(tools.files, '/etc/hosts'),
  ]);
  return facts('socketfilterfw --getglobalstate, csrutil status, spctl --status, /etc/hosts', {
    firewall: parseMacFirewall(firewall),
    firewallName: firewall === '' ? null : 'macOS firewall',
    antivirusListed: null,
    antivirus: [],
    uac: null,
    systemIntegrity: parseIntegrity(integrity),
    gatekeeper: parseGatekeeper(gatekeeper),
    smb1: null,
    ...redirects,
  });
}

/** "Firewall is enabled. (State = 1)"; 2 lets only chosen programs in. */
export function parseMacFirewall(text: string): AreaDataOf['protection']['firewall'] {
  const state = /State = (\d)/.exec(text)?.[1];
  return state === undefined ? null : state === '0' ? 'off' : 'on';
}

/** "System Integrity Protection status: enabled."; a custom setting has parts of it switched off. */
export function parseIntegrity(text: string): boolean | null {
  const state = /^System Integrity Protection status: (.*)$/m.exec(text)?.[1];
  if (state === undefined) return null;
  if (/Custom Configuration/.test(state)) return false;
  return state.startsWith('enabled') ? true : state.startsWith('disabled') ? false : null;
}

export function parseGatekeeper(text: string): boolean | null {
  return /^assessments enabled/m.test(text) ? true : /^assessments disabled/m.test(text) ? false : null;
}

export async function macEncryption({ run, signal }: SourceTools): Promise<Answer<AreaDataOf['encryption']>> {
  const source = 'fdesetup status';
  const outcome = await run('/usr/bin/fdesetup', ['status'], { limitMs: 2500, signal });
  if (outcome.status !== 'ok') return notAnswered(source, outcome);
  const state = parseFileVault(outcome.text);
  if (state === null) return unavailable(source, 'the system does not tell whether FileVault is on');
  return facts(source, { state, method: state === 'plain' ? null : 'FileVault', homeEncrypted: null });
}

/** "FileVault is On." or "Off.", followed by "Encryption in progress: …" while it works. */
export function parseFileVault(text: string): AreaDataOf['encryption']['state'] {
  if (/^Encryption in progress/m.test(text)) return 'encrypting';
  if (/^Decryption in progress/m.test(text)) return 'decrypting';
  return /^FileVault is On/m.test(text) ? 'encrypted' : /^FileVault is Off/m.test(text) ? 'plain' : null;
}

/** Macs have no TPM: the same is done by a part of the processor that is always there. */
export async function macFirmware(tools: SourceTools): Promise<Answer<AreaDataOf['firmware']>> {
  const source = 'system_profiler SPiBridgeDataType';
  const args = ['SPiBridgeDataType', '-json'];
  const text = await said(tools, '/usr/sbin/system_profiler', args, 5000);
  if (text === '') return unavailable(source, 'the system does not show its firmware');
  return facts(source, {
    kind: 'apple',
    secureBoot: parseMacSecureBoot(text),
    certificates2023: null,
    tpmPresent: null,
    tpmReady: null,
    tpmVersion: null,
    madeAt: null,
  });
}

const bridgeSchema = z.object({
  SPiBridgeDataType: z.array(z.object({ ibridge_secure_boot: z.string().optional() })),
});

/** The words are those of an English system; in others, and on Macs without the chip, nothing is known. */
export function parseMacSecureBoot(text: string): boolean | null {
  const bridge = bridgeSchema.safeParse(jsonOrNull(text));
  if (!bridge.success) return null;
  switch (bridge.data.SPiBridgeDataType.at(-1)?.ibridge_secure_boot) {
    case 'Full Security':
    case 'Reduced Security':
    case 'Medium Security':
      return true;
    case 'Permissive Security':
    case 'No Security':
      return false;
    default:
      return null;
  }
}

/** Reading certificates asks nobody for a password: they are no secrets, only their keys are. */
export async function macCertificates(tools: SourceTools): Promise<Answer<AreaDataOf['certificates']>> {
  const source = 'security find-certificate -a -p';
  const home = tools.env['HOME'];
  const list = (keychain: string) =>
    said(tools, '/usr/bin/security', ['find-certificate', '-a', '-p', keychain], 4000);
  const [machine, person] = await Promise.all([
    list('/Library/Keychains/System.keychain'),
    home?.startsWith('/') ? list(`${home}/Library/Keychains/login.keychain-db`) : '',
  ]);
  const certificates = inOrder([
    ...certificatesIn(machine, 'machine', { most: 300 }),
    ...certificatesIn(person, 'person', { most: 300 }),
  ]);
  return certificates.length > 0
    ? facts(source, { certificates })
    : unavailable(source, 'no certificate for sign-in, Wi-Fi or VPN was found');
}

/** Without an administrator's rights lsof sees only the programs of this person. */
export async function macOpenPorts({ run, signal }: SourceTools): Promise<Answer<readonly OpenPort[]>> {
  const source = 'lsof -i';
  const args = ['-nP', '+c', '0', '-i', '-F', 'pcPnT'];
  const outcome = await run('/usr/sbin/lsof', args, { limitMs: 5000, signal });
  return outcome.status === 'ok' ? facts(source, parseLsof(outcome.text)) : notAnswered(source, outcome);
}

/** From here on macOS gives UDP ports to programs that ask, not to those that answer. */
const PASSING_PORTS = 49_152;

/**
 * One field a line, told by its first letter: p process, c its name, then for each socket P protocol, n its name
 * ("127.0.0.1:631", "*:5353", "…->…" for a connection) and T its state; only TCP has one ("TST=LISTEN").
 */
export function parseLsof(text: string): readonly OpenPort[] {
  const ports: OpenPort[] = [];
  let program: string | null = null;
  let protocol = '';
  let name = '';
  for (const line of text.split('\n')) {
    const value = line.slice(1);
    if (line.startsWith('p')) program = null;
    else if (line.startsWith('c')) program = nameOf(value);
    else if (line.startsWith('P')) protocol = value;
    else if (line.startsWith('n')) name = value;
    const waits = protocol === 'TCP' ? line === 'TST=LISTEN' : protocol === 'UDP' && line.startsWith('n');
    const port = waits && ports.length < 2000 ? portFrom(name, protocol === 'TCP' ? 'tcp' : 'udp') : null;
    if (port !== null) ports.push({ ...port, program });
  }
  return ports;
}

function portFrom(name: string, protocol: OpenPort['protocol']): Omit<OpenPort, 'program'> | null {
  const [, address = '', digits] = /^(\*|[\d.]+|\[[0-9a-f:.%\w]*\]):(\d{1,5})$/i.exec(name) ?? [];
  const port = Number(digits);
  if (!(port > 0 && port <= 65_535) || (protocol === 'udp' && port >= PASSING_PORTS)) return null;
  return { protocol, port, reach: /^127\.|^\[::1\]$/.test(address) ? 'computer' : 'network' };
}

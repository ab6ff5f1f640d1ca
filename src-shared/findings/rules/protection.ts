import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import type { Antivirus } from '../../diagnostics/security-areas.ts';
import { areaData } from '../../diagnostics/snapshot.ts';
import { plural } from '../../words/format.ts';
import type { RuleResult } from '../finding.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';

type Protection = AreaDataOf['protection'];
type Encryption = AreaDataOf['encryption'];

function judgeFirewall({ firewall, firewallName }: Protection, look: Look): RuleResult {
  if (firewall === null)
    return look.missing('it is not known whether a firewall is on', 'protection.firewall');
  if (firewall === 'hidden') return look.denied('only an administrator can see the firewall');
  const text = `${firewallName ?? 'firewall'} ${firewall}`;
  if (firewall === 'on') return look.fine({ value: 'on', text });
  return look.fired(look.snapshot.platform === 'linux' ? 0 : 1, { value: 'off', text });
}

function judgeAntivirus({ antivirus, antivirusListed }: Protection, look: Look): RuleResult {
  if (antivirusListed !== true)
    return look.missing('the system does not list its virus protection', 'protection.antivirusListed');
  const active = antivirus.filter((product) => product.active === true);
  const [current] = active.filter((product) => isCurrent(product, look) === true);
  if (current) return look.fine({ value: 'on', text: describe(current) });
  if (antivirus.some((product) => product.active === null))
    return look.missing(
      'a virus protection did not say how it is',
      'protection.antivirus.*.active',
      'protection.antivirus.*.upToDate',
    );
  const [first] = active;
  if (!first) {
    const names = antivirus.map(({ name }) => name ?? 'a product').join(', ');
    return look.fired(0, { value: 'off', text: names === '' ? 'none' : `${names}: off` }, { variant: 'off' });
  }
  if (active.some((product) => isCurrent(product, look) === null))
    return look.missing('it is not known how old the virus list is', 'protection.antivirus.*.upToDate');
  return look.fired(
    0,
    { value: first.signatureAgeDays ?? 'out of date', text: describe(first) },
    { variant: 'old' },
  );
}

function isCurrent({ upToDate, signatureAgeDays }: Antivirus, look: Look): boolean | null {
  const most = look.limit.levels[0]?.limit ?? 0;
  if (upToDate === false || (signatureAgeDays !== null && signatureAgeDays > most)) return false;
  return upToDate === null && signatureAgeDays === null ? null : true;
}

function describe({ name, active, upToDate, signatureAgeDays }: Antivirus): string {
  const age = signatureAgeDays === null ? '' : `, list ${Math.floor(signatureAgeDays)} d old`;
  return `${name ?? 'virus protection'} ${active === true ? 'on' : 'off'}${upToDate === false ? ', out of date' : ''}${age}`;
}

function judgeTwoAntivirus({ antivirus, antivirusListed }: Protection, look: Look): RuleResult {
  if (antivirusListed !== true)
    return look.missing('the system does not list its virus protection', 'protection.antivirusListed');
  const active = antivirus.filter((product) => product.active === true);
  const names = active.map(({ name }) => name ?? 'a product');
  const text = `${active.length} active${names.length > 0 ? `: ${names.join(', ')}` : ''}`;
  const result = look.byNumber(active.length, text, { count: active.length });
  if (result.result === 'ok' && antivirus.some((product) => product.active === null))
    return look.missing('a virus protection did not say how it is', 'protection.antivirus.*.active');
  return result;
}

function judgeMac({ systemIntegrity, gatekeeper }: Protection, look: Look): RuleResult {
  const off = [
    ...(systemIntegrity === false ? ['System Integrity Protection'] : []),
    ...(gatekeeper === false ? ['Gatekeeper'] : []),
  ];
  if (off.length > 0)
    return look.fired(
      0,
      { value: 'off', text: `${off.join(', ')} off` },
      { variant: systemIntegrity === false ? 'system' : 'programs' },
    );
  if (systemIntegrity === null || gatekeeper === null)
    return look.missing(
      'it is not known whether the Mac protects itself',
      'protection.systemIntegrity',
      'protection.gatekeeper',
    );
  return look.fine({ value: 'on', text: 'System Integrity Protection and Gatekeeper on' });
}

function judgeUac({ uac }: Protection, look: Look): RuleResult {
  if (uac === null)
    return look.missing('it is not known whether programs ask before changes', 'protection.uac');
  return look.either(!uac, { value: uac ? 'on' : 'off', text: `User Account Control ${uac ? 'on' : 'off'}` });
}

function judgeSmb1({ smb1 }: Protection, look: Look): RuleResult {
  if (smb1 === null) return look.missing('it is not known whether SMB 1 is on', 'protection.smb1');
  return look.either(smb1, { value: smb1 ? 'on' : 'off', text: `SMB 1 ${smb1 ? 'on' : 'off'}` });
}

function judgeHosts({ hostsRead, redirects }: Protection, look: Look): RuleResult {
  if (hostsRead !== true)
    return look.missing('the list of fixed web addresses could not be read', 'protection.hostsRead');
  const text =
    redirects.length === 0
      ? 'no well-known name'
      : redirects
          .map(({ name, blocked }) => `${name ?? 'a name'}${blocked === true ? ' (blocked)' : ''}`)
          .join(', ');
  const [first] = redirects;
  return look.either(
    redirects.length > 0,
    { value: redirects.length, text },
    {
      name: first?.name ?? 'a well-known site',
      ...(redirects.length > 1 && { others: redirects.length - 1 }),
    },
  );
}

function judgeEncryption({ state, method, homeEncrypted }: Encryption, look: Look): RuleResult {
  if (state === null)
    return look.missing('it is not known whether the disk is encrypted', 'encryption.state');
  const how = method === null ? '' : ` (${method})`;
  if (state === 'encrypted' || state === 'encrypting')
    return look.fine({ value: state, text: `system disk ${state}${how}` });
  if (homeEncrypted === true)
    return look.fine({ value: 'home', text: 'own files encrypted, system disk not' });
  const text = state === 'plain' ? 'system disk not encrypted' : `system disk: ${state}${how}`;
  return look.fired(
    isCarried(look) ? 1 : 0,
    { value: state, text },
    { variant: state === 'paused' ? 'paused' : 'plain' },
  );
}

/** A computer with a battery, or with the case of one, is carried about and can get lost. */
function isCarried({ snapshot }: Look): boolean {
  const chassis = areaData(snapshot, 'system')?.chassis ?? '';
  const batteries = areaData(snapshot, 'battery')?.batteries.length ?? 0;
  return batteries > 0 || /book|laptop|portable|tablet|convertible|detachable|hand ?held/i.test(chassis);
}

/** SEC-09: running, or waiting to be called. */
function judgeRemoteTools({ remoteTools, total }: AreaDataOf['processes'], look: Look): RuleResult {
  const running = remoteTools.map(({ name }) => name ?? 'a program');
  const waiting = (areaData(look.snapshot, 'listening')?.listeners ?? []).flatMap((listener) =>
    listener.remoteTool === null ? [] : [{ ...listener, name: listener.remoteTool }],
  );
  // without any program listed, "none is running" would be a guess
  if (running.length === 0 && waiting.length === 0 && !total)
    return look.missing('the running programs are not known', 'processes.total');
  const names = [...new Set([...running, ...waiting.map(({ name }) => name)])];
  const [first] = names;
  if (first === undefined)
    return look.fine({ value: 'none', text: 'no other remote-control program running' });
  const ports = waiting.map(
    ({ name, port, reach }) =>
      `${name} on port ${port ?? '?'}${reach === 'computer' ? ' (this computer only)' : ''}`,
  );
  const text = [
    ...(running.length > 0 ? [`${running.join(', ')} running`] : []),
    ...(ports.length > 0 ? [`${plural(ports.length, 'waits', 'wait')} for calls: ${ports.join(', ')}`] : []),
  ].join('; ');
  return look.fired(
    0,
    { value: names.join(', '), text },
    {
      name: first,
      variant: running.length > 0 ? 'running' : 'waiting',
      ...(names.length > 1 && { others: names.length - 1 }),
    },
  );
}

export const protectionRules: readonly Rule[] = [
  areaRule('SEC-01', 'protection', judgeFirewall),
  areaRule('SEC-02', 'encryption', judgeEncryption, { realMachineOnly: true }),
  areaRule('SEC-03', 'protection', judgeAntivirus, { only: ['win32'] }),
  areaRule('SEC-04', 'protection', judgeTwoAntivirus, { only: ['win32'] }),
  areaRule('SEC-07', 'protection', judgeMac, { only: ['darwin'] }),
  areaRule('SEC-08', 'protection', judgeUac, { only: ['win32'] }),
  areaRule('SEC-09', 'processes', judgeRemoteTools),
  areaRule('SEC-14', 'protection', judgeSmb1, { only: ['win32', 'linux'] }),
  areaRule('NET-27', 'protection', judgeHosts),
];

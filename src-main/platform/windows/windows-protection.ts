import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import type { Antivirus } from '../../../src-shared/diagnostics/security-areas.ts';
import { failed, facts, type Answer } from '../answer.ts';
import { figureOf, flagOf, nameOf } from '../clean.ts';
import { readRedirects } from '../hosts-file.ts';
import { windowsFolder } from '../program-place.ts';
import type { SourceTools } from '../sources.ts';
import { askPowerShell } from './ask-power-shell.ts';
import { powerShellTable } from './power-shell-table.ts';

type Protection = AreaDataOf['protection'];

const source = 'Get-NetFirewallProfile, SecurityCenter2, Get-MpComputerStatus, EnableLUA, SMB1Protocol';

const products = (name: string) =>
  `@(Get-CimInstance -Namespace root/SecurityCenter2 -ClassName ${name}|Select-Object displayName,productState)`;

const fields = [
  'n=@(Get-NetConnectionProfile|ForEach-Object{[int]$_.NetworkCategory})',
  'f=@(Get-NetFirewallProfile -PolicyStore ActiveStore|Select-Object Name,@{n="On";e={[int]$_.Enabled}})',
  `w=${products('FirewallProduct')}`,
  `a=${products('AntiVirusProduct')}`,
  'l=[bool](Get-CimInstance -Namespace root -ClassName __NAMESPACE -Filter "Name=\'SecurityCenter2\'")',
  'd=(Get-MpComputerStatus|Select-Object AntivirusEnabled,RealTimeProtectionEnabled,AntivirusSignatureAge)',
  String.raw`u=(Get-ItemProperty HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System).EnableLUA`,
  's=(Get-SmbServerConfiguration).EnableSMB1Protocol',
  'o=(Get-CimInstance Win32_OptionalFeature -Filter "Name=\'SMB1Protocol\'").InstallState',
];

const productSchema = z.object({ displayName: z.string().nullish(), productState: z.number().nullish() });
const answerSchema = z.object({
  n: z.array(z.number()).nullish(),
  f: z.array(z.object({ Name: z.string(), On: z.number() })).nullish(),
  w: z.array(productSchema).nullish(),
  a: z.array(productSchema).nullish(),
  l: z.boolean().nullish(),
  d: z
    .object({
      AntivirusEnabled: z.boolean().nullish(),
      RealTimeProtectionEnabled: z.boolean().nullish(),
      AntivirusSignatureAge: z.number().nullish(),
    })
    .nullish(),
  u: z.number().nullish(),
  s: z.boolean().nullish(),
  o: z.number().nullish(),
});
type Said = z.infer<typeof answerSchema>;
type Product = z.infer<typeof productSchema>;

export async function windowsProtection(tools: SourceTools): Promise<Answer<Protection>> {
  const [answer, redirects] = await Promise.all([
    askPowerShell(tools, source, powerShellTable(fields), z.unknown()),
    readRedirects(tools.files, String.raw`${windowsFolder(tools.env)}\System32\drivers\etc\hosts`),
  ]);
  if (answer.status !== 'ok') return answer;
  const protection = parseProtection(answer.data);
  return protection
    ? facts(source, { ...protection, ...redirects })
    : failed(source, 'the answer could not be read');
}

export function parseProtection(answer: unknown): Omit<Protection, 'hostsRead' | 'redirects'> | null {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return null;
  const said = parsed.data;
  return {
    ...firewallOf(said),
    antivirusListed: said.l === true || said.d != null ? true : null,
    antivirus: antivirusOf(said).slice(0, 16),
    uac: said.u == null ? null : said.u !== 0,
    systemIntegrity: null,
    gatekeeper: null,
    smb1: smb1Of(said),
  };
}

/** Categories of a network in use, and the firewall's profile for each: 0 public, 1 private, 2 of the organisation. */
const profiles = ['Public', 'Private', 'Domain'] as const;

function firewallOf({ n, f, w }: Said): Pick<Protection, 'firewall' | 'firewallName'> {
  const other = (w ?? []).find((product) => isOn(product) === true);
  if (other) return { firewall: 'on', firewallName: nameOf(other.displayName) };
  const inUse = (n ?? []).flatMap((category) => profiles[category] ?? []);
  const judged = (f ?? []).filter(({ Name }) => inUse.length === 0 || inUse.some((name) => name === Name));
  if (judged.length === 0) return { firewall: null, firewallName: null };
  // GpoBoolean: 0 is off, 1 on, 2 "not configured", which is on.
  return { firewall: judged.every(({ On }) => On !== 0) ? 'on' : 'off', firewallName: 'Windows Firewall' };
}

/*
 * productState is not documented by Microsoft; what is known was found by many people comparing products: bits 12 to 15
 * are 1 for on, 0 off, 2 snoozed, 3 run out; bits 8 to 11 are 1 for Windows' own; bits 4 to 7 not 0 mean out of date.
 */
function isOn({ productState }: Product): boolean | null {
  return productState == null ? null : ((productState >> 12) & 0xf) === 1;
}

function antivirusOf({ a, d }: Said): Antivirus[] {
  const listed = (a ?? []).map((product): Antivirus => {
    const state = product.productState ?? null;
    const own = state !== null && ((state >> 8) & 0xf) === 1;
    return {
      name: nameOf(product.displayName),
      active: isOn(product),
      upToDate: state === null ? null : ((state >> 4) & 0xf) === 0,
      signatureAgeDays: own ? ageOf(d) : null,
    };
  });
  if (listed.length > 0 || d == null) return listed;
  // Servers have no list, only Defender.
  const enabled = flagOf(d.AntivirusEnabled);
  const guards = flagOf(d.RealTimeProtectionEnabled);
  return [
    {
      name: 'Microsoft Defender Antivirus',
      active: enabled === null || guards === null ? null : enabled && guards,
      upToDate: null,
      signatureAgeDays: ageOf(d),
    },
  ];
}

// A Defender that never got a list says 65535 or 2^32-1.
function ageOf(defender: Said['d']): number | null {
  return figureOf(defender?.AntivirusSignatureAge, 0, 65_534);
}

/** The server's setting needs an administrator; the state of the feature (1 installed, 2 off, 3 absent) does not. */
function smb1Of({ s, o }: Said): boolean | null {
  if (s != null) return s;
  return o === 1 ? true : o === 2 || o === 3 ? false : null;
}

import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { failed, facts, unavailable, type Answer } from '../answer.ts';
import { inOrder, issuerName, moment, type ReadCertificate } from '../certificate-files.ts';
import { nameOf } from '../clean.ts';
import type { OpenPort, SourceTools } from '../sources.ts';
import { askPowerShell } from './ask-power-shell.ts';
import { powerShellTable } from './power-shell-table.ts';

const certificateSource = 'Cert:\\CurrentUser\\My, Cert:\\LocalMachine\\My';

const stores = (name: string) =>
  `@(Get-ChildItem Cert:\\${name}\\My|Where-Object HasPrivateKey|Select-Object -First 200 Thumbprint,Issuer,` +
  '@{n="Own";e={$_.Subject -eq $_.Issuer}},' +
  '@{n="From";e={$_.NotBefore.ToUniversalTime().ToString("o")}},' +
  '@{n="Until";e={$_.NotAfter.ToUniversalTime().ToString("o")}})';

const certificateSchema = z.object({
  Thumbprint: z.string(),
  Issuer: z.string().nullish(),
  Own: z.boolean().nullish(),
  From: z.string().nullish(),
  Until: z.string().nullish(),
});
const storesSchema = z.object({
  u: z.array(certificateSchema).nullish(),
  m: z.array(certificateSchema).nullish(),
});

/** Only certificates whose private key is here: the others belong to people this one writes to. */
export async function windowsCertificates(tools: SourceTools): Promise<Answer<AreaDataOf['certificates']>> {
  const fields = [`u=${stores('CurrentUser')}`, `m=${stores('LocalMachine')}`];
  const answer = await askPowerShell(tools, certificateSource, powerShellTable(fields), z.unknown());
  if (answer.status !== 'ok') return answer;
  const certificates = parseCertificates(answer.data);
  if (certificates === null) return failed(certificateSource, 'the answer could not be read');
  return certificates.length > 0
    ? facts(certificateSource, { certificates: [...certificates] })
    : unavailable(certificateSource, 'no certificate for sign-in, Wi-Fi or VPN was found');
}

export function parseCertificates(answer: unknown): AreaDataOf['certificates']['certificates'] | null {
  const parsed = storesSchema.safeParse(answer);
  if (!parsed.success) return null;
  const { u, m } = parsed.data;
  return inOrder([
    ...(u ?? []).map((one) => certificateFrom(one, 'person')),
    ...(m ?? []).map((one) => certificateFrom(one, 'machine')),
  ]);
}

function certificateFrom(
  { Thumbprint, Issuer, Own, From, Until }: z.infer<typeof certificateSchema>,
  place: ReadCertificate['place'],
): ReadCertificate {
  // Names only itself, or it is not known whether: then its issuer may be a person's name.
  const issuer = Own === false && Issuer != null ? issuerName(Issuer) : null;
  return {
    place,
    issuer,
    selfSigned: Own ?? null,
    validFrom: moment(From),
    validUntil: moment(Until),
    print: Thumbprint,
  };
}

const portSource = 'Get-NetTCPConnection, Get-NetUDPEndpoint';
/** From here on Windows gives UDP ports to programs that ask, not to those that answer. */
const PASSING_PORTS = 49_152;

const endpoint = 'Select-Object LocalAddress,LocalPort,@{n="Program";e={$p[[int]$_.OwningProcess]}})';
const portSchema = z.object({
  LocalAddress: z.string(),
  LocalPort: z.number().int().min(0).max(65_535),
  Program: z.string().nullish(),
});
const portsSchema = z.object({ t: z.array(portSchema).nullish(), u: z.array(portSchema).nullish() });

export async function windowsOpenPorts(tools: SourceTools): Promise<Answer<readonly OpenPort[]>> {
  const fields = [
    `t=@(Get-NetTCPConnection -State Listen|Select-Object -First 1000|${endpoint}`,
    `u=@(Get-NetUDPEndpoint|Select-Object -First 1000|${endpoint}`,
  ];
  const names = '$p=@{};Get-Process|ForEach-Object{$p[[int]$_.Id]=$_.ProcessName};';
  const answer = await askPowerShell(tools, portSource, powerShellTable(fields, names), z.unknown());
  if (answer.status !== 'ok') return answer;
  const ports = parsePorts(answer.data);
  return ports ? facts(portSource, ports) : failed(portSource, 'the answer could not be read');
}

export function parsePorts(answer: unknown): readonly OpenPort[] | null {
  const parsed = portsSchema.safeParse(answer);
  if (!parsed.success) return null;
  const { t, u } = parsed.data;
  return [
    ...(t ?? []).map((one) => portFrom(one, 'tcp')),
    ...(u ?? []).filter(({ LocalPort }) => LocalPort < PASSING_PORTS).map((one) => portFrom(one, 'udp')),
  ];
}

function portFrom(
  { LocalAddress, LocalPort, Program }: z.infer<typeof portSchema>,
  protocol: OpenPort['protocol'],
): OpenPort {
  const local = /^127\.|^::1(?:%|$)|^::ffff:127\./i.test(LocalAddress);
  return { protocol, port: LocalPort, reach: local ? 'computer' : 'network', program: nameOf(Program) };
}

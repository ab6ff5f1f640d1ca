import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { failed, facts, notAnswered, unavailable, type Answer } from '../answer.ts';
import { figureOf, nameOf, timeOf } from '../clean.ts';
import { jsonOrNull } from '../json-or-null.ts';
import type { RunCommand } from '../run-command.ts';
import type { SourceTools } from '../sources.ts';
import { keyValues } from './parse-text.ts';

type FailedService = AreaDataOf['services']['failed'][number];

const MOST = 20;

/** systemd itself makes this folder when it starts a system (sd_booted). */
export async function withoutSystemd({ files }: Pick<SourceTools, 'files'>): Promise<Answer<never> | null> {
  return (await files.exists('/run/systemd/system'))
    ? null
    : unavailable('/run/systemd/system', 'this system was not started with systemd');
}

const listArgs = [
  'list-units',
  '--all',
  '--type=service,timer,mount,socket',
  '--output=json',
  '--no-pager',
  '--full',
];

export async function linuxServices(tools: SourceTools): Promise<Answer<AreaDataOf['services']>> {
  const none = await withoutSystemd(tools);
  if (none) return none;
  const { run, signal, env } = tools;
  const source = 'systemctl list-units';
  const [system, own] = await Promise.all([
    run('systemctl', listArgs, { limitMs: 2400, signal }),
    env['XDG_RUNTIME_DIR']
      ? run('systemctl', ['--user', ...listArgs, '--state=failed'], { limitMs: 2000, signal })
      : null,
  ]);
  if (system.status !== 'ok') return notAnswered(source, system);
  const units = parseUnits(system.text);
  if (units === null || units.length === 0) return failed(source, 'the list of services could not be read');
  const ownUnits = own?.status === 'ok' ? (parseUnits(own.text) ?? []) : [];
  const bad = [
    ...(await withCodes(run, signal, failedAmong(units, 'system'))),
    ...failedAmong(ownUnits, 'user'),
  ];
  return facts(source, {
    total: units.length,
    failedCount: bad.length,
    masked: units.filter(({ load }) => load === 'masked').length,
    failed: bad.slice(0, MOST),
  });
}

interface Unit {
  readonly unit: string;
  readonly load: string;
  readonly active: string;
  readonly description: string;
}

const unitsSchema = z.array(
  z.object({
    unit: z.string(),
    load: z.string(),
    active: z.string(),
    description: z.string().nullish(),
  }),
);

/** JSON of newer versions; older ones answer with columns. Null when it is neither. */
export function parseUnits(text: string): readonly Unit[] | null {
  if (text.trimStart().startsWith('[')) {
    const units = unitsSchema.safeParse(jsonOrNull(text));
    return units.success
      ? units.data.map((unit) => ({ ...unit, description: unit.description ?? '' }))
      : null;
  }
  return text.split('\n').flatMap((line) => {
    const match =
      /^[\s●*]{0,8}(\S{1,300}\.(?:service|timer|mount|socket))\s+(\S+)\s+(\S+)\s+\S+\s*(.*)$/u.exec(line);
    const [, unit = '', load = '', active = '', description = ''] = match ?? [];
    return match ? [{ unit, load, active, description }] : [];
  });
}

/** What is masked was switched off on purpose: that it once failed is no news. */
function failedAmong(units: readonly Unit[], scope: 'system' | 'user'): FailedService[] {
  return units
    .filter(({ active, load }) => active === 'failed' && load !== 'masked')
    .map(({ unit, description }) => ({
      name: nameOf(unit),
      description: description === unit ? null : nameOf(description),
      kind: kindOf(unit),
      scope,
      exitCode: null,
    }));
}

function kindOf(unit: string): FailedService['kind'] {
  const end = /\.(service|timer|mount|socket)$/.exec(unit)?.[1];
  return end === 'service' || end === 'timer' || end === 'mount' || end === 'socket' ? end : 'other';
}

async function withCodes(
  run: RunCommand,
  signal: AbortSignal,
  services: readonly FailedService[],
): Promise<readonly FailedService[]> {
  // A name comes from a file of the system; still nothing that looks like an option is passed on.
  const names = services
    .flatMap(({ name }) => (name !== null && /^\w[\w@.:\\-]{0,150}\.service$/.test(name) ? [name] : []))
    .slice(0, MOST);
  if (names.length === 0) return services;
  const args = ['show', '--property=Id,ExecMainStatus', '--', ...names];
  const outcome = await run('systemctl', args, { limitMs: 1000, signal });
  if (outcome.status !== 'ok') return services;
  const codes = new Map(
    outcome.text
      .split(/\n\s*\n/)
      .map(keyValues)
      .map((block) => [block.get('Id'), figureOf(block.get('ExecMainStatus'), -255, 255)]),
  );
  return services.map((service) => ({ ...service, exitCode: codes.get(service.name ?? '') ?? null }));
}

export async function linuxBoot(tools: SourceTools): Promise<Answer<AreaDataOf['boot']>> {
  const none = await withoutSystemd(tools);
  if (none) return none;
  const { run, signal, files, now } = tools;
  const source = 'systemd-analyze';
  const [time, blame, uptime] = await Promise.all([
    run('systemd-analyze', ['time'], { limitMs: 2000, signal, errorsToo: true }),
    run('systemd-analyze', ['blame', '--no-pager'], { limitMs: 2000, signal }),
    files.text('/proc/uptime'),
  ]);
  if (time.status !== 'ok') return notAnswered(source, time);
  const parts = parseAnalyze(time.text);
  if (parts === null)
    return /not yet finished/i.test(time.text)
      ? unavailable(source, 'the start is not finished yet')
      : failed(source, 'the time of the start could not be read');
  const up = Number((uptime ?? '').split(' ')[0]);
  return facts(source, {
    ...parts,
    signInSeconds: null,
    at: up > 0 ? timeOf(now() - up * 1000) : null,
    slowest: blame.status === 'ok' ? [...parseBlame(blame.text)] : [],
  });
}

type BootParts = Pick<
  AreaDataOf['boot'],
  'seconds' | 'firmwareSeconds' | 'loaderSeconds' | 'kernelSeconds' | 'servicesSeconds'
>;

/** "Startup finished in 5.1s (firmware) + 2.3s (loader) + 3.4s (kernel) + 12.0s (userspace) = 22.9s"; null without. */
export function parseAnalyze(text: string): BootParts | null {
  const line = /^Startup finished in (.{1,300})$/m.exec(text)?.[1];
  if (line === undefined) return null;
  const part = (name: string) => secondsOf(new RegExp(`([\\w. ]{1,40}) \\(${name}\\)`).exec(line)?.[1]);
  const kernel = part('kernel');
  const first = part('initrd');
  const services = part('userspace');
  return {
    seconds: secondsOf(line.split('=')[1]) ?? services,
    firmwareSeconds: part('firmware'),
    loaderSeconds: part('loader'),
    kernelSeconds: kernel === null ? null : hundredths(kernel + (first ?? 0)),
    servicesSeconds: services,
  };
}

/** "1min 2.345s foo.service", the slowest first. */
export function parseBlame(text: string): AreaDataOf['boot']['slowest'] {
  return text
    .split('\n')
    .flatMap((line) => {
      const match = /^\s*((?:[\d.]+(?:d|h|min|s|ms|us) ?){1,5}) (\S.*)$/.exec(line);
      const seconds = secondsOf(match?.[1]);
      return seconds !== null && seconds >= 1 ? [{ name: nameOf(match?.[2]), seconds }] : [];
    })
    .slice(0, 8);
}

const inSeconds: Readonly<Record<string, number>> = { d: 86_400, h: 3600, min: 60, s: 1, ms: 1e-3, us: 1e-6 };

/** "1min 2.345s" and its kin; null for anything else. */
function secondsOf(text: string | undefined): number | null {
  const parts = [...(text ?? '').slice(0, 200).matchAll(/(\d+(?:\.\d+)?)(d|h|min|us|ms|s)\b/g)];
  if (parts.length === 0) return null;
  const sum = parts.reduce((all, [, value, unit]) => all + Number(value) * (inSeconds[unit ?? ''] ?? 0), 0);
  return figureOf(hundredths(sum), 0, 1e6);
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

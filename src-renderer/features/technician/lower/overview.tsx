import { areaData, type Snapshot } from '../../../../src-shared/diagnostics/snapshot.ts';
import { percent, shortDuration, signed, size } from '../../../../src-shared/words/format.ts';
import { useWords } from '../../../words/i18n.ts';

type T = ReturnType<typeof useWords<'desk'>>['t'];
type Line = readonly [label: string, value: string];

/** The machine in eight lines: what is asked first of any computer. */
export function Overview({ snapshot }: { readonly snapshot: Snapshot | null }) {
  const { t } = useWords('desk');
  const lines = snapshot === null ? [] : overviewLines(snapshot, t);
  if (lines.length === 0) return null;
  return (
    <dl className="t-overview" aria-label={t('facts.overview.label')}>
      {lines.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function overviewLines(snapshot: Snapshot, t: T): readonly Line[] {
  return [...machineLines(snapshot, t), ...spaceLines(snapshot, t), ...aroundLines(snapshot, t)];
}

function machineLines(snapshot: Snapshot, t: T): readonly Line[] {
  const os = areaData(snapshot, 'os');
  const system = areaData(snapshot, 'system');
  const cpu = areaData(snapshot, 'cpu');
  return [
    ...line(
      t('facts.overview.system'),
      words(os?.name, snapshot.platform === 'win32' ? os?.build : os?.version),
    ),
    ...line(t('facts.overview.model'), words(system?.manufacturer, system?.model)),
    ...line(
      t('facts.overview.processor'),
      list(
        cpu?.brand,
        cpu?.physicalCores == null ? null : t('facts.overview.cores', { count: cpu.physicalCores }),
      ),
    ),
  ];
}

function spaceLines(snapshot: Snapshot, t: T): readonly Line[] {
  const memory = areaData(snapshot, 'memory');
  const volume = areaData(snapshot, 'volumes')?.volumes.find(({ role }) => role === 'system');
  const used = (total: number | null | undefined, part: number | null | undefined) =>
    total == null || part == null || total === 0
      ? ''
      : t('facts.overview.used', { size: size(total), share: percent((part / total) * 100) });
  return [
    ...line(t('facts.overview.memory'), used(memory?.totalBytes, memory?.usedBytes)),
    ...line(
      t('facts.overview.disk', { mount: volume?.mount ?? '' }),
      used(volume?.totalBytes, volume?.usedBytes),
    ),
  ];
}

function aroundLines(snapshot: Snapshot, t: T): readonly Line[] {
  const interfaces = areaData(snapshot, 'network')?.interfaces;
  const main = interfaces?.find(({ isDefault }) => isDefault === true);
  const signal = areaData(snapshot, 'wifi')?.connections[0]?.signalDbm;
  const strength = main?.kind === 'wifi' && signal != null ? `${signed(signal)} dBm` : null;
  const seconds = areaData(snapshot, 'uptime')?.seconds;
  const printer = areaData(snapshot, 'printers')?.printers.find(({ isDefault }) => isDefault === true);
  return [
    ...line(
      t('facts.overview.network'),
      interfaces === undefined
        ? ''
        : main === undefined
          ? t('facts.overview.none')
          : list(main.name, strength),
    ),
    ...line(t('facts.overview.running'), seconds == null ? '' : shortDuration(seconds * 1000)),
    ...line(t('facts.overview.printer'), printer?.model ?? printer?.name ?? ''),
  ];
}

function line(label: string, value: string): readonly Line[] {
  return value === '' ? [] : [[label, value]];
}

const present = (part: string | null | undefined): part is string => typeof part === 'string' && part !== '';
function words(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter(present).join(' ');
}
function list(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter(present).join(', ');
}

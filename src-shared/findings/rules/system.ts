import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import { areaData } from '../../diagnostics/snapshot.ts';
import { DAY, date, percent, rounded, shortDuration } from '../../words/format.ts';
import { supportEnd, supportTableFrom } from '../end-of-support.ts';
import type { RuleResult } from '../finding.ts';
import type { Look } from '../look.ts';
import { isWithheld } from '../no-answer.ts';
import { areaRule, type Rule } from '../rule.ts';

type Os = AreaDataOf['os'];

function judgeRestart({ restartRequired }: Os, look: Look): RuleResult {
  const updates = areaData(look.snapshot, 'updates');
  const marks = [restartRequired, updates?.restartPending ?? null].filter((mark) => mark !== null);
  if (marks.length === 0)
    return look.missing(
      'it is not known whether an update waits',
      'os.restartRequired',
      'updates.restartPending',
    );
  const pending = marks.includes(true);
  const reasons = (updates?.restartReasons ?? []).flatMap(({ name }) => name ?? []);
  const why = pending && reasons.length > 0 ? `: ${reasons.slice(0, 5).join(', ')}` : '';
  const text = pending ? `a restart is pending${why}` : 'no restart is pending';
  return look.either(pending, { value: pending ? 'pending' : 'none', text });
}

function judgeSupport(os: Os, look: Look): RuleResult {
  // editions of Windows end on different days
  if (look.snapshot.platform === 'win32' && isWithheld(look.snapshot, ['os.name']))
    return look.missing('the edition is not known', 'os.name');
  const release = supportEnd(os);
  if (release === null) {
    return look.missing(
      'this release is not in our table of end dates',
      'os.id',
      'os.version',
      'os.name',
      'os.build',
    );
  }
  // a clock that stands before the table's date would call everything supported
  const now = Math.max(look.context.now, supportTableFrom);
  // on the last day itself 0 are left, on the day after it has ended
  const days = Math.ceil((release.end - now) / DAY) + 0;
  const params = { name: release.name, date: release.end, variant: days < 0 ? 'ended' : 'ending' };
  const text = `${release.name}: support ${days < 0 ? 'ended' : 'ends'} ${date(release.end)}`;
  return look.byNumber(days, text, params);
}

function judgeUptime({ seconds }: AreaDataOf['uptime'], look: Look): RuleResult {
  if (seconds === null) return look.missing('it is not known how long the computer runs', 'uptime.seconds');
  const days = (seconds * 1000) / DAY;
  return look.byNumber(days, `up ${shortDuration(seconds * 1000)}`, {
    up: seconds * 1000,
    days: Math.floor(days),
  });
}

function judgeOpenFiles({ filesOpen: open, filesMax: max }: Os, look: Look): RuleResult {
  if (open === null || !max) return look.missing('open files are not known', 'os.filesOpen', 'os.filesMax');
  const share = (open / max) * 100;
  return look.byNumber(
    share,
    `${open} of ${max} file handles open`,
    { share: rounded(share, 1) },
    { text: `${percent(share)}, ${open} of ${max} file handles` },
  );
}

function judgeVirtual({ virtual, virtualKind }: AreaDataOf['system'], look: Look): RuleResult {
  if (virtual === null)
    return look.missing('it is not known whether this is a real computer', 'system.virtual');
  const text = virtual ? `virtual machine${virtualKind === null ? '' : `, ${virtualKind}`}` : 'real hardware';
  return look.either(virtual, { value: virtual ? 'virtual' : 'real', text });
}

export const systemRules: readonly Rule[] = [
  areaRule('UPD-01', 'os', judgeRestart),
  areaRule('OS-01', 'os', judgeSupport),
  areaRule('OS-02', 'uptime', judgeUptime),
  areaRule('OS-10', 'os', judgeOpenFiles, { only: ['linux'] }),
  areaRule('OS-12', 'system', judgeVirtual),
];

import { Lock, WifiOff } from 'lucide-react';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { leftText } from '../../../words/time.ts';
import { useWords } from '../../../words/i18n.ts';
import { kilobitsText, msText } from '../figures.ts';
import { linkGrade } from './link-grade.ts';
import { useDesk, useDeskNow } from './use-desk.ts';

/** How good the link is: a word for everybody, the figures beside it; amber and counting while it is lost. */
export function LinkQuality() {
  const link = useDesk((desk) => desk.link.state);
  const over = useDesk((desk) => desk.ended !== null);
  if (over) return <Over />;
  if (link === 'lost') return <Reconnecting />;
  return link === 'connecting' ? <Connecting /> : <LinkUp />;
}

function Over() {
  const { t } = useWords('desk');
  return <span className="t-link">{t('link.over')}</span>;
}

function Reconnecting() {
  const { t } = useWords('desk');
  const since = useDeskNow((desk, now) => leftText(Math.max(0, now - desk.link.since)));
  return (
    <span className="t-link" data-state="lost">
      <WifiOff size={18} aria-hidden="true" />
      <b>{t('link.reconnecting', { time: since })}</b>
    </span>
  );
}

function Connecting() {
  const { t } = useWords('desk');
  return <span className="t-link">{t('link.connecting')}</span>;
}

function LinkUp() {
  const { t } = useWords('desk');
  const stats = useDesk((desk) => desk.stats);
  const grade = linkGrade(stats);
  const route = stats?.route ?? null;
  const rtt = stats?.rttMs ?? null;
  const figures = [
    rtt === null ? null : msText(rtt),
    stats?.framesPerSecond == null ? null : t('picture.fps', { count: Math.round(stats.framesPerSecond) }),
    stats?.kilobitsPerSecond == null ? null : kilobitsText(stats.kilobitsPerSecond),
  ].filter((figure) => figure !== null);
  const word = t(`link.grade.${grade}`);
  const way = route === null ? t('link.private') : t(`link.${route}`);
  return (
    <Tooltip text={t(`link.why.${grade}`)}>
      <span
        className="t-link"
        data-grade={grade}
        tabIndex={0}
        role="img"
        aria-label={[t('link.label'), word, way, ...figures].join(', ')}
      >
        <Lock size={16} aria-hidden="true" />
        <span className="t-wide-only">{way}</span>
        {grade === 'poor' ? <b>{word}</b> : figures.length === 0 ? <span>{word}</span> : null}
        <span>
          {figures[0] ?? ''}
          <span className="t-wide-only">{figures.slice(1).map((figure) => `, ${figure}`)}</span>
        </span>
      </span>
    </Tooltip>
  );
}

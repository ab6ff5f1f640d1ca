import './pill.css';
import {
  ListChecks,
  OctagonX,
  Pause,
  Play,
  ShieldQuestionMark,
  TriangleAlert,
  WifiOff,
  type LucideIcon,
} from 'lucide-react';
import { clockText, leftText } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';
import type { PillView } from './pill-view.ts';

export interface PillActions {
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
}

interface PillProps {
  readonly view: Exclude<PillView, { kind: 'none' }>;
  readonly name: string;
  /** What stops everything, as keys; part of Stop's description. */
  readonly stopKey: string | null;
  readonly actions: PillActions;
}

/** Who sees what, who vouches for them, for how long; Pause and Stop. */
export function Pill({ view, name, stopKey, actions }: PillProps) {
  const { t } = useWords('indicator');
  const { title, text, icon: Icon } = usePillWords(view, name);
  const calm = view.kind === 'paused' || view.kind === 'nothing' || view.kind === 'connecting';
  return (
    <main className="pill" data-tone={calm ? 'plain' : 'amber'}>
      <Icon className="pill-icon" size={24} aria-hidden="true" />
      <div className="pill-words" aria-live="polite">
        <h1 title={title}>{title}</h1>
        <p>{text}</p>
      </div>
      {'leftMs' in view && view.kind !== 'lost' ? <PillTime leftMs={view.leftMs} /> : null}
      <div className="pill-buttons">
        <PauseButton view={view} actions={actions} />
        <button
          type="button"
          className="pill-button"
          data-look="stop"
          title={stopKey ?? undefined}
          onClick={actions.stop}
        >
          <OctagonX size={20} aria-hidden="true" />
          {t('stop')}
        </button>
      </div>
    </main>
  );
}

function PauseButton({ view, actions }: { readonly view: PillView; readonly actions: PillActions }) {
  const { t } = useWords('indicator');
  if (view.kind === 'lost' || view.kind === 'nothing') return null;
  const paused = view.kind === 'paused';
  return (
    <button type="button" className="pill-button" onClick={paused ? actions.resume : actions.pause}>
      {paused ? <Play size={20} aria-hidden="true" /> : <Pause size={20} aria-hidden="true" />}
      {paused ? t('goOn') : t('pause')}
    </button>
  );
}

/** From ten minutes on whole minutes are enough; below them it counts. */
function PillTime({ leftMs }: { readonly leftMs: number }) {
  const { t } = useWords('indicator');
  const left = leftMs >= 600_000 ? leftText(leftMs) : clockText(leftMs);
  return (
    <p className="pill-time" role="timer" aria-label={t('timeLeft', { left: leftText(leftMs) })}>
      {left}
    </p>
  );
}

interface PillWords {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
}

function usePillWords(view: Exclude<PillView, { kind: 'none' }>, name: string): PillWords {
  const { t } = useWords('indicator');
  switch (view.kind) {
    case 'lost':
      return {
        icon: WifiOff,
        title: t('lost', { name }),
        text: t('lostNote', { left: leftText(view.leftMs) }),
      };
    case 'paused':
      return { icon: Pause, title: t('paused', { name }), text: t('pausedNote') };
    case 'connecting':
      return { icon: ShieldQuestionMark, title: t('connecting', { name }), text: t('connectingNote') };
    case 'nothing':
      return { icon: ShieldQuestionMark, title: t('sees.nothing', { name }), text: t('nothingAllowed') };
    case 'findings':
      return { icon: ListChecks, title: t('sees.findings', { name }), text: t('notVerifiedFacts') };
    case 'window':
      return {
        icon: TriangleAlert,
        title:
          view.what === null ? t('sees.windowPlain', { name }) : t('sees.window', { name, what: view.what }),
        text: t('notVerified'),
      };
    case 'display':
      return {
        icon: TriangleAlert,
        title: t('sees.display', { name, what: view.what ?? t('screen') }),
        text: t('notVerified'),
      };
  }
}

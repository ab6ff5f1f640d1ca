import './card.css';
import {
  AppWindow,
  Building2,
  CircleQuestionMark,
  GlobeLock,
  PenLine,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { useEffect } from 'react';
import { defaultPolicy } from '../../../src-shared/session/host-session-reducer.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useSpokenTime } from '../../ui/countdown.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { clockText } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';
import { CooldownRing } from './cooldown-ring.tsx';
import { HostFrame } from './frame.tsx';
import { TechnicianLine } from './technician-line.tsx';
import { useTechnicianName } from './use-technician.ts';

/** Somebody typed the code, and nobody vouches for them: the safe answer is the primary one. */
export function CardScreen() {
  const { t } = useWords('host');
  const name = useTechnicianName();
  const left = useHost(({ session, now }) => Math.max(0, (session?.cooldownUntil ?? 0) - now));
  const { letIn, refuse } = useHostActions();
  const announce = useAnnounce();
  useEffect(() => announce(t('card.arrived', { name }), 'assertive'), [announce, t, name]);
  useSpokenTime(left, t('card.waitLabel'));
  return (
    <HostFrame
      step={4}
      title={t('card.title')}
      titleIcon={<TriangleAlert size={40} strokeWidth={1.75} aria-hidden="true" />}
      footer={
        <>
          <Button disabled={left > 0} onClick={letIn}>
            {left > 0 ? t('card.lookIn', { time: clockText(left) }) : t('card.look')}
          </Button>
          <Button look="primary" onClick={refuse}>
            {t('card.end')}
          </Button>
        </>
      }
    >
      <Card tone="amber" className="host-who">
        <TechnicianLine />
        <Facts />
      </Card>
      <div className="host-think">
        <Questions />
        <Card className="host-cooldown">
          <CooldownRing leftMs={left} wholeMs={defaultPolicy.cooldownMs} />
          <p>
            <strong>{left > 0 ? t('card.half') : t('card.over')}</strong>
            {left > 0 ? t('card.halfText') : t('card.overText')}
          </p>
        </Card>
      </div>
    </HostFrame>
  );
}

/** Only what is true and known today. */
function Facts() {
  const { t } = useWords('host');
  const technician = useHost((state) => state.session?.technician ?? null);
  return (
    <ul className="host-facts">
      <Fact icon={Building2} title={t('card.noOrganisation')} text={t('card.noOrganisationText')} />
      <Fact icon={PenLine} title={t('card.typed')} text={t('card.typedText')} />
      {technician?.client === 'web' ? (
        <Fact icon={GlobeLock} title={t('card.web')} text={t('card.webText')} />
      ) : (
        <Fact
          icon={AppWindow}
          title={t('card.app')}
          text={t('card.appText', { version: technician?.version ?? '' })}
        />
      )}
    </ul>
  );
}

function Fact({
  icon: Icon,
  title,
  text,
}: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
}) {
  return (
    <li>
      <Icon size={22} aria-hidden="true" />
      <span>
        <strong>{title}</strong>
        {text}
      </span>
    </li>
  );
}

function Questions() {
  const { t } = useWords('host');
  return (
    <section>
      <h2 className="host-h2">{t('card.ask')}</h2>
      <ul className="host-questions">
        {[t('card.ask1'), t('card.ask2'), t('card.ask3')].map((question) => (
          <li key={question}>
            <CircleQuestionMark size={20} aria-hidden="true" />
            {question}
          </li>
        ))}
      </ul>
    </section>
  );
}

import './welcome.css';
import { ArrowRight, FlaskConical, Hand, KeyRound, ListChecks, Users } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { IconTile } from '../../ui/icon-tile.tsx';
import { useWords } from '../../words/i18n.ts';
import type { Go } from './choose-screen.ts';
import { HostFrame } from './frame.tsx';

/** The first screen: one thing to do, and what happens next. */
export function WelcomeScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const trial = useHost((state) => state.info?.trial ?? false);
  const testBuild = useHost((state) => state.info?.testBuild ?? false);
  const { startDiagnosis, openTechnician } = useHostActions();
  const start = () => {
    startDiagnosis(false);
    go({ step: 'findings' });
  };
  return (
    <HostFrame
      title={t('welcome.title')}
      lede={t('welcome.lede')}
      mark={testBuild ? <TestBuildMark /> : null}
      footer={
        <>
          <Button
            look="quiet"
            edge="start"
            icon={<Users size={20} aria-hidden="true" />}
            onClick={openTechnician}
          >
            {t('welcome.technician')}
          </Button>
          <span className="host-footer-end">
            <Button icon={<ListChecks size={20} aria-hidden="true" />} onClick={start}>
              {t('welcome.check')}
            </Button>
            <Button look="primary" iconEnd={<ArrowRight size={20} aria-hidden="true" />} onClick={start}>
              {t('welcome.start')}
            </Button>
          </span>
        </>
      }
    >
      <Card className="host-welcome">
        <ol>
          <Row icon={ListChecks} title={t('welcome.look')} text={t('welcome.lookText')} />
          <Row icon={KeyRound} title={t('welcome.code')} text={t('welcome.codeText')} />
          <Row icon={Hand} title={t('welcome.say')} text={t('welcome.sayText')} />
        </ol>
      </Card>
      {trial ? <p className="host-soft host-trial">{t('welcome.trial')}</p> : null}
    </HostFrame>
  );
}

/** Built on the fallback runtime: stands in the header, where it never scrolls away. */
function TestBuildMark() {
  const { t } = useWords('host');
  return (
    <Badge tone="amber" icon={<FlaskConical size={18} aria-hidden="true" />}>
      {t('welcome.testBuild')}
    </Badge>
  );
}

function Row({
  icon,
  title,
  text,
}: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
}) {
  return (
    <li>
      <IconTile icon={icon} tone="accent" />
      <div>
        <h2 className="host-h2">{title}</h2>
        <p className="host-soft">{text}</p>
      </div>
    </li>
  );
}

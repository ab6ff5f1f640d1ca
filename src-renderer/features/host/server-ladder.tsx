import {
  Check,
  CircleDashed,
  Globe,
  Laptop,
  Router,
  Server,
  TriangleAlert,
  X,
  type LucideIcon,
} from 'lucide-react';
import { Fragment } from 'react';
import { Card } from '../../ui/card.tsx';
import { useWords } from '../../words/i18n.ts';
import type { NetworkFacts } from './server-facts.ts';
import type { ServerTrouble } from './server-screen.tsx';

type Rung = 'working' | 'unknown' | 'trouble';
interface Step {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly name: string;
  readonly state: Rung;
  readonly word: string;
}

/** Computer, network, internet, server: working, not known, or where it stops. Says only what was looked at. */
export function ServerLadder({
  facts,
  trouble,
}: {
  readonly facts: NetworkFacts;
  readonly trouble: ServerTrouble;
}) {
  const steps = useSteps(facts, trouble);
  return (
    <Card className="host-ladder">
      <ol>
        {steps.map((step, i) => (
          <Fragment key={step.id}>
            {i === 0 ? null : <Link to={step.state} />}
            <li data-state={step.state}>
              <span className="host-ladder-tile" aria-hidden="true">
                <step.icon size={32} strokeWidth={1.75} />
              </span>
              <span className="host-strong">{step.name}</span>
              <span className="host-ladder-word">
                <StateIcon state={step.state} />
                {step.word}
              </span>
            </li>
          </Fragment>
        ))}
      </ol>
    </Card>
  );
}

function useSteps(facts: NetworkFacts, trouble: ServerTrouble): readonly Step[] {
  const { t } = useWords('host');
  const word = (state: boolean | null) =>
    state === null ? t('server.notKnown') : state ? t('server.working') : t('server.notConnected');
  const rung = (state: boolean | null): Rung => (state === null ? 'unknown' : state ? 'working' : 'trouble');
  // The server answered, if only to say no: then the whole way to it works.
  const answered = trouble === 'busy' || trouble === 'version';
  const network = answered ? true : facts.connected;
  const internet = answered ? true : facts.wayOut === false ? false : null;
  const serverWord = {
    noAnswer: t('server.noAnswer'),
    offline: t('server.notKnown'),
    busy: t('server.busy'),
    version: t('server.otherVersion'),
  }[trouble];
  return [
    { id: 'computer', icon: Laptop, name: t('server.computer'), state: 'working', word: t('server.working') },
    {
      id: 'network',
      icon: Router,
      name: t(`server.${facts.kind}`),
      state: rung(network),
      word: word(network),
    },
    { id: 'internet', icon: Globe, name: t('server.internet'), state: rung(internet), word: word(internet) },
    {
      id: 'server',
      icon: Server,
      name: t('server.server'),
      state: trouble === 'offline' ? 'unknown' : 'trouble',
      word: serverWord,
    },
  ];
}

function Link({ to }: { readonly to: Rung }) {
  return (
    <li className="host-ladder-link" data-state={to} aria-hidden="true">
      {to === 'trouble' ? <X size={20} /> : null}
    </li>
  );
}

function StateIcon({ state }: { readonly state: Rung }) {
  const Icon = { working: Check, unknown: CircleDashed, trouble: TriangleAlert }[state];
  return <Icon size={17} aria-hidden="true" />;
}

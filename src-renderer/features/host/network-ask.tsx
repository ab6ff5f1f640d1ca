import './network-ask.css';
import { Network } from 'lucide-react';
import { roundShare, type NetRound } from '../../../src-shared/network/net-tests.ts';
import { networkTestWords } from '../../../src-shared/words/network-test-words.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../words/i18n.ts';
import { useTechnicianName } from './use-technician.ts';

/** The person's word on the tests of the network that the technician asks for, and how far they are. */
export function NetworkAsk() {
  const round = useHost((state) => state.network);
  const live = useHost(({ session }) => session?.phase === 'live');
  if (round === null || !live || round.state === 'refused') return null;
  return (
    <Card
      tone={round.state === 'asked' ? 'amber' : 'sunken'}
      className="host-network"
      data-tone={round.state}
    >
      <Network size={24} aria-hidden="true" />
      {round.state === 'asked' ? <Question round={round} /> : <Progress round={round} />}
    </Card>
  );
}

function Question({ round }: { readonly round: NetRound }) {
  const { t } = useWords('host');
  const name = useTechnicianName();
  const { answerNetwork } = useHostActions();
  const hosts = [...new Set(round.rows.flatMap(({ target }) => (target === null ? [] : [target.host])))];
  return (
    <div role="group" aria-label={t('network.question', { name })}>
      <h3>{t('network.question', { name })}</h3>
      <p>{namesOf(round)}</p>
      {hosts.length > 0 ? <p>{t('network.hosts', { hosts: hosts.join(', ') })}</p> : null}
      <p>{t('network.means')}</p>
      <div className="host-network-buttons">
        <Button size="card" look="primary" onClick={() => answerNetwork(round.id, true)}>
          {t('network.allow')}
        </Button>
        <Button size="card" onClick={() => answerNetwork(round.id, false)}>
          {t('network.refuse')}
        </Button>
      </div>
    </div>
  );
}

function Progress({ round }: { readonly round: NetRound }) {
  const { t } = useWords('host');
  const name = useTechnicianName();
  const { stopNetworkTests } = useHostActions();
  const done = round.rows.filter((row) => row.state === 'done').length;
  const text = t('network.progress', { done, all: round.rows.length });
  if (round.state !== 'running')
    return <p role="status">{t(round.state === 'done' ? 'network.done' : 'network.stopped', { name })}</p>;
  return (
    <div>
      <h3>{t('network.running')}</h3>
      <ProgressBar share={roundShare(round)} label={t('network.running')} valueText={text} size="thin" />
      <p>{namesOf(round)}</p>
      <Button size="card" onClick={() => stopNetworkTests()}>
        {t('network.stop')}
      </Button>
    </div>
  );
}

function namesOf({ rows }: NetRound): string {
  return rows.map(({ test }) => networkTestWords[test].person).join(' · ');
}

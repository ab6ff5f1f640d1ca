import './network-ask.css';
import { Network } from 'lucide-react';
import { useState } from 'react';
import { placeOfHost } from '../../../src-shared/network/host-place.ts';
import { MIN_READ_MS, roundShare, type NetRound } from '../../../src-shared/network/net-tests.ts';
import type { NetworkTestId } from '../../../src-shared/network/network-test-id.ts';
import { networkTestWords } from '../../../src-shared/words/network-test-words.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useTimeLeft } from '../../ui/countdown.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../words/i18n.ts';
import { useTechnicianName } from './use-technician.ts';

/** The person's word on the tests of the network that the technician asks for, and how far they are. */
export function NetworkAsk() {
  const round = useHost((state) => state.network);
  const live = useHost(({ session }) => session?.phase === 'live');
  if (round === null || !live || round.state === 'refused') return null;
  return (
    <Card tone={round.state === 'asked' ? 'amber' : 'sunken'} className="host-network">
      <Network size={24} aria-hidden="true" />
      {round.state === 'asked' ? <Question key={round.id} round={round} /> : <Progress round={round} />}
    </Card>
  );
}

function Question({ round }: { readonly round: NetRound }) {
  const { t } = useWords('host');
  const name = useTechnicianName();
  const { answerNetwork } = useHostActions();
  const ready = useTimeLeft(useState(() => Date.now() + MIN_READ_MS + 100)[0]) === 0;
  return (
    <div role="group" aria-label={t('network.question', { name })}>
      <h3>{t('network.question', { name })}</h3>
      <p>{namesOf(round)}</p>
      <Computers round={round} />
      <p>{t('network.means')}</p>
      <div className="host-network-buttons">
        <Button size="card" look="primary" disabled={!ready} onClick={() => answerNetwork(round.id, true)}>
          {t('network.allow')}
        </Button>
        <Button size="card" onClick={() => answerNetwork(round.id, false)}>
          {t('network.refuse')}
        </Button>
      </div>
    </div>
  );
}

/** Which computers it asks, and what those are that are not simply somewhere on the internet. */
function Computers({ round }: { readonly round: NetRound }) {
  const { t } = useWords('host');
  const asked = computersOf(round);
  if (asked.length === 0) return null;
  const named = asked.map(({ host, ports }) =>
    ports.length === 0 ? host : t('network.port', { host, ports: ports.join(', '), count: ports.length }),
  );
  return (
    <>
      <p>{t('network.hosts', { hosts: named.join(', ') })}</p>
      {asked.flatMap(({ host }) => {
        const place = placeOfHost(host);
        return place === 'elsewhere' ? [] : [<p key={host}>{t(`network.place.${place}`, { host })}</p>];
      })}
    </>
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

interface Computer {
  readonly host: string;
  readonly ports: readonly number[];
}

/** Each computer that a technician names, with the doors of it that would be knocked at. */
function computersOf({ rows }: NetRound): readonly Computer[] {
  const ports = new Map<string, Set<number>>();
  for (const { test, target } of rows) {
    if (target === null) continue;
    const mine = ports.get(target.host) ?? new Set();
    ports.set(target.host, mine);
    const port = target.port ?? usualPorts[test];
    if (port !== undefined) mine.add(port);
  }
  return [...ports].map(([host, mine]) => ({ host, ports: [...mine].sort((a, b) => a - b) }));
}

/** What a test asks of a computer of which no port was named. */
const usualPorts: Partial<Record<NetworkTestId, number>> = { tcp: 443, tls: 443, http: 443 };

function namesOf({ rows }: NetRound): string {
  return rows.map(({ test }) => networkTestWords[test].person).join(' · ');
}

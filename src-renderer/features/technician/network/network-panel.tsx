import './network.css';
import { useMemo, useState } from 'react';
import { areaData } from '../../../../src-shared/diagnostics/snapshot.ts';
import { climb, type Rung } from '../../../../src-shared/network/ladder.ts';
import { isOpenRound } from '../../../../src-shared/network/net-tests.ts';
import { parseTarget } from '../../../../src-shared/network/net-host.ts';
import { ladderTitles, rungWords } from '../../../../src-shared/words/ladder-words.ts';
import { useTechnicianActions } from '../../../ui/app-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { sharesFindings } from '../desk/shares-findings.ts';
import { useDesk } from '../desk/use-desk.ts';
import { allQuestions, hostQuestions, resultRows, type ResultRow } from './result-rows.ts';

/** The network as an engineer looks at it: the ladder, the tests, and what they found. */
export function NetworkPanel() {
  const snapshot = useDesk((desk) => desk.snapshot);
  const round = useDesk((desk) => desk.network);
  const link = useDesk((desk) => desk.link.state);
  const { t } = useWords('desk');
  const ladder = useMemo(
    () =>
      snapshot === null ? null : climb(snapshot, link === 'up' ? 'up' : link === 'lost' ? 'lost' : 'none'),
    [snapshot, link],
  );
  const rows = useMemo(
    () => resultRows(snapshot === null ? null : (areaData(snapshot, 'connectivity') ?? null), round),
    [snapshot, round],
  );
  return (
    <div className="t-network">
      <section aria-label={t('network.ladder')}>
        <h3>{t('network.ladder')}</h3>
        {ladder === null ? (
          <p className="t-empty">{t('network.noFacts')}</p>
        ) : (
          <ol className="t-ladder">
            {ladder.rungs.map((rung) => (
              <RungLine key={rung.step} rung={rung} />
            ))}
          </ol>
        )}
      </section>
      <section aria-label={t('network.tests')}>
        <AskForm />
        <Results rows={rows} />
      </section>
    </div>
  );
}

function RungLine({ rung }: { readonly rung: Rung }) {
  const { t } = useWords('desk');
  return (
    <li data-state={rung.state}>
      <b>{ladderTitles[rung.step]}</b>{' '}
      <span className="t-ladder-state">{t(`network.state.${rung.state}`)}</span>
      {rung.state === 'broken' ? <p>{rungWords(rung)}</p> : null}
    </li>
  );
}

function AskForm() {
  const { t } = useWords('desk');
  const { testNetwork, stopNetworkTests } = useTechnicianActions();
  const round = useDesk((desk) => desk.network);
  const allowed = useDesk(sharesFindings);
  const [text, setText] = useState('');
  const open = round !== null && isOpenRound(round);
  const target = parseTarget(text);
  return (
    <form
      className="t-network-ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (target !== null && allowed && !open) testNetwork(hostQuestions(target));
      }}
    >
      <Button
        size="desk"
        look="primary"
        disabled={!allowed || open}
        onClick={() => testNetwork(allQuestions)}
      >
        {t('network.all')}
      </Button>
      <label>
        <span>{t('network.host')}</span>
        <input
          className="t-input"
          value={text}
          maxLength={260}
          spellCheck={false}
          autoComplete="off"
          placeholder="example.org:443"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <Button size="desk" type="submit" disabled={!allowed || open || target === null}>
        {t('network.testHost')}
      </Button>
      {open ? (
        <Button size="desk" onClick={() => stopNetworkTests()}>
          {t('network.stop')}
        </Button>
      ) : null}
      <p role="status">{round === null ? t('network.consent') : t(`network.round.${round.state}`)}</p>
    </form>
  );
}

function Results({ rows }: { readonly rows: readonly ResultRow[] }) {
  const { t } = useWords('desk');
  if (rows.length === 0) return null;
  return (
    <table className="t-table">
      <thead>
        <tr>
          <th scope="col">{t('network.test')}</th>
          <th scope="col">{t('network.result')}</th>
          <th scope="col">{t('network.took')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.test} data-status={row.status}>
            <th scope="row">{row.title}</th>
            <td>
              {row.lines.map((line) => (
                <div key={line}>{line}</div>
              ))}
            </td>
            <td>{row.took}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import './findings.css';
import { ArrowRight, Check, EyeOff, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Finding } from '../../../src-shared/findings/finding.ts';
import { personWords } from '../../../src-shared/words/finding-words.ts';
import type { HostDiagnosis } from '../../stores/host-store.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useAnnounce } from '../../ui/live-region.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { usePointed } from '../../ui/use-pointed.ts';
import { useWords } from '../../words/i18n.ts';
import { ChangesCard, CheckAgainButton } from './changes-card.tsx';
import type { Go } from './choose-screen.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { DevicesEntry } from './devices-entry.tsx';
import { FindingCard } from './finding-card.tsx';
import { goodToKnowLast, useFindingOrder, worthFixing } from './finding-order.ts';
import { HostFrame } from './frame.tsx';
import { SaveMenu } from './save-menu.tsx';
import { SavedNote } from './saved-note.tsx';
import { UnknownDialog } from './unknown-dialog.tsx';

const AT_FIRST = 5;
const none: readonly Finding[] = [];

/** What we found so far, in plain words, and what the person can try. */
export function FindingsScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const diagnosis = useHost((state) => state.diagnosis);
  const findings = diagnosis.judgement?.findings ?? none;
  return (
    <HostFrame
      step={1}
      title={useTitle(diagnosis)}
      lede={isLooking(diagnosis) ? t('findings.lede') : t('findings.ledeDone')}
      footer={
        <>
          <span className="host-preview-left">
            <SaveMenu />
            <Button
              look="quiet"
              icon={<EyeOff size={20} aria-hidden="true" />}
              onClick={() => go({ step: 'privacy' })}
            >
              {t('findings.holds')}
            </Button>
          </span>
          <span className="host-footer-end">
            <SavedNote otherwise={t('findings.next')} />
            <Button
              look="primary"
              iconEnd={<ArrowRight size={20} aria-hidden="true" />}
              onClick={() => go({ step: 'contact' })}
            >
              {t('findings.getHelp')}
            </Button>
          </span>
        </>
      }
    >
      <Checks diagnosis={diagnosis} />
      {diagnosis.running ? null : <ChangesCard short />}
      <FindingList findings={goodToKnowLast(findings, diagnosis.running)} running={isLooking(diagnosis)} />
      {isLooking(diagnosis) ? <Looking looking={diagnosis.looking} /> : <Rest diagnosis={diagnosis} />}
      {isLooking(diagnosis) || diagnosis.error !== null ? null : <DevicesEntry go={go} />}
    </HostFrame>
  );
}

/** Running, or about to: before the first answer of the collector there is no judgement. */
function isLooking({ running, judgement, error }: HostDiagnosis): boolean {
  return error === null && (running || judgement === null);
}

function useTitle(diagnosis: HostDiagnosis): string {
  const { t } = useWords('host');
  const count = worthFixing(diagnosis.judgement?.findings ?? none);
  if (diagnosis.error !== null) return t('findings.titleFailed');
  if (isLooking(diagnosis)) return t('findings.titleLooking');
  return count === 0 ? t('findings.titleNone') : t('findings.titleDone', { count });
}

function Checks({ diagnosis }: { readonly diagnosis: HostDiagnosis }) {
  const { t } = useWords('host');
  const { done, total } = diagnosis;
  if (diagnosis.error !== null) return null;
  const text = isLooking(diagnosis)
    ? t('findings.progress', { done, total })
    : t('findings.allDone', { total });
  return (
    <div className="host-checks">
      <ProgressBar share={done / total} label={t('findings.progressLabel')} valueText={text} />
      <span>{text}</span>
    </div>
  );
}

interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly running: boolean;
}

/** The worst five first, once all checks are in; nothing moves under a pointer or the focus. */
function FindingList({ findings, running }: FindingListProps) {
  const { t } = useWords('host');
  const { pointed, over } = usePointed();
  const ordered = useFindingOrder(findings, running || pointed);
  const [all, setAll] = useState(false);
  useArrivals(ordered);
  const shown = all ? ordered : ordered.slice(0, AT_FIRST);
  return (
    <>
      <div className="host-findings" {...over}>
        {shown.map((finding) => (
          <FindingCard
            key={finding.id}
            finding={finding}
            also={findings.filter(({ explainedBy }) => explainedBy === finding.id)}
          />
        ))}
      </div>
      {shown.length < ordered.length ? (
        <Button look="quiet" size="card" className="host-show-all" onClick={() => setAll(true)}>
          {t('findings.showAll', { count: ordered.length })}
        </Button>
      ) : null}
    </>
  );
}

/** Findings are read out politely as they arrive. */
function useArrivals(ordered: readonly Finding[]): void {
  const { t } = useWords('host');
  const announce = useAnnounce();
  const told = useRef(new Set<string>());
  useEffect(() => {
    const fresh = ordered.filter(({ id }) => !told.current.has(id));
    for (const { id } of fresh) told.current.add(id);
    if (fresh.length === 0) return;
    announce(
      t('findings.found', { title: fresh.map((finding) => personWords(finding, 'other').title).join('. ') }),
    );
  }, [ordered, announce, t]);
}

function Looking({ looking }: { readonly looking: HostDiagnosis['looking'] }) {
  const { t } = useWords('host');
  const { t: common } = useWords('common');
  const area = looking[0];
  return (
    <p className="host-looking">
      <Spinner />
      {area === undefined ? common('working') : t('findings.lookingAt', { area: common(`area.${area}`) })}
    </p>
  );
}

/** When all is done: what was fine, what could not be checked, or why nothing could be. */
function Rest({ diagnosis: { judgement, error } }: { readonly diagnosis: HostDiagnosis }) {
  const { t } = useWords('host');
  const { startDiagnosis } = useHostActions();
  const comparison = useHost((state) => state.comparison);
  const [dialog, setDialog] = useState<'why' | 'compare' | null>(null);
  const close = () => setDialog(null);
  if (error !== null) {
    return (
      <Card tone="amber" className="host-banner host-rest">
        <TriangleAlert size={24} aria-hidden="true" />
        <p>{t('findings.failedText')}</p>
        <Button size="card" onClick={() => startDiagnosis(true)}>
          {t('findings.again')}
        </Button>
      </Card>
    );
  }
  if (judgement === null) return null;
  const { ok, unknown } = judgement.counts;
  const nothing = worthFixing(judgement.findings) === 0;
  return (
    <div className="host-rest-line">
      <Check size={22} aria-hidden="true" />
      <p>
        {nothing ? t('findings.none', { checked: ok }) : t('findings.fine', { checked: ok })}{' '}
        {unknown === 0 ? null : (
          <>
            {t('findings.unknown', { count: unknown })}{' '}
            <button type="button" className="host-link" onClick={() => setDialog('why')}>
              {t('findings.seeWhy')}
            </button>
          </>
        )}{' '}
        <button type="button" className="host-link" onClick={() => setDialog('compare')}>
          {t('changes.compare')}
        </button>
      </p>
      {comparison === null ? <CheckAgainButton /> : null}
      <UnknownDialog open={dialog === 'why'} onClose={close} results={judgement.results} />
      <CompareDialog open={dialog === 'compare'} onClose={close} />
    </div>
  );
}

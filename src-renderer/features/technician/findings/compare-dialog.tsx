import './compare.css';
import { useState } from 'react';
import type { OpenedSnapshot, OpenTrouble } from '../../../../src-shared/diagnostics/open-snapshot.ts';
import type { Snapshot } from '../../../../src-shared/diagnostics/snapshot.ts';
import { comparisonMarkdown } from '../../../../src-shared/report/comparison-text.ts';
import type { Result } from '../../../../src-shared/result.ts';
import { comparisonSummary } from '../../../../src-shared/words/comparison-words.ts';
import { openedWords } from '../../../../src-shared/words/snapshot-file-words.ts';
import { Button } from '../../../ui/button.tsx';
import { ChangeList } from '../../../ui/change-list.tsx';
import { Select } from '../../../ui/select.tsx';
import { SnapshotFileButton } from '../../../ui/snapshot-file-button.tsx';
import { TellDialog } from '../../../ui/tell-dialog.tsx';
import { useComparison } from '../../../ui/use-comparison.ts';
import { dayAndTime } from '../../../words/time.ts';
import { useWords } from '../../../words/i18n.ts';
import { CopyButton } from '../copy-button.tsx';
import { timeText } from '../figures.ts';
import {
  compareOptions,
  sidesOf,
  type CompareOption,
  type OpenedFile,
  type Sides,
} from './compare-options.ts';
import type { CheckAgain } from './use-check-again.ts';

interface CompareDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Whole looks of the session, oldest first. */
  readonly looks: readonly Snapshot[];
  /** Left out where there is no session. */
  readonly again?: CheckAgain;
}

/** Any two looks side by side: of this session, or from files that were saved at any time. */
export function CompareDialog({ open, onClose, looks, again }: CompareDialogProps) {
  const { t } = useWords('desk');
  const [files, setFiles] = useState<readonly OpenedFile[]>([]);
  const [note, setNote] = useState('');
  const [chosen, setChosen] = useState<Chosen>({ before: null, after: null });
  const options = compareOptions(looks, files);
  const take = (name: string, opened: Result<OpenedSnapshot, OpenTrouble>) => {
    setNote(noteOf(t, name, opened));
    if (opened.ok) setFiles((old) => [...old, { name, opened: opened.value }]);
  };
  return (
    <TellDialog
      open={open}
      onClose={onClose}
      size="desk"
      wide
      title={t('compare.title')}
      text={t('compare.text')}
      more={
        again === undefined ? null : (
          <Button size="desk" disabled={!again.can} onClick={again.run}>
            {t(again.busy ? 'compare.looking' : 'compare.again')}
          </Button>
        )
      }
    >
      <div className="t-compare">
        <SidePicker options={options} chosen={chosen} onChoose={setChosen} onFile={take} />
        <p role="status" className="t-compare-note">
          {note}
        </p>
        <Outcome sides={sidesOf(options, chosen)} />
      </div>
    </TellDialog>
  );
}

interface Chosen {
  readonly before: string | null;
  readonly after: string | null;
}

type Words = ReturnType<typeof useWords<'desk'>>['t'];

function noteOf(t: Words, name: string, opened: Result<OpenedSnapshot, OpenTrouble>): string {
  const why = openedWords(opened);
  if (why === null) return '';
  return t(opened.ok ? 'compare.unread' : 'compare.notOpened', { name, why });
}

interface SidesProps {
  readonly options: readonly CompareOption[];
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onFile: (name: string, opened: Result<OpenedSnapshot, OpenTrouble>) => void;
}

function SidePicker({ options, chosen, onChoose, onFile }: SidesProps) {
  const { t } = useWords('desk');
  const { before, after } = sidesOf(options, chosen);
  const items = [
    { id: '', label: t('compare.none') },
    ...options.map((option) => ({ id: option.id, label: labelOf(t, option) })),
  ];
  return (
    <div className="t-compare-sides">
      <span>{t('compare.before')}</span>
      <Select
        label={t('compare.before')}
        value={before?.id ?? ''}
        items={items}
        onChange={(id) => onChoose({ before: id, after: after?.id ?? null })}
      />
      <span>{t('compare.after')}</span>
      <Select
        label={t('compare.after')}
        value={after?.id ?? ''}
        items={items}
        onChange={(id) => onChoose({ before: before?.id ?? null, after: id })}
      />
      <SnapshotFileButton size="desk" label={t('compare.open')} onFile={onFile} />
    </div>
  );
}

function labelOf(t: Words, { kind, name, snapshot }: CompareOption): string {
  if (kind === 'file') return t('compare.file', { name, time: dayAndTime(snapshot.takenAt) });
  return t(kind === 'first' ? 'compare.first' : 'compare.look', { time: timeText(snapshot.takenAt) });
}

function Outcome({ sides: { before, after } }: { readonly sides: Sides }) {
  const { t } = useWords('desk');
  const comparison = useComparison(before?.snapshot ?? null, after?.snapshot ?? null);
  if (comparison === null) return <p className="t-empty">{t('compare.need')}</p>;
  return (
    <>
      <div className="t-compare-summary">
        <b>{comparisonSummary(comparison)}</b>
        <CopyButton label={t('compare.copy')} text={() => comparisonMarkdown(comparison, dayAndTime)} />
      </div>
      <ChangeList comparison={comparison} look="desk" />
    </>
  );
}

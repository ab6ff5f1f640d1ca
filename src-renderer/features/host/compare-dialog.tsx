import './changes.css';
import { useState, type ReactNode } from 'react';
import type { OpenedSnapshot, OpenTrouble } from '../../../src-shared/diagnostics/open-snapshot.ts';
import type { Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';
import type { Result } from '../../../src-shared/result.ts';
import { openedWords } from '../../../src-shared/words/snapshot-file-words.ts';
import { useHost } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ChangeList } from '../../ui/change-list.tsx';
import { SnapshotFileButton } from '../../ui/snapshot-file-button.tsx';
import { TellDialog } from '../../ui/tell-dialog.tsx';
import { useComparison } from '../../ui/use-comparison.ts';
import { dayAndTime } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';

interface Chosen {
  readonly name: string;
  readonly opened: Result<OpenedSnapshot, OpenTrouble>;
}

/** Compares a file that was saved another time with this computer now, or with a second file. */
export function CompareDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords('host');
  return (
    <TellDialog open={open} onClose={onClose} title={t('changes.dialogTitle')} text={t('changes.dialogText')}>
      <TwoSides />
    </TellDialog>
  );
}

function TwoSides() {
  const { t } = useWords('host');
  const now = useHost((state) => state.diagnosis.snapshot);
  const [before, setBefore] = useState<Chosen | null>(null);
  const [after, setAfter] = useState<Chosen | null>(null);
  const first = snapshotOf(before);
  const second = after === null ? now : snapshotOf(after);
  const comparison = useComparison(first, second);
  return (
    <div className="host-compare">
      <Side title={t('changes.before')} chosen={before} otherwise={t('changes.notChosen')}>
        <SnapshotFileButton
          size="card"
          label={t('changes.open')}
          onFile={(name, opened) => setBefore({ name, opened })}
        />
      </Side>
      <Side title={t('changes.after')} chosen={after} otherwise={t('changes.now')}>
        {after === null ? (
          <SnapshotFileButton
            size="card"
            label={t('changes.openOther')}
            onFile={(name, opened) => setAfter({ name, opened })}
          />
        ) : (
          <Button size="card" onClick={() => setAfter(null)}>
            {t('changes.useNow')}
          </Button>
        )}
      </Side>
      {comparison === null ? null : <ChangeList comparison={comparison} look="host" />}
    </div>
  );
}

interface SideProps {
  readonly title: string;
  readonly chosen: Chosen | null;
  readonly otherwise: string;
  readonly children: ReactNode;
}

function Side({ title, chosen, otherwise, children }: SideProps) {
  return (
    <div>
      <div className="host-compare-side">
        <b>{title}</b>
        <span>{chosen === null ? otherwise : <ChosenName chosen={chosen} />}</span>
        <span>{children}</span>
      </div>
      <p role="status" className="host-compare-trouble">
        {chosen === null ? '' : openedWords(chosen.opened)}
      </p>
    </div>
  );
}

function ChosenName({ chosen: { name, opened } }: { readonly chosen: Chosen }) {
  const { t } = useWords('host');
  if (!opened.ok) return name;
  return t('changes.taken', { name, time: dayAndTime(opened.value.snapshot.takenAt) });
}

function snapshotOf(chosen: Chosen | null): Snapshot | null {
  return chosen?.opened.ok === true ? chosen.opened.value.snapshot : null;
}

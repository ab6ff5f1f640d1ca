import './preview.css';
import { Braces, EyeOff, Table2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PreviewRow } from '../../../src-shared/bridge/contract.ts';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton, Spinner } from '../../ui/spinner.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useWords } from '../../words/i18n.ts';
import { PreviewLevel } from './preview-level.tsx';
import { PreviewTable } from './preview-table.tsx';
import { WhatIs } from './what-is.tsx';

type Group = PreviewRow['group'];
const groups: readonly Group[] = ['you', 'computer', 'network', 'programs'];

export interface Preview {
  readonly rows: readonly PreviewRow[] | null;
  readonly asText: boolean;
  readonly setAsText: (asText: boolean) => void;
}

/** The rows, asked for when the screen opens, and whether they are shown as a list or as text. */
export function usePreview(): Preview {
  const rows = useHost((state) => state.preview);
  const [asText, setAsText] = useState(false);
  const { loadPreview } = useHostActions();
  useEffect(() => {
    loadPreview();
  }, [loadPreview]);
  return { rows, asText, setAsText };
}

/** The very text that is sent is one press away. */
export function TextToggle({ preview: { asText, setAsText } }: { readonly preview: Preview }) {
  const { t } = useWords('host');
  const Icon = asText ? Table2 : Braces;
  return (
    <Button look="quiet" icon={<Icon size={20} aria-hidden="true" />} onClick={() => setAsText(!asText)}>
      {asText ? t('preview.asTable') : t('preview.asText')}
    </Button>
  );
}

/** All fields in their areas, with the level and the switches; `gets` heads the column of what leaves. */
export function PreviewBody({ preview, gets }: { readonly preview: Preview; readonly gets: string }) {
  const { rows, asText } = preview;
  if (rows === null) return <Loading />;
  return asText ? <PreviewText rows={rows} /> : <PreviewGroups rows={rows} gets={gets} />;
}

function PreviewGroups({ rows, gets }: { readonly rows: readonly PreviewRow[]; readonly gets: string }) {
  const { t } = useWords('host');
  const [group, setGroup] = useState<Group>('you');
  const { withhold } = useHostActions();
  const known = rows.filter((row) => row.here !== '');
  const hidden = known.filter((row) => row.hidden || row.withheld).length;
  return (
    <>
      <PreviewLevel rows={rows} />
      <Tabs
        className="host-preview"
        label={t('preview.groups')}
        value={group}
        onChange={setGroup}
        items={groups.map((id) => ({
          id,
          label: t(`preview.${id}`, { count: known.filter((row) => row.group === id).length }),
        }))}
        aside={
          <p className="host-preview-count" aria-live="polite">
            <EyeOff size={20} aria-hidden="true" />
            {t('preview.hidden', { hidden, total: known.length })}
          </p>
        }
        panelClassName="host-preview-panel"
      >
        <PreviewTable
          key={group}
          rows={rows.filter((row) => row.group === group)}
          gets={gets}
          onWithhold={withhold}
        />
      </Tabs>
      <WhatIs />
      <p className="host-soft host-preview-note">{t('preview.notCovered')}</p>
    </>
  );
}

/** The very text. Fetched again whenever a line is left out, because then it is another text. */
function PreviewText({ rows }: { readonly rows: readonly PreviewRow[] }) {
  const { t } = useWords('host');
  const { previewText } = useHostActions();
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let here = true;
    const fetchText = async () => {
      const next = await previewText();
      if (here) setText(next);
    };
    void fetchText();
    return () => {
      here = false;
    };
  }, [previewText, rows]);
  if (text === null) return <Loading />;
  return (
    <Card className="host-preview-text">
      {/* focusable, because it scrolls and holds nothing else to tab to */}
      <section tabIndex={0} aria-label={t('preview.textLabel')}>
        <pre>{text}</pre>
      </section>
    </Card>
  );
}

function Loading() {
  const { t } = useWords('host');
  return (
    <div className="host-preview">
      <p className="host-looking">
        <Spinner />
        {t('preview.loading')}
      </p>
      <Skeleton width="100%" height="280px" />
    </div>
  );
}

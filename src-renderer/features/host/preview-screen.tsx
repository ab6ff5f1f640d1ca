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
import type { Go } from './choose-screen.ts';
import { BackButton, HostFrame } from './frame.tsx';
import { PreviewTable } from './preview-table.tsx';
import { useTechnicianName } from './use-technician.ts';

type Group = PreviewRow['group'];
const groups: readonly Group[] = ['you', 'computer', 'network', 'programs'];

/** Exactly what is sent, line by line, and what to leave out of it. */
export function PreviewScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const name = useTechnicianName();
  const rows = useHost((state) => state.preview);
  const on = useHost(({ session }) => session?.capabilities.findings.state !== 'off');
  const [asText, setAsText] = useState(false);
  const { loadPreview } = useHostActions();
  useEffect(() => {
    loadPreview();
  }, [loadPreview]);
  return (
    <HostFrame
      step={4}
      title={t('preview.title', { name })}
      lede={on ? t('preview.already') : t('preview.lede')}
      footer={
        <>
          <span className="host-preview-left">
            <BackButton onClick={() => go({ panel: 'none' })} />
            <Button
              look="quiet"
              icon={
                asText ? <Table2 size={20} aria-hidden="true" /> : <Braces size={20} aria-hidden="true" />
              }
              onClick={() => setAsText(!asText)}
            >
              {asText ? t('preview.asTable') : t('preview.asText')}
            </Button>
          </span>
          <Answers go={go} on={on} />
        </>
      }
    >
      {rows === null ? (
        <Loading />
      ) : asText ? (
        <PreviewText rows={rows} />
      ) : (
        <PreviewGroups rows={rows} name={name} />
      )}
    </HostFrame>
  );
}

function Answers({ go, on }: { readonly go: Go; readonly on: boolean }) {
  const { t } = useWords('host');
  const { grantFindings, takeBack } = useHostActions();
  const nothing = () => {
    if (on) takeBack('findings');
    go({ panel: 'none' });
  };
  const allow = () => {
    if (!on) grantFindings();
    go({ panel: 'none' });
  };
  return (
    <span className="host-footer-end">
      <Button onClick={nothing}>{t('preview.nothing')}</Button>
      <Button look="primary" onClick={allow}>
        {on ? t('preview.keep') : t('preview.allow')}
      </Button>
    </span>
  );
}

function PreviewGroups({ rows, name }: { readonly rows: readonly PreviewRow[]; readonly name: string }) {
  const { t } = useWords('host');
  const [group, setGroup] = useState<Group>('you');
  const { withhold } = useHostActions();
  const hidden = rows.filter((row) => row.hidden || row.withheld || row.sent === null).length;
  return (
    <Tabs
      className="host-preview"
      label={t('preview.groups')}
      value={group}
      onChange={setGroup}
      items={groups.map((id) => ({
        id,
        label: t(`preview.${id}`, { count: rows.filter((row) => row.group === id).length }),
      }))}
      aside={
        <p className="host-preview-count" aria-live="polite">
          <EyeOff size={20} aria-hidden="true" />
          {t('preview.hidden', { hidden, total: rows.length })}
        </p>
      }
      panelClassName="host-preview-panel"
    >
      <PreviewTable
        key={group}
        rows={rows.filter((row) => row.group === group)}
        name={name}
        onWithhold={withhold}
      />
    </Tabs>
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

import './settings-picture.css';
import { ChevronDown, ChevronRight, SquareCheck } from 'lucide-react';
import { areaData } from '../../../src-shared/diagnostics/snapshot.ts';
import type { RuleId } from '../../../src-shared/findings/finding.ts';
import { settingsPageOf } from '../../../src-shared/words/settings-page-of.ts';
import {
  drawPicture,
  pictureSystem,
  type DrawnPicture,
  type DrawnRow,
} from '../../../src-shared/words/settings-picture.ts';
import { useHost } from '../../ui/app-context.tsx';
import { useWords } from '../../words/i18n.ts';

interface SettingsPictureProps {
  readonly rule: RuleId;
  readonly steps: readonly string[];
}

/** A drawing of the settings page that the steps speak of, as this system has it; nothing where it would not help. */
export function SettingsPicture({ rule, steps }: SettingsPictureProps) {
  const { t } = useWords('host');
  const system = useHost(({ info, diagnosis: { snapshot } }) =>
    snapshot === null ? null : pictureSystem(info?.platform ?? 'other', areaData(snapshot, 'os')),
  );
  const page = settingsPageOf(rule);
  const drawn = page === null || system === null ? null : drawPicture(page, system, steps);
  const alt = useAlt(drawn);
  if (drawn === null) return null;
  return (
    <figure className="host-picture">
      <div className="host-picture-window" data-system={system} role="img" aria-label={alt}>
        <TitleBar drawn={drawn} />
        <div className="host-picture-body">
          {drawn.side.length === 0 ? null : <Side drawn={drawn} />}
          <Page drawn={drawn} />
        </div>
      </div>
      <figcaption>{t('settingsPage.mayDiffer')}</figcaption>
    </figure>
  );
}

/** What the drawing shows, as sentences. */
function useAlt(drawn: DrawnPicture | null): string {
  const { t } = useWords('host');
  if (drawn === null) return '';
  const { picture, step, rows } = drawn;
  const way = [picture.entry, picture.page].filter((name) => name !== null).join(', ');
  return [
    t('settingsPage.drawing', { app: picture.app }),
    way === '' ? null : t('settingsPage.drawnWay', { step, way }),
    ...rows.flatMap((row) =>
      row.steps.map((one) => t('settingsPage.drawnRow', { step: one, row: row.text })),
    ),
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

function TitleBar({ drawn: { picture, step } }: { readonly drawn: DrawnPicture }) {
  return (
    <div className="host-picture-title">
      <span>{picture.app}</span>
      {picture.entry === null ? <Badge step={step} /> : null}
      <span className="host-picture-controls">
        <i />
        <i />
        <i />
      </span>
    </div>
  );
}

function Side({ drawn: { side, picture, step } }: { readonly drawn: DrawnPicture }) {
  return (
    <div className="host-picture-side">
      {side.map((entry) => (
        <div key={entry} data-here={entry === picture.entry || undefined}>
          <span>{entry}</span>
          {entry === picture.entry ? <Badge step={step} /> : null}
        </div>
      ))}
    </div>
  );
}

function Page({ drawn: { picture, rows } }: { readonly drawn: DrawnPicture }) {
  const { entry, page } = picture;
  return (
    <div className="host-picture-page">
      {entry === null ? null : (
        <div className="host-picture-heading">
          {page === null ? null : (
            <>
              <span>{entry}</span>
              <ChevronRight size={14} />
            </>
          )}
          <b>{page ?? entry}</b>
        </div>
      )}
      {rows.map((row) => (
        <Row key={row.text} row={row} />
      ))}
      <div className="host-picture-row">
        <u />
      </div>
    </div>
  );
}

function Row({ row }: { readonly row: DrawnRow }) {
  return (
    <div className="host-picture-row" data-here={row.steps.length > 0 || undefined}>
      {row.steps.map((step) => (
        <Badge key={step} step={step} />
      ))}
      {row.control === 'button' ? (
        <span className="host-picture-button">{row.text}</span>
      ) : (
        <span className="host-picture-text">{row.text}</span>
      )}
      <Control row={row} />
    </div>
  );
}

function Control({ row }: { readonly row: DrawnRow }) {
  switch (row.control) {
    case 'open':
      return <ChevronRight size={16} />;
    case 'switch-on':
    case 'switch-off':
      return <span className="host-picture-switch" data-off={row.control === 'switch-off' || undefined} />;
    case 'tick':
      return <SquareCheck size={16} />;
    case 'choice':
      return (
        <span className="host-picture-choice">
          {row.value ?? <u />}
          <ChevronDown size={14} />
        </span>
      );
    case 'button':
      return null;
  }
}

function Badge({ step }: { readonly step: number }) {
  return <b className="host-picture-badge">{step}</b>;
}

import { useId } from 'react';
import type { PreviewRow } from '../../../src-shared/bridge/contract.ts';
import { privacyLevels, type PrivacyLevel } from '../../../src-shared/diagnostics/privacy-level.ts';
import { useHostActions } from '../../ui/app-context.tsx';
import { useWords } from '../../words/i18n.ts';
import { levelOfRows } from './preview-areas.ts';

/** Three levels, each one sentence; single switches below change what a level says. */
export function PreviewLevel({ rows }: { readonly rows: readonly PreviewRow[] }) {
  const { t } = useWords('host');
  const { chooseLevel } = useHostActions();
  const chosen = levelOfRows(rows);
  return (
    <fieldset className="host-levels">
      <legend className="host-h2">{t('preview.level')}</legend>
      {privacyLevels.map((level) => (
        <Level key={level} level={level} chosen={chosen === level} onChoose={() => chooseLevel(level)} />
      ))}
      {chosen === null ? <p className="host-soft host-levels-own">{t('preview.levelOwn')}</p> : null}
    </fieldset>
  );
}

interface LevelProps {
  readonly level: PrivacyLevel;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Level({ level, chosen, onChoose }: LevelProps) {
  const { t } = useWords('host');
  const id = useId();
  return (
    <label className="host-level" htmlFor={id} data-chosen={chosen || undefined}>
      <input
        id={id}
        type="radio"
        name="privacy-level"
        value={level}
        checked={chosen}
        aria-label={t(`preview.${level}`)}
        aria-describedby={`${id}-text`}
        onChange={onChoose}
      />
      <span>
        <strong>{t(`preview.${level}`)}</strong>
        <span id={`${id}-text`} className="host-soft">
          {t(`preview.${level}Text`)}
        </span>
      </span>
    </label>
  );
}

import { Check, EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ScreenSource } from '../../../src-shared/bridge/contract.ts';
import { useWords } from '../../words/i18n.ts';

interface ScreenTilesProps {
  readonly sources: readonly ScreenSource[];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  readonly label: string;
  /** Stands beside the last tile. */
  readonly children?: ReactNode;
}

/** Small pictures to choose from: radio buttons, so arrow keys move between them. */
export function ScreenTiles({ sources, chosen, onChoose, label, children }: ScreenTilesProps) {
  return (
    <fieldset className="host-tiles">
      <legend className="visually-hidden">{label}</legend>
      {sources.map((source) => (
        <Tile key={source.key} source={source} checked={source.key === chosen} onChoose={onChoose} />
      ))}
      {children}
    </fieldset>
  );
}

interface TileProps {
  readonly source: ScreenSource;
  readonly checked: boolean;
  readonly onChoose: (key: string) => void;
}

function Tile({ source, checked, onChoose }: TileProps) {
  const { t } = useWords('host');
  const { key, kind, name, thumbnail, width, height } = source;
  const size = width === null || height === null ? null : t('screens.size', { width, height });
  return (
    <label className="host-tile" data-checked={checked || undefined} data-kind={kind}>
      <input
        className="visually-hidden"
        type="radio"
        name="what-to-show"
        value={key}
        checked={checked}
        onChange={() => onChoose(key)}
      />
      <span className="host-tile-picture">
        {thumbnail === null ? (
          <span className="host-tile-none">
            <EyeOff size={30} strokeWidth={1.75} aria-hidden="true" />
            {t('screens.noThumbnail')}
          </span>
        ) : (
          <img src={thumbnail} alt="" draggable={false} />
        )}
        {checked ? (
          <span className="host-tile-check" aria-hidden="true">
            <Check size={18} />
          </span>
        ) : null}
      </span>
      <span className="host-tile-name">{name}</span>
      {kind === 'display' || size !== null ? (
        <span className="host-tile-text">{kind === 'display' ? t('screens.everything') : size}</span>
      ) : null}
    </label>
  );
}

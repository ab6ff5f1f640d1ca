import './surfaces.css';
import type { LucideIcon } from 'lucide-react';

interface IconTileProps {
  readonly icon: LucideIcon;
  readonly tone?: 'plain' | 'accent' | 'amber' | 'red' | undefined;
  /** Side of the icon in px; the tile is 44. */
  readonly size?: number | undefined;
}

/** The square with an icon at the left of a host card. Decoration: the words beside it say the same. */
export function IconTile({ icon: Icon, tone = 'plain', size = 24 }: IconTileProps) {
  return (
    <span className="ui-icon-tile" data-tone={tone} aria-hidden="true">
      <Icon size={size} strokeWidth={size >= 28 ? 1.75 : 2} />
    </span>
  );
}

import { CircleAlert, UserRoundX } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { useWords } from '../../words/i18n.ts';
import { useTechnicianName } from './use-technician.ts';

/** Name and doubt, side by side: the name is never shown without it. */
export function TechnicianLine() {
  const { t } = useWords('host');
  const name = useTechnicianName();
  return (
    <div className="host-technician">
      <UnknownFace size={72} />
      <div>
        <p className="host-technician-name">
          {t('card.goesBy', { name })}
          <NotVerified />
        </p>
        <p className="host-technician-text">{t('card.anyone')}</p>
      </div>
    </div>
  );
}

export function NotVerified() {
  const { t } = useWords('host');
  return (
    <Badge tone="amber" icon={<CircleAlert size={18} aria-hidden="true" />}>
      {t('card.notVerified')}
    </Badge>
  );
}

/** A face with a dashed edge: nobody confirmed it. */
export function UnknownFace({ size }: { readonly size: number }) {
  return (
    <span className="host-face" style={{ width: size, height: size }} aria-hidden="true">
      <UserRoundX size={Math.round(size / 2)} strokeWidth={1.75} />
    </span>
  );
}

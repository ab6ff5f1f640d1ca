import { ArrivalHeading } from '../../ui/arrival.tsx';
import { useWords } from '../../words/i18n.ts';
import { hashOf } from './route.ts';
import { useTitle } from './use-route.ts';

/** An address that leads nowhere says so. */
export function LostPage() {
  const { t } = useWords('console');
  useTitle(t('lost.title'));
  return (
    <div className="c-page">
      <ArrivalHeading className="c-title">{t('lost.title')}</ArrivalHeading>
      <p className="c-lead">{t('lost.text')}</p>
      <p>
        <a className="c-link" href={hashOf({ page: 'home' })}>
          {t('lost.home')}
        </a>
      </p>
    </div>
  );
}

import { GlobeLock, X } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../words/i18n.ts';

/** In a browser the page itself comes from the server: the technician and the person both know. */
export function WebNote() {
  const { t } = useWords('desk');
  const [hidden, setHidden] = useState(false);
  if (hidden) return <span />;
  return (
    <section className="t-web-note" aria-label={t('web.title')}>
      <GlobeLock size={18} aria-hidden="true" />
      <p>
        <b>{t('web.title')}</b> {t('web.means')}
      </p>
      <button
        type="button"
        className="t-icon-button"
        aria-label={t('web.hide')}
        onClick={() => setHidden(true)}
      >
        <X size={18} aria-hidden="true" />
      </button>
    </section>
  );
}

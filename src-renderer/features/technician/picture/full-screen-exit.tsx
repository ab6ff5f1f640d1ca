import { Minimize2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useDeskUiStore } from '../desk/desk-ui.ts';

const HINT_MS = 3000;
/** The pointer at the very top calls the button; it stays while the pointer is near it. CSS px. */
const EDGE = 4;
const NEAR = 80;

/**
 * The way out of full screen: a button that comes when the pointer goes to the top edge. It also shows for a moment
 * at first, except where the picture covers the display pixel for pixel (`quiet`).
 */
export function FullScreenExit({ quiet }: { readonly quiet: boolean }) {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const [called, setCalled] = useState(false);
  const [hint, setHint] = useState(!quiet);
  useEffect(() => {
    const timer = setTimeout(() => setHint(false), HINT_MS);
    const onMove = (event: PointerEvent) => setCalled((old) => event.clientY <= (old ? NEAR : EDGE));
    document.addEventListener('pointermove', onMove);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointermove', onMove);
    };
  }, []);
  if (!called && (quiet || !hint)) return null;
  return (
    <div className="t-full-exit">
      <Button
        size="desk"
        icon={<Minimize2 size={16} aria-hidden="true" />}
        onClick={() => ui.setState({ fullScreen: false })}
      >
        {t('picture.leaveFull')}
      </Button>
      <kbd>Esc</kbd>
    </div>
  );
}

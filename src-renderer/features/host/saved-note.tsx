import { useState } from 'react';
import { useHost } from '../../ui/app-context.tsx';
import { useWords } from '../../words/i18n.ts';

/** Whether the file of this screen was saved, where a footer has its note. What was saved before it came is no news. */
export function SavedNote({ otherwise }: { readonly otherwise?: string | undefined }) {
  const { t } = useWords('host');
  const last = useHost((state) => state.saved);
  const [before] = useState(last);
  const saved = last === before ? null : last;
  return (
    <output className="host-footer-note host-saved">
      {saved === null ? otherwise : null}
      {saved !== null && saved.ok && saved.path !== null
        ? t('findings.savedAt', { path: fileName(saved.path) })
        : null}
      {saved !== null && !saved.ok ? t('findings.notSaved') : null}
    </output>
  );
}

/** The person chose the folder a moment ago; its whole path would push the buttons away. */
function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

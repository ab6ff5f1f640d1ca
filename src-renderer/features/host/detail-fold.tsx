import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** Technical detail, one click away. */
export function DetailFold({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="host-detail">
      <summary>
        <ChevronRight size={18} aria-hidden="true" />
        {title}
      </summary>
      <p>{children}</p>
    </details>
  );
}

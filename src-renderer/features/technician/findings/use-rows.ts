import { useState } from 'react';
import type { Finding } from '../../../../src-shared/findings/finding.ts';
import { arrange, byCause, bySeverity, type Row } from './arrange.ts';

interface Arranged {
  readonly rows: readonly Row[];
  readonly order: 'cause' | 'severity';
}

/** The rows of the list, in an order that never changes under the pointer nor while findings arrive. */
export function useRows(
  findings: readonly Finding[],
  order: 'cause' | 'severity',
  held: boolean,
): readonly Row[] {
  const [arranged, setArranged] = useState<Arranged>({ rows: [], order });
  const wanted = order === 'cause' ? byCause(findings) : bySeverity(findings);
  // a choice of the technician's own moves rows at once
  const rows = arrange(arranged.rows, wanted, held && arranged.order === order);
  // React's way to derive state from what came before: set while drawing, only when it has changed
  if (rows !== arranged.rows || order !== arranged.order) setArranged({ rows, order });
  return rows;
}

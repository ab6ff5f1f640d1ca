import { CircleAlert, Info, OctagonAlert, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { Severity } from '../../../../src-shared/findings/finding.ts';

const icons: Record<Severity, LucideIcon> = {
  critical: OctagonAlert,
  high: TriangleAlert,
  medium: TriangleAlert,
  low: CircleAlert,
  info: Info,
};

/** A shape for every severity; the word stands beside it, so colour never speaks alone. */
export function SeverityIcon({ severity }: { readonly severity: Severity }) {
  const Icon = icons[severity];
  return (
    <span className="t-severity" data-severity={severity} aria-hidden="true">
      <Icon size={18} strokeWidth={severity === 'high' || severity === 'critical' ? 2.5 : 2} />
    </span>
  );
}

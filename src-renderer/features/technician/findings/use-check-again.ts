import { useTechnicianActions } from '../../../ui/app-context.tsx';
import { sharesFindings } from '../desk/shares-findings.ts';
import { useDesk } from '../desk/use-desk.ts';

export interface CheckAgain {
  /** False while it runs, and when the person does not share what was found. */
  readonly can: boolean;
  readonly busy: boolean;
  readonly run: () => void;
}

/** Asks the person's computer to look once more. */
export function useCheckAgain(): CheckAgain {
  const actions = useTechnicianActions();
  const busy = useDesk((desk) => desk.snapshotState === 'asked' || desk.snapshotState === 'arriving');
  const shared = useDesk(sharesFindings);
  return { can: shared && !busy, busy, run: () => actions.refreshDiagnosis() };
}

import { useDesk } from '../desk/use-desk.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { useCheckAgain } from './use-check-again.ts';

/** The comparison with the looks of this session to choose from. */
export function DeskCompareDialog({
  open,
  onClose,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const looks = useDesk((desk) => desk.looks);
  const again = useCheckAgain();
  return <CompareDialog open={open} onClose={onClose} looks={looks} again={again} />;
}

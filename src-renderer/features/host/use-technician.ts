import { useHost } from '../../ui/app-context.tsx';
import { useWords } from '../../words/i18n.ts';

/** Who the technician says they are; nobody vouches for the name. */
export function useTechnicianName(): string {
  const { t } = useWords('host');
  return useHost((state) => state.session?.technician?.name) ?? t('end.someone');
}

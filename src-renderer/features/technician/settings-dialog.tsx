import type { Settings } from '../../../src-shared/bridge/contract.ts';
import { Select } from '../../ui/select.tsx';
import { useTechnician, useTechnicianActions } from '../../ui/app-context.tsx';
import { TellDialog } from '../../ui/tell-dialog.tsx';
import { useWords } from '../../words/i18n.ts';

const themes = ['system', 'light', 'dark'] as const satisfies readonly Settings['theme'][];
const fasts = ['auto', 'on', 'off'] as const satisfies readonly Settings['fastPicture'][];

/** How this window looks; and what it runs on, for a report to IT. */
export function SettingsDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords('desk');
  const actions = useTechnicianActions();
  const theme = useTechnician((state) => state.settings.theme);
  const fast = useTechnician((state) => state.settings.fastPicture);
  const info = useTechnician((state) => state.info);
  return (
    <TellDialog open={open} onClose={onClose} size="desk" title={t('settings.title')}>
      <dl className="t-settings">
        <dt>{t('settings.theme')}</dt>
        <dd>
          <Select
            label={t('settings.theme')}
            value={theme}
            items={themes.map((id) => ({ id, label: t(`settings.themes.${id}`) }))}
            onChange={(next) => actions.setSettings({ theme: next })}
          />
        </dd>
        {/* a browser has its own ways */}
        {info === null || info.platform === 'other' ? null : (
          <>
            <dt>{t('settings.fast')}</dt>
            <dd>
              <Select
                label={t('settings.fast')}
                value={fast}
                items={fasts.map((id) => ({ id, label: t(`settings.fasts.${id}`) }))}
                onChange={(next) => actions.setSettings({ fastPicture: next })}
              />
              <p className="t-settings-why">{t('settings.fastWhy')}</p>
            </dd>
          </>
        )}
        <dt>{t('settings.version')}</dt>
        <dd>{info === null ? t('notKnown') : `${info.version}, ${info.runtime}`}</dd>
        <dt>{t('settings.server')}</dt>
        <dd>{info?.server ?? t('notKnown')}</dd>
      </dl>
    </TellDialog>
  );
}

import { useId, useState } from 'react';
import type { Finding } from '../../../src-shared/findings/finding.ts';
import { personWords } from '../../../src-shared/words/finding-words.ts';
import { settingsPageOf } from '../../../src-shared/words/settings-page-of.ts';
import { useHost } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { IconTile } from '../../ui/icon-tile.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { useWords } from '../../words/i18n.ts';
import { findingIcon, findingTone } from './finding-icons.ts';
import { SettingsPageButton } from './settings-page-button.tsx';
import { SettingsPicture } from './settings-picture.tsx';

interface FindingCardProps {
  readonly finding: Finding;
  /** Findings that this one explains. */
  readonly also: readonly Finding[];
}

/** What, what it means, and one thing to try; opens to the steps the person can try themselves. */
export function FindingCard({ finding, also }: FindingCardProps) {
  const { t } = useWords('host');
  const [open, setOpen] = useState(false);
  const stepsId = useId();
  const platform = useHost((state) => state.info?.platform ?? 'other');
  const words = personWords(finding, platform);
  return (
    <Card className="host-finding" data-open={open || undefined}>
      <IconTile icon={findingIcon(finding)} tone={findingTone(finding)} />
      <div className="host-finding-words">
        <h2 className="host-h2">
          {finding.severity === 'critical' ? (
            <VisuallyHidden>{t('findings.critical')} </VisuallyHidden>
          ) : null}
          {words.title}
        </h2>
        <p>{words.meaning}</p>
      </div>
      <Button size="card" aria-expanded={open} aria-controls={stepsId} onClick={() => setOpen(!open)}>
        {words.tryThis.label}
        <VisuallyHidden>: {words.title}</VisuallyHidden>
      </Button>
      <div id={stepsId} className="host-finding-steps" hidden={!open}>
        <div className="host-finding-words-of-steps">
          <h3>{t('findings.tryTitle')}</h3>
          <ol>
            {words.tryThis.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <SettingsPageButton page={settingsPageOf(finding.id)} />
          {also.length === 0 ? null : (
            <p>
              {t('findings.also')} {also.map((other) => personWords(other, platform).title).join('; ')}.
            </p>
          )}
        </div>
        {open ? <SettingsPicture rule={finding.id} steps={words.tryThis.steps} /> : null}
      </div>
    </Card>
  );
}

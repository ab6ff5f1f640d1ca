import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button, type ButtonSize } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { useWords } from '../../words/i18n.ts';
import { IconButton } from './icon-button.tsx';

interface Props {
  readonly label: string;
  /** Made when it is pressed. */
  readonly text: () => string;
  readonly size?: ButtonSize | undefined;
  /** Only an icon, with the label as its name. */
  readonly iconOnly?: boolean | undefined;
}

/** Puts text on the clipboard and says whether it worked, for as long as the button is there. */
export function CopyButton({ label, text, size = 'inline', iconOnly = false }: Props) {
  const { t } = useWords('desk');
  const [state, setState] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = async () => setState((await copyText(text())) ? 'yes' : 'failed');
  const said = state === 'no' ? label : t(state === 'yes' ? 'copy.done' : 'copy.failed');
  const Icon = state === 'yes' ? Check : Copy;
  return (
    <>
      {iconOnly ? (
        <IconButton icon={Icon} label={said} onClick={() => void copy()} />
      ) : (
        <Button size={size} icon={<Icon size={16} aria-hidden="true" />} onClick={() => void copy()}>
          {said}
        </Button>
      )}
      <span role="status" className="visually-hidden">
        {state === 'no' ? '' : said}
      </span>
    </>
  );
}

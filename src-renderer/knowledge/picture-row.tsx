import { ImagePlus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { picturesIn } from '../../src-shared/helpdesk/article-text.ts';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/i18n.ts';
import type { ArticleForm } from './article-form.ts';

interface Props {
  readonly form: ArticleForm;
  readonly onPicture: ((file: File, taken: readonly string[]) => Promise<string | null>) | undefined;
  readonly onAdded: (name: string) => void;
  readonly onChange: (part: Partial<ArticleForm>) => void;
}

/** The pictures of an article: added at the end of the text, where their author moves them from. */
export function PictureRow({ form, onPicture, onAdded, onChange }: Props) {
  const { t } = useWords('knowledge');
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const add = async (file: File | undefined) => {
    if (file === undefined || onPicture === undefined) return;
    setBusy(true);
    const name = await onPicture(file, form.pictures);
    setBusy(false);
    if (name !== null) onAdded(name);
  };
  if (onPicture === undefined)
    return (
      <div className="k-editor-pictures">
        <p>{t('editor.picturesLater')}</p>
      </div>
    );
  return (
    <div className="k-editor-pictures">
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif"
        hidden
        data-key="picture"
        onChange={(event) => {
          void add(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <Button
        size="desk"
        disabled={busy}
        icon={<ImagePlus size={16} aria-hidden="true" />}
        onClick={() => input.current?.click()}
      >
        {t('editor.addPicture')}
      </Button>
      {form.pictures
        .filter((name) => !picturesIn(form.body).includes(name))
        .map((name) => (
          <Button
            key={name}
            size="inline"
            iconEnd={<X size={14} aria-hidden="true" />}
            aria-label={t('editor.pictureLeave', { name })}
            onClick={() => onChange({ pictures: form.pictures.filter((one) => one !== name) })}
          >
            {name}
          </Button>
        ))}
      <p>{t('editor.picturesHint')}</p>
    </div>
  );
}

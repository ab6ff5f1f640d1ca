import './knowledge.css';
import './article-editor.css';
import { useDeferredValue, useRef, useState, type KeyboardEvent } from 'react';
import { articleContentSchema, type ArticleContent } from '../../src-shared/helpdesk/article.ts';
import { contentTroubles } from '../../src-shared/helpdesk/article-trouble.ts';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/i18n.ts';
import { contentOf, formOf, slugOf, type ArticleForm } from './article-form.ts';
import type { Pictures } from './article-markdown.tsx';
import { ArticleView } from './article-view.tsx';
import { EditorFields, type Troubles } from './editor-fields.tsx';
import { FormField } from './form-field.tsx';
import { PictureRow } from './picture-row.tsx';

interface ArticleEditorProps {
  /** What the editing begins with; a newer one from the server changes nothing that is typed. */
  readonly content: ArticleContent;
  /** What was typed earlier and not saved: stands in place of `content`. */
  readonly draft?: ArticleForm | undefined;
  /** Told of every keystroke, so that nothing typed is lost with the page. */
  readonly onTyped?: ((form: ArticleForm) => void) | undefined;
  /** Stores a picture and answers the name it is kept under; null when it was refused. Missing: none can be added. */
  readonly onPicture?: ((file: File, taken: readonly string[]) => Promise<string | null>) | undefined;
  /** A new article takes the name in addresses from its title until somebody writes one. */
  readonly isNew: boolean;
  readonly pictures: Pictures;
  readonly saving: boolean;
  /** Why it was not saved, in words. */
  readonly problem: string | null;
  readonly onSave: (content: ArticleContent) => void;
  readonly onCancel: () => void;
}

const noTroubles: Troubles = new Map();

/** Writes one article: fields, the text in a plain box, and beside it how it will look. Ctrl or Command and S saves. */
export function ArticleEditor(props: ArticleEditorProps) {
  const { content, draft, isNew, pictures, saving, problem, onSave, onCancel } = props;
  const { t } = useWords('knowledge');
  const [form, setForm] = useState<ArticleForm>(() => draft ?? formOf(content));
  const [ownSlug, setOwnSlug] = useState(
    !isNew || (draft !== undefined && draft.slug !== slugOf(draft.title)),
  );
  const newest = useRef(form); // what is typed while a picture is on its way stays
  const [tried, setTried] = useState(false);
  const troubles = tried ? contentTroubles(contentOf(form)) : noTroubles;
  const change = (part: Partial<ArticleForm>) => {
    if (part.slug !== undefined) setOwnSlug(true);
    const slug = part.title !== undefined && !ownSlug ? { slug: slugOf(part.title) } : {};
    const next = { ...newest.current, ...slug, ...part };
    newest.current = next;
    setForm(next);
    props.onTyped?.(next);
  };
  const added = (name: string) => {
    const { body, pictures: before } = newest.current;
    change({ body: `${body}\n\n![${t('editor.pictureAlt')}](${name})\n`, pictures: [...before, name] });
  };
  const save = () => {
    setTried(true);
    const given = contentOf(form);
    if (saving || contentTroubles(given).size > 0) return;
    onSave(articleContentSchema.parse(given));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  };
  return (
    // the keys are caught here for every field alike
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="k-editor"
      aria-label={t('editor.label')}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {/* always in the page, so that what comes into it is read out */}
      <div role="alert" className="k-editor-problem">
        {problem !== null && <p>{problem}</p>}
        {troubles.size > 0 && <p>{t('editor.troubles')}</p>}
      </div>
      <EditorFields form={form} troubles={troubles} onChange={change} />
      <PictureRow form={form} onPicture={props.onPicture} onAdded={added} onChange={change} />
      <FormField
        label={t('editor.body')}
        hint={t('editor.bodyHint')}
        trouble={troubles.get('body') ?? troubles.get('pictures')}
      >
        {(ids) => (
          <textarea
            {...ids}
            className="k-editor-body"
            spellCheck
            value={form.body}
            onChange={(event) => change({ body: event.currentTarget.value })}
          />
        )}
      </FormField>
      <Preview form={form} pictures={pictures} />
      <div className="k-editor-end">
        <Button size="desk" look="primary" type="submit" disabled={saving}>
          {saving ? t('editor.saving') : t('editor.save')}
        </Button>
        <Button size="desk" onClick={onCancel}>
          {t('editor.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Drawn after the keystroke, not within it: a long text never holds up the typing. */
function Preview({ form, pictures }: { readonly form: ArticleForm; readonly pictures: Pictures }) {
  const { t } = useWords('knowledge');
  const later = useDeferredValue(form);
  const title = later.title.trim() === '' ? t('editor.untitled') : later.title;
  return (
    <section className="k-editor-preview" aria-label={t('editor.preview')}>
      <p className="k-editor-preview-label" aria-hidden="true">
        {t('editor.preview')}
      </p>
      <ArticleView article={{ ...later, title }} system={null} pictures={pictures} look="desk" level={2} />
    </section>
  );
}

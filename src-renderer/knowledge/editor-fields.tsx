import type { ReactNode } from 'react';
import {
  articleStateSchema,
  articleSystems,
  audienceSchema,
  MAX_TITLE,
  type ArticleSystem,
} from '../../src-shared/helpdesk/article.ts';
import { systemName } from '../../src-shared/helpdesk/article-text.ts';
import type { ContentField } from '../../src-shared/helpdesk/article-trouble.ts';
import { Select } from '../ui/select.tsx';
import { useWords } from '../words/i18n.ts';
import type { ArticleForm } from './article-form.ts';
import { FormField } from './form-field.tsx';

export type Troubles = ReadonlyMap<ContentField, string>;

interface EditorFieldsProps {
  readonly form: ArticleForm;
  readonly troubles: Troubles;
  readonly onChange: (part: Partial<ArticleForm>) => void;
}

/** Everything about an article but its text. */
export function EditorFields(props: EditorFieldsProps) {
  const { form, onChange } = props;
  const { t } = useWords('knowledge');
  return (
    <div className="k-editor-fields">
      <TextField {...props} name="title" field="title" label={t('editor.title')} limit={MAX_TITLE} />
      <TextField {...props} name="slug" field="slug" label={t('editor.slug')} />
      <TextField {...props} name="tags" field="tags" label={t('editor.tags')} hint={t('editor.tagsHint')} />
      <TextField
        {...props}
        name="findings"
        field="findingIds"
        label={t('editor.findings')}
        hint={t('editor.findingsHint')}
      />
      <div className="k-editor-row">
        <Choice label={t('editor.audience')}>
          <Select
            label={t('editor.audience')}
            items={audienceSchema.options.map((id) => ({ id, label: t(`editor.audiences.${id}`) }))}
            value={form.audience}
            onChange={(audience) => onChange({ audience })}
          />
        </Choice>
        <Choice label={t('editor.state')}>
          <Select
            label={t('editor.state')}
            items={articleStateSchema.options.map((id) => ({ id, label: t(`editor.states.${id}`) }))}
            value={form.state}
            onChange={(state) => onChange({ state })}
          />
        </Choice>
        <TextField {...props} name="language" field="language" label={t('editor.language')} />
        <TextField {...props} name="review" field="reviewOn" label={t('editor.review')} type="date" />
      </div>
      <Systems chosen={form.systems} onChange={(systems) => onChange({ systems })} />
    </div>
  );
}

interface TextFieldProps extends EditorFieldsProps {
  readonly name: 'title' | 'slug' | 'tags' | 'findings' | 'language' | 'review';
  readonly field: ContentField;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'date';
  readonly limit?: number;
}

function TextField({
  form,
  troubles,
  onChange,
  name,
  field,
  label,
  hint,
  type = 'text',
  limit,
}: TextFieldProps) {
  return (
    <FormField label={label} hint={hint} trouble={troubles.get(field)}>
      {(ids) => (
        <input
          {...ids}
          type={type}
          autoComplete="off"
          maxLength={limit}
          value={form[name]}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        />
      )}
    </FormField>
  );
}

/** The select names itself; the label beside it is for the eye. */
function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="k-field">
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}

interface SystemsProps {
  readonly chosen: readonly ArticleSystem[];
  readonly onChange: (systems: ArticleSystem[]) => void;
}

function Systems({ chosen, onChange }: SystemsProps) {
  const { t } = useWords('knowledge');
  const toggle = (system: ArticleSystem) =>
    onChange(articleSystems.filter((one) => (one === system) !== chosen.includes(one)));
  return (
    <fieldset className="k-editor-systems">
      <legend>{t('editor.systems')}</legend>
      {articleSystems.map((system) => (
        <label key={system}>
          <input type="checkbox" checked={chosen.includes(system)} onChange={() => toggle(system)} />
          {systemName(system)}
        </label>
      ))}
      <p className="k-field-note">{t('editor.systemsHint')}</p>
    </fieldset>
  );
}

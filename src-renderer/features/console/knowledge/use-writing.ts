import { useMemo, useState } from 'react';
import {
  articlePageSchema,
  knowledgeRoutes,
  MAX_PICTURE_BYTES,
} from '../../../../src-shared/helpdesk/api/knowledge-routes.ts';
import { articleContentSchema, type ArticleContent } from '../../../../src-shared/helpdesk/article.ts';
import { pictureNameOf } from '../../../knowledge/picture-name.ts';
import type { ArticleForm } from '../../../knowledge/article-form.ts';
import { useAnnounce } from '../../../ui/live-region.tsx';
import { words } from '../../../words/i18n.ts';
import { useHelpDesk } from '../console-context.tsx';
import { problemWords } from '../problem-words.ts';
import { go } from '../use-route.ts';
import type { ArticleOfServer } from './article-page.tsx';

export type Writing = ReturnType<typeof useWriting>;

interface Conflict {
  readonly mine: ArticleContent;
  readonly theirs: ArticleOfServer;
}

/** One article while it is written: its draft, its way to the server, and the choice when somebody was quicker. */
export function useWriting(article: ArticleOfServer | null) {
  const { articleDrafts } = useHelpDesk();
  const name = article?.id ?? 'new';
  const kept = useMemo(() => articleDrafts(), [articleDrafts]);
  const [first] = useState(() => kept.read(name));
  const [draft, setDraft] = useState<ArticleForm | undefined>(first?.form);
  const [restored, setRestored] = useState(first !== null);
  const [upon, setUpon] = useState(first?.version ?? article?.version ?? 0);
  const [base, setBase] = useState(article);
  const [round, setRound] = useState(0);
  const [typedPictures, setTypedPictures] = useState(first?.form.pictures ?? []);
  const drop = () => {
    kept.write(name, null);
    setDraft(undefined);
    setRestored(false);
  };
  const begin = (from: ArticleOfServer | null) => {
    drop();
    setBase(from);
    setUpon(from?.version ?? 0);
    setRound((one) => one + 1);
  };
  const saving = useSaving(article, upon, drop);
  const pictures = usePictures(article);
  return {
    ...saving,
    ...pictures,
    content: base === null ? null : contentOfPage(base),
    draft,
    restored,
    upon,
    round,
    pictures: [...new Set([...(base?.pictures ?? []), ...typedPictures, ...pictures.added])],
    typed(form: ArticleForm): void {
      kept.write(name, { version: upon, form });
      setTypedPictures(form.pictures);
    },
    throwAway: () => begin(base),
    /** Of two versions one stays. */
    settle(choice: 'mine' | 'theirs'): void {
      const { conflict } = saving;
      if (conflict === null) return;
      saving.forgetConflict();
      if (choice === 'theirs') begin(conflict.theirs);
      else {
        setUpon(conflict.theirs.version);
        void saving.save(conflict.mine, conflict.theirs.version);
      }
    },
  };
}

function useSaving(article: ArticleOfServer | null, upon: number, drop: () => void) {
  const { api, articles } = useHelpDesk();
  const announce = useAnnounce();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  async function save(content: ArticleContent, version = upon): Promise<void> {
    setSaving(true);
    setProblem(null);
    const answer =
      article === null
        ? await api.call(knowledgeRoutes.create, { body: content })
        : await api.call(knowledgeRoutes.change, { params: { id: article.id }, body: { version, content } });
    setSaving(false);
    if (answer.ok) {
      drop();
      announce(words.t('console:writing.saved'));
      void articles.refetch();
      return go({ page: 'article', id: answer.value.id });
    }
    const theirs = articlePageSchema.safeParse(answer.error.current);
    if (answer.error.error === 'CONFLICT' && theirs.success)
      return setConflict({ mine: content, theirs: theirs.data });
    return setProblem(words.t('console:writing.notSaved', { why: problemWords(answer.error) }));
  }
  return { saving, problem, conflict, save, forgetConflict: () => setConflict(null) };
}

function usePictures(article: ArticleOfServer | null) {
  const { api } = useHelpDesk();
  const [pictureProblem, setProblem] = useState<string | null>(null);
  const [added, setAdded] = useState<readonly string[]>([]);
  const refuse = (why: string) => {
    setProblem(why);
    return null;
  };
  return {
    pictureProblem,
    added,
    async addPicture(file: File, taken: readonly string[]): Promise<string | null> {
      setProblem(null);
      if (article === null) return null;
      if (file.size > MAX_PICTURE_BYTES) return refuse(words.t('console:writing.pictureTooLarge'));
      const name = pictureNameOf(file.name, taken);
      if (name === null) return refuse(words.t('console:writing.pictureKind'));
      const answer = await api.call(knowledgeRoutes.putPicture, {
        params: { id: article.id, name },
        body: new Uint8Array(await file.arrayBuffer()),
      });
      if (!answer.ok) return refuse(problemWords(answer.error));
      setAdded((all) => [...all, name]);
      return name;
    },
  };
}

/** An article without what the server adds to it. */
export function contentOfPage(page: ArticleOfServer): ArticleContent {
  const { id: _i, version: _v, updatedAt: _a, updatedBy: _b, helped: _h, notHelped: _n, ...content } = page;
  return articleContentSchema.parse(content);
}

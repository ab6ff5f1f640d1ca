import { CornerDownLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { knowledgeRoutes } from '../../../../src-shared/helpdesk/api/knowledge-routes.ts';
import type { Id } from '../../../../src-shared/helpdesk/id.ts';
import { createResource } from '../../../helpdesk/resource.ts';
import { ArticleView } from '../../../knowledge/article-view.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useAnnounce } from '../../../ui/live-region.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk, useMay } from '../console-context.tsx';
import { picturesOf } from '../knowledge/pictures-of.ts';
import { Loading, ProblemNote } from '../problem-note.tsx';
import { problemWords } from '../problem-words.ts';
import { hashOf } from '../route.ts';
import { refusalToInsert, withArticle } from './insert-article.ts';
import { useTicketState, useTicketStore } from './ticket-context.ts';

interface Props {
  readonly id: Id;
  readonly ticketId: Id;
  readonly onClose: () => void;
}

/** One article above its ticket: to read, to put into the reply, and to say whether it helped here. */
export function ArticleDialog({ id, ticketId, onClose }: Props) {
  const { t } = useWords('console');
  const { api } = useHelpDesk();
  const mayWrite = useMay('tickets.write');
  const [resource] = useState(() => createResource(() => api.call(knowledgeRoutes.get, { params: { id } })));
  const { value, error } = useStore(resource);
  useEffect(() => void resource.refetch(), [resource]);
  const [notCounted, setNotCounted] = useState<string | null>(null);
  const vote = async (helped: boolean) => {
    const answer = await api.call(knowledgeRoutes.vote, { params: { id }, body: { helped, ticketId } });
    setNotCounted(answer.ok ? null : problemWords(answer.error));
  };
  return (
    <Dialog
      open
      wide
      size="desk"
      onNo={onClose}
      title={t('help.title')}
      actions={
        <>
          <Button size="desk" onClick={onClose}>
            {t('close')}
          </Button>
          {value === null || !mayWrite ? null : <InsertButton article={value} onDone={onClose} />}
        </>
      }
    >
      {value === null ? (
        error === null ? (
          <Loading>{t('help.opening')}</Loading>
        ) : (
          <ProblemNote problem={error} onRetry={() => void resource.refetch()} />
        )
      ) : (
        <>
          <ArticleView
            article={value}
            system={null}
            pictures={picturesOf(id, value.pictures)}
            look="desk"
            level={3}
            onHelped={(helped) => void vote(helped)}
          />
          {notCounted === null ? null : (
            <ProblemNote problem={t('article.notCounted', { why: notCounted })} />
          )}
          <p>
            <a className="c-link" href={hashOf({ page: 'article', id })}>
              {t('help.page')}
            </a>
          </p>
        </>
      )}
    </Dialog>
  );
}

interface InsertProps {
  readonly article: {
    readonly title: string;
    readonly body: string;
    readonly audience: 'people' | 'technicians' | 'both';
  };
  readonly onDone: () => void;
}

function InsertButton({ article, onDone }: InsertProps) {
  const { t } = useWords('console');
  const { t: k } = useWords('knowledge');
  const store = useTicketStore();
  const announce = useAnnounce();
  const draft = useTicketState((state) => state.draft);
  const refusal = refusalToInsert(article, draft);
  const insert = () => {
    const body = withArticle(draft.body, article, (alt) =>
      alt === '' ? k('article.pictureUnnamed') : t('help.picture', { alt }),
    );
    store.setDraft({ body });
    announce(t('help.inserted'));
    onDone();
    document.querySelector<HTMLElement>('[data-key="composer"]')?.focus();
  };
  return (
    <>
      {refusal === null ? null : <p className="c-quiet">{t(`help.${refusal}`)}</p>}
      <Button
        size="desk"
        look="primary"
        disabled={refusal !== null}
        icon={<CornerDownLeft size={16} aria-hidden="true" />}
        onClick={insert}
      >
        {t(draft.kind === 'internal' ? 'help.insertNote' : 'help.insert')}
      </Button>
    </>
  );
}

import { CornerUpLeft, EyeOff, Paperclip, Send, Trash2 } from 'lucide-react';
import { Suspense, useId, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { MAX_ATTACHMENT_BYTES } from '../../../../src-shared/helpdesk/api/ticket-routes.ts';
import type { MessageKind, Ticket, TicketState } from '../../../../src-shared/helpdesk/ticket.ts';
import { statesAfter } from '../../../../src-shared/helpdesk/ticket-rules.ts';
import { Button } from '../../../ui/button.tsx';
import { useAnnounce } from '../../../ui/live-region.tsx';
import { useWords } from '../../../words/i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { problemWords } from '../problem-words.ts';
import { go } from '../use-route.ts';
import { LazyMarkdown } from './conversation.tsx';
import { DraftFiles } from './draft-files.tsx';
import { sizeWords } from './file-list.tsx';
import { useTicketState, useTicketStore } from './ticket-context.ts';

/** Where a reply or a note is written. Who will see it is told by the colour, an icon and a word, all the while. */
export function Composer({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useWords('console');
  const store = useTicketStore();
  const { kind, body } = useTicketState((state) => state.draft);
  const notSent = useTicketState((state) => state.notSent);
  const [preview, setPreview] = useState(false);
  const { send } = useSend();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send(undefined);
  };
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void store.attach([...event.dataTransfer.files]);
  };
  const label =
    kind === 'internal'
      ? t('composer.bodyInternal')
      : t('composer.bodyPublic', { name: ticket.requester?.name ?? t('composer.requester') });
  return (
    <section className="c-composer" data-kind={kind} aria-label={t('composer.label')}>
      <div className="c-composer-head">
        <KindSwitch kind={kind} />
        <span className="c-quiet">{t(kind === 'public' ? 'ticket.publicHint' : 'ticket.internalHint')}</span>
        <Button look="quiet" size="inline" aria-pressed={preview} onClick={() => setPreview(!preview)}>
          {t(preview ? 'composer.write' : 'composer.preview')}
        </Button>
      </div>
      {preview ? (
        <div className="c-composer-preview">
          {body.trim() === '' ? (
            <p className="c-quiet">{t('composer.nothing')}</p>
          ) : (
            <Suspense fallback={null}>
              <LazyMarkdown text={body} />
            </Suspense>
          )}
        </div>
      ) : (
        <textarea
          className="c-composer-text"
          data-key="composer"
          aria-label={label}
          placeholder={label}
          maxLength={100_000}
          value={body}
          onChange={(event) => store.setDraft({ body: event.currentTarget.value })}
          onKeyDown={onKeyDown}
          onDragOver={(event) => event.preventDefault()}
          onDrop={onDrop}
        />
      )}
      <DraftFiles />
      {notSent === null ? null : (
        <ProblemNote problem={t('composer.notSent', { why: problemWords(notSent) })} />
      )}
      <ComposerEnd state={ticket.state} />
    </section>
  );
}

function KindSwitch({ kind }: { readonly kind: MessageKind }) {
  const { t } = useWords('console');
  const store = useTicketStore();
  const name = useId();
  return (
    <fieldset className="c-kinds">
      <legend className="visually-hidden">{t('composer.kind')}</legend>
      {(['public', 'internal'] as const).map((one) => (
        <label key={one} className="c-kind-choice" data-kind={one}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={kind === one}
            onChange={() => store.setDraft({ kind: one })}
          />
          {one === 'public' ? (
            <CornerUpLeft size={14} aria-hidden="true" />
          ) : (
            <EyeOff size={14} aria-hidden="true" />
          )}
          {t(`ticket.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}

function useSend() {
  const { t } = useWords('console');
  const store = useTicketStore();
  const announce = useAnnounce();
  const { kind, body } = useTicketState((state) => state.draft);
  const sending = useTicketState((state) => state.sending);
  const uploading = useTicketState((state) => state.uploads.some(({ error }) => error === null));
  const why = body.trim() === '' ? t('composer.empty') : uploading ? t('composer.waitForUpload') : null;
  return {
    kind,
    /** Why it cannot be sent now. */
    why,
    disabled: why !== null || sending,
    async send(state: TicketState | undefined): Promise<void> {
      const sentTo = await store.send(state);
      if (sentTo !== null) announce(t(kind === 'internal' ? 'composer.noted' : 'composer.sent'));
      else if (why !== null) announce(why);
      if (sentTo !== null && sentTo !== store.id) go({ page: 'ticket', id: sentTo });
    },
  };
}

function ComposerEnd({ state }: { readonly state: TicketState }) {
  const { t } = useWords('console');
  const store = useTicketStore();
  const { body, attachments } = useTicketState((state) => state.draft);
  const { kind, send, disabled, why } = useSend();
  const ways = (['waiting', 'solved'] as const).filter((one) => statesAfter(state).includes(one));
  return (
    <div className="c-composer-end">
      <AttachButton />
      {body === '' && attachments.length === 0 ? null : (
        <>
          <span className="c-quiet">{t('composer.draft')}</span>
          <Button
            look="quiet"
            size="inline"
            aria-label={t('composer.discard')}
            icon={<Trash2 size={16} aria-hidden="true" />}
            onClick={() => store.setDraft({ body: '', attachments: [] })}
          />
        </>
      )}
      <span className="c-space" />
      {ways.map((one) => (
        <Button
          key={one}
          size="desk"
          disabled={disabled}
          title={why ?? undefined}
          onClick={() => void send(one)}
        >
          {t(kind === 'public' ? 'composer.sendAnd' : 'composer.noteAnd', {
            state: t(`state.${one}`).toLowerCase(),
          })}
        </Button>
      ))}
      <Button
        look="primary"
        size="desk"
        icon={<Send size={16} aria-hidden="true" />}
        disabled={disabled}
        title={why ?? undefined}
        onClick={() => void send(undefined)}
      >
        {t(kind === 'public' ? 'composer.send' : 'composer.addNote')}
      </Button>
    </div>
  );
}

function AttachButton() {
  const { t } = useWords('console');
  const store = useTicketStore();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-key="files"
        aria-label={t('composer.attach')}
        onChange={(event) => {
          void store.attach([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <Button
        look="quiet"
        size="desk"
        icon={<Paperclip size={16} aria-hidden="true" />}
        title={t('composer.attachLimit', { size: sizeWords(MAX_ATTACHMENT_BYTES) })}
        onClick={() => input.current?.click()}
      >
        {t('composer.attach')}
      </Button>
    </>
  );
}

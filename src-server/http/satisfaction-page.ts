import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SATISFACTION_PAGE, satisfactionRoutes } from '../../src-shared/helpdesk/api/satisfaction-routes.ts';
import {
  satisfactionAnswerSchema,
  type SatisfactionQuestion,
} from '../../src-shared/helpdesk/satisfaction.ts';
import type { SatisfactionDesk } from '../desk/satisfaction.ts';
import { API_STYLE_PATH } from './api-style.ts';
import { html, type Html } from '../domain/html.ts';
import type { Gate } from './mount-routes.ts';

/**
 * The page behind the link in a mail: two buttons and a line to write in, without scripts. Opening it answers nothing,
 * since mail programs open links by themselves.
 */
export function addSatisfactionPage(app: FastifyInstance, gate: Gate, satisfaction: SatisfactionDesk): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 8_192 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    const path = `${SATISFACTION_PAGE}:token`;
    scope.get(path, async (request, reply) => {
      if ((await gate.admit(request, satisfactionRoutes.look)) !== null) return send(reply, 429, tooMany);
      const found = await satisfaction.look(tokenOf(request));
      return found.ok ? send(reply, 200, form(found.value, '')) : send(reply, 404, gone);
    });
    // no cookie counts here, only the secret: where the form stood does not matter (browsers say `Origin: null`)
    scope.post(path, async (request, reply) => {
      if ((await gate.admit(request, satisfactionRoutes.look)) !== null) return send(reply, 429, tooMany);
      const found = await satisfaction.look(tokenOf(request));
      if (!found.ok) return send(reply, 404, gone);
      const answer = answerIn(request.body);
      if (answer === null) return send(reply, 422, form(found.value, 'Choose one of the two, please.'));
      const saved = await satisfaction.answer(tokenOf(request), answer);
      return saved.ok
        ? send(reply, 200, form(saved.value, 'Thank you. It is saved.'))
        : send(reply, 404, gone);
    });
  });
}

function tokenOf({ params }: FastifyRequest): string {
  const read = satisfactionRoutes.look.params.safeParse(params);
  return read.success ? read.data.token : '';
}

function answerIn(body: unknown) {
  const fields = typeof body === 'object' && body !== null ? body : {};
  const good = Reflect.get(fields, 'good');
  const comment = String(Reflect.get(fields, 'comment') ?? '').replaceAll(/\s+/gu, ' ');
  const read = satisfactionAnswerSchema.safeParse({ good: good === 'yes', comment });
  return (good === 'yes' || good === 'no') && read.success ? read.data : null;
}

function send(reply: FastifyReply, status: number, page: Html): FastifyReply {
  const policy =
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
  return reply
    .code(status)
    .headers({ 'content-security-policy': policy, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
    .type('text/html; charset=utf-8')
    .send(page.text);
}

function form({ organisation, ticket, subject, answer }: SatisfactionQuestion, said: string): Html {
  const checked = (good: boolean) => (answer?.good === good ? html` checked` : '');
  return page(
    'How was it?',
    html`<p>${organisation}, ticket #${ticket}: ${subject}</p>
      ${said === '' ? '' : html`<p role="status"><strong>${said}</strong></p>`}
      <form method="post" accept-charset="utf-8">
        <fieldset>
          <legend>Were you helped well?</legend>
          <p>
            <label
              ><input type="radio" name="good" value="yes" required${checked(true)} /> Yes, it was good</label
            >
          </p>
          <p>
            <label
              ><input type="radio" name="good" value="no" required${checked(false)} /> No, it was not
              good</label
            >
          </p>
        </fieldset>
        <p>
          <label for="comment">One sentence, if you like</label><br />
          <input
            id="comment"
            name="comment"
            maxlength="500"
            size="50"
            autocomplete="off"
            value="${answer?.comment ?? ''}"
          />
        </p>
        <p><button type="submit">Send</button></p>
        <p>You can change it for a week.</p>
      </form>`,
  );
}

const gone = page(
  'This link is not valid any more',
  html`<p>It was answered more than a week ago, or it is old.</p>`,
);
const tooMany = page('Too many tries', html`<p>Wait a minute, then open the link again.</p>`);

function page(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="${API_STYLE_PATH}" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `;
}

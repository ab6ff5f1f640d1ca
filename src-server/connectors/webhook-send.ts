import type { SendWebhook } from '../domain/webhook-call.ts';
import type { HttpSend } from './http-send.ts';
import { signatureHeaders, signCall } from './webhook-signature.ts';

/** Sends a signed call by the guarded network, and reads what the answer's status means; its text is nobody's business. */
export function createWebhookSend(send: HttpSend): SendWebhook {
  return async ({ url, secret, delivery, timestampS, body: text }, signal) => {
    const body = Buffer.from(text, 'utf8');
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Alongside',
      [signatureHeaders.delivery]: delivery,
      [signatureHeaders.timestamp]: String(timestampS),
      [signatureHeaders.signature]: signCall(secret, { delivery, timestampS, body }),
    };
    const sent = await send({ method: 'POST', url: new URL(url), headers, body }, signal);
    if (!sent.ok) return { type: 'failed', final: sent.error.kind === 'refused', reason: sent.error.detail };
    const { status } = sent.value;
    if (status >= 200 && status < 300) return { type: 'taken', status };
    // a redirect is not followed: the signature would go wherever it points
    const reason =
      status >= 300 && status < 400 ? `answered ${status}: it points elsewhere` : `answered ${status}`;
    return { type: 'failed', final: status === 410, reason };
  };
}

import type { Comparison } from '../../src-shared/findings/comparison.ts';
import { comparisonText } from '../../src-shared/report/comparison-text.ts';
import type { HostSession, SessionEvent } from '../../src-shared/session/host-session.ts';

/**
 * The helped person's receipt as text they can keep: who was here, what they saw and for how long, when it ended.
 * Pure; the words come from the session's own events, so the receipt cannot say more than what happened.
 */
export function receiptText(
  session: HostSession,
  formatTime: (at: number) => string,
  comparison: Comparison | null,
): string {
  const lines = ['Alongside: your receipt', ''];
  const { technician } = session;
  lines.push(
    technician
      ? `Who: "${plainLine(technician.name)}", not verified (${technician.client === 'web' ? 'web console' : 'app'})`
      : 'Who: nobody',
  );
  if (session.pairedAt !== null) lines.push(`From: ${formatTime(session.pairedAt)}`);
  if (session.endedAt !== null) lines.push(`Until: ${formatTime(session.endedAt)}`);
  lines.push('', 'What happened:');
  for (const event of session.events) lines.push(`  ${formatTime(event.at)}  ${sentence(event)}`);
  if (comparison !== null) {
    lines.push('', 'What changed on this computer:');
    for (const line of comparisonText(comparison, formatTime).split('\n')) lines.push(`  ${line}`.trimEnd());
  }
  lines.push(
    '',
    'Nobody can see your screen now. This file stays on your computer; it was sent to nobody.',
    '',
  );
  return lines.join('\n');
}

function sentence(event: SessionEvent): string {
  const detail = plainLine(event.detail ?? '');
  const what = event.capability === 'screen' ? 'see your screen' : 'see what we found';
  switch (event.what) {
    case 'code-shown':
      return 'A code was shown.';
    case 'code-wrong':
      return 'A wrong code was typed. Nobody got in.';
    case 'code-expired':
      return 'The code ran out.';
    case 'technician-joined':
      return `"${detail}" joined with the code.`;
    case 'granted':
      return `You let them ${what}${detail ? ` (${detail})` : ''}.`;
    case 'taken-back':
      return `You took back: ${what}.`;
    case 'lease-ended':
      return `Ended by itself: ${what}.`;
    case 'paused':
      return 'You paused everything.';
    case 'resumed':
      return 'You went on.';
    case 'link-lost':
      return 'The connection was lost. They saw nothing.';
    case 'link-back':
      return 'The connection came back.';
    case 'snapshot-sent':
      return `What we found was sent (fingerprint ${detail}).`;
    case 'ended':
      return `The session ended (${detail.replaceAll('-', ' ')}).`;
  }
}

/** Names and window titles come from others: none may begin a line of its own or turn one around. */
function plainLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu, ' ');
}

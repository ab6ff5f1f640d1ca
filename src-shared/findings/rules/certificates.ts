import type { Certificate } from '../../diagnostics/security-areas.ts';
import { DAY, date } from '../../words/format.ts';
import type { RuleResult } from '../finding.ts';
import { alsoOf } from '../limits.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';

const path = (field: keyof Certificate) => `certificates.certificates.*.${field}`;

/** By the clock of the machine described, since that is the one its programs go by. */
function judgeOne({ validFrom, validUntil, issuer }: Certificate, look: Look): RuleResult {
  if (validUntil === null) return look.missing('it is not known when a certificate ends', path('validUntil'));
  const days = (validUntil - look.snapshot.takenAt) / DAY;
  const life = validFrom === null ? null : (validUntil - validFrom) / DAY;
  const from = issuer === null ? 'certificate' : `certificate from ${issuer}`;
  const text = `${from}, ${days < 0 ? 'ended' : 'ends'} ${date(validUntil)}`;
  const value = Math.round(days * 10) / 10;
  if (life !== null && life <= alsoOf(look.limit, 'shortLivedDays'))
    return look.fine({ value, text: `${text}, renewed by itself` });
  if (days < -alsoOf(look.limit, 'forgottenDays'))
    return look.fine({ value, text: `${text}, not in use any more` });
  return look.byNumber(days, text, { date: validUntil, variant: days < 0 ? 'ended' : 'ending' });
}

export const certificateRules: readonly Rule[] = [
  areaRule(
    'SEC-12',
    'certificates',
    ({ certificates }, look) =>
      worstOf(
        certificates.map((certificate) => judgeOne(certificate, look)),
        look.notRelevant('no certificate for sign-in or VPN was found'),
      ),
    { optionalPart: true },
  ),
];

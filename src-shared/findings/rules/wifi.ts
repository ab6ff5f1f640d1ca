import type { WifiConnection } from '../../diagnostics/network-areas.ts';
import { signed } from '../../words/format.ts';
import type { RuleId, RuleResult } from '../finding.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';

const path = (field: keyof WifiConnection) => `wifi.connections.*.${field}`;

function wifiRule(id: RuleId, judgeOne: (connection: WifiConnection, look: Look) => RuleResult): Rule {
  return areaRule(
    id,
    'wifi',
    ({ connections }, look) =>
      worstOf(
        connections.map((connection) => judgeOne(connection, look)),
        look.notRelevant('not connected by Wi-Fi'),
      ),
    { optionalPart: true },
  );
}

function judgeSignal({ signalDbm, frequencyMhz }: WifiConnection, look: Look): RuleResult {
  if (signalDbm === null) return look.missing('the strength of the Wi-Fi is not known', path('signalDbm'));
  const band =
    frequencyMhz === null ? '' : `, ${frequencyMhz < 3000 ? '2.4' : frequencyMhz < 5925 ? '5' : '6'} GHz`;
  return look.byNumber(signalDbm, `${signed(signalDbm)} dBm${band}`, { signal: signalDbm });
}

/** "WPA" alone is the first WPA, which uses TKIP; "WPA WPA2" also offers the good one. */
function isWeak(security: string): boolean {
  const words = security
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const strong = words.some((word) => /^(wpa[23]|sae|owe|ccmp|aes|rsn)/.test(word));
  return words.includes('wep') || !strong;
}

function judgeSecurity({ security }: WifiConnection, look: Look): RuleResult {
  if (security === null) return look.missing('the protection of the Wi-Fi is not known', path('security'));
  const said = security.trim() === '' || security.trim() === '--' ? 'none' : security;
  const open = /^(none|open)$/i.test(said);
  const text = `security ${said}`;
  return look.either(isWeak(said), { value: said, text }, { variant: open ? 'open' : 'old' });
}

export const wifiRules: readonly Rule[] = [
  wifiRule('NET-19', judgeSignal),
  wifiRule('NET-20', judgeSecurity),
];

import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { jsonOrNull } from '../json-or-null.ts';
import type { SourceTools } from '../sources.ts';
import { keyValues } from './parse-text.ts';

export type FirewallState = Pick<AreaDataOf['protection'], 'firewall' | 'firewallName'>;

/** Firewalls that run as services, in the order in which they are asked for. */
const services = [
  'firewalld.service',
  'nftables.service',
  'netfilter-persistent.service',
  'iptables.service',
];

/** The kernel's own rules where we may read them (root), else what the firewall programs say of themselves. */
export async function linuxFirewall(tools: SourceTools): Promise<FirewallState> {
  const ufw = parseUfw(await tools.files.text('/etc/ufw/ufw.conf'));
  const seen = await kernelRules(tools);
  if (seen === true) return state('on', ufw === true ? 'ufw' : 'nftables');
  const running = await runningServices(tools);
  if (running?.has('firewalld.service')) return state('on', 'firewalld');
  if (ufw === true) return state('on', 'ufw');
  if (running?.has('nftables.service')) {
    const rules =
      (await tools.files.text('/etc/nftables.conf')) ??
      (await tools.files.text('/etc/sysconfig/nftables.conf'));
    return state(rules === null ? 'hidden' : filtersInput(rules) ? 'on' : 'off', 'nftables');
  }
  if (running?.has('netfilter-persistent.service') || running?.has('iptables.service')) {
    const rules =
      (await tools.files.text('/etc/iptables/rules.v4')) ??
      (await tools.files.text('/etc/sysconfig/iptables'));
    return state(rules === null ? 'hidden' : savedRulesFilter(rules) ? 'on' : 'off', 'iptables');
  }
  if (running === null && ufw === null && seen === null) return state(null, null);
  return state('off', ufw === null ? null : 'ufw');
}

const state = (firewall: FirewallState['firewall'], firewallName: string | null): FirewallState => ({
  firewall,
  firewallName,
});

/** ENABLED of ufw.conf, which everybody may read; null where ufw is not installed. */
export function parseUfw(text: string | null): boolean | null {
  const said = text === null ? undefined : keyValues(text).get('ENABLED')?.toLowerCase();
  return said === 'yes' ? true : said === 'no' ? false : null;
}

/** The units that are active; null where systemd does not run. One line comes back for each unit asked for. */
async function runningServices({ run, signal }: SourceTools): Promise<ReadonlySet<string> | null> {
  const outcome = await run('systemctl', ['is-active', ...services], { limitMs: 1500, signal });
  return outcome.status === 'ok' ? parseIsActive(outcome.text, services) : null;
}

export function parseIsActive(text: string, units: readonly string[]): ReadonlySet<string> | null {
  const lines = text.trim().split('\n');
  if (lines.length !== units.length) return null;
  return new Set(units.filter((_, i) => lines[i]?.trim() === 'active'));
}

async function kernelRules({ run, signal }: SourceTools): Promise<boolean | null> {
  if (typeof process.getuid !== 'function' || process.getuid() !== 0) return null;
  const outcome = await run('nft', ['-j', '-t', 'list', 'ruleset'], { limitMs: 1500, signal });
  return outcome.status === 'ok' && outcome.code === 0 ? parseRuleset(outcome.text) : null;
}

const chainSchema = z.object({
  family: z.string(),
  table: z.string(),
  name: z.string(),
  hook: z.string().optional(),
  policy: z.string().optional(),
});
const ruleSchema = z.object({
  family: z.string(),
  table: z.string(),
  chain: z.string(),
  expr: z.array(z.record(z.string(), z.unknown())).max(200),
});
const rulesetSchema = z.object({
  nftables: z.array(z.object({ chain: chainSchema.optional(), rule: ruleSchema.optional() })).max(20_000),
});
type Ruleset = z.infer<typeof rulesetSchema>;

/**
 * True when what comes in is refused unless something allows it: a policy of "drop", or a refusal without a condition
 * in a chain that incoming packets reach. A refusal of one bad sender is no firewall. Null when it is not nft's JSON.
 */
export function parseRuleset(text: string): boolean | null {
  const parsed = rulesetSchema.safeParse(jsonOrNull(text));
  if (!parsed.success) return null;
  const chains = parsed.data.nftables.flatMap(({ chain }) => (chain?.hook === 'input' ? [chain] : []));
  const rules = rulesByChain(parsed.data);
  return chains.some(
    (chain) => chain.policy === 'drop' || refuses(key(chain.family, chain.table, chain.name), rules),
  );
}

type Rule = z.infer<typeof ruleSchema>;

const key = (family: string, table: string, chain: string) => JSON.stringify([family, table, chain]);

function rulesByChain({ nftables }: Ruleset): ReadonlyMap<string, readonly Rule[]> {
  const rules = new Map<string, Rule[]>();
  for (const { rule } of nftables) {
    if (!rule) continue;
    const at = key(rule.family, rule.table, rule.chain);
    rules.set(at, [...(rules.get(at) ?? []), rule]);
  }
  return rules;
}

const targetSchema = z.object({ target: z.string() });

function refuses(first: string, rules: ReadonlyMap<string, readonly Rule[]>): boolean {
  const seen = new Set<string>();
  const open = [first];
  for (let chain = open.pop(); chain !== undefined; chain = open.pop()) {
    if (seen.has(chain)) continue;
    seen.add(chain);
    for (const { family, table, expr } of rules.get(chain) ?? []) {
      if (expr.some((part) => 'match' in part || 'vmap' in part)) continue;
      if (expr.some((part) => 'drop' in part || 'reject' in part)) return true;
      for (const part of expr) {
        const target = targetSchema.safeParse(part['jump'] ?? part['goto']);
        if (target.success) open.push(key(family, table, target.data.target));
      }
    }
  }
  return false;
}

/** /etc/nftables.conf: what stands between "hook input" and the next hook. */
export function filtersInput(text: string): boolean {
  const plain = text.replace(/#.*$/gm, '');
  return plain
    .split(/\bhook\s+/)
    .slice(1)
    .some(
      (part) =>
        part.startsWith('input') &&
        /\bpolicy\s+drop\b|^[ \t]*(?:counter[ \t]+)?(?:drop|reject)\b/m.test(part),
    );
}

/** Rules as iptables-save writes them. */
export function savedRulesFilter(text: string): boolean {
  return /^:INPUT (?:DROP|REJECT)\b/m.test(text) || /^-A INPUT -j (?:DROP|REJECT)\b/m.test(text);
}

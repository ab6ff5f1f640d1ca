import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, type Answer } from '../answer.ts';
import type { ClockState, SourceTools } from '../sources.ts';

/** Pressure level of the kernel: 1 normal, 2 warning, 4 critical (MEM-10). */
export async function macPressure({ run, signal }: SourceTools): Promise<AreaDataOf['memory']['pressure']> {
  const outcome = await run('/usr/sbin/sysctl', ['-n', 'kern.memorystatus_vm_pressure_level'], {
    limitMs: 1000,
    signal,
  });
  return outcome.status === 'ok' ? parsePressure(outcome.text) : null;
}

export function parsePressure(text: string): AreaDataOf['memory']['pressure'] {
  switch (text.trim()) {
    case '1':
      return 'normal';
    case '2':
      return 'warning';
    case '4':
      return 'critical';
    default:
      return null;
  }
}

/** Needs no rights to read, but newer systems answer only an administrator; then nothing is known. */
export async function macClock({ run, signal }: SourceTools): Promise<Answer<ClockState>> {
  const outcome = await run('/usr/sbin/systemsetup', ['-getusingnetworktime'], { limitMs: 1500, signal });
  const on = outcome.status === 'ok' ? /Network Time: (On|Off)/.exec(outcome.text)?.[1] : undefined;
  return facts('systemsetup -getusingnetworktime', {
    synchronised: null,
    serviceActive: on === undefined ? null : on === 'On',
  });
}

export async function macProxySet({ run, signal }: SourceTools): Promise<boolean | null> {
  const outcome = await run('/usr/sbin/scutil', ['--proxy'], { limitMs: 1000, signal });
  return outcome.status === 'ok' ? parseProxies(outcome.text) : null;
}

/** `scutil --proxy` prints "HTTPEnable : 1" for each kind that is on. */
export function parseProxies(text: string): boolean {
  return /^[ \t]*(?:HTTP|HTTPS|SOCKS|ProxyAutoConfig|ProxyAutoDiscovery)Enable : 1$/m.test(text);
}

export async function macRoute({ run, signal }: SourceTools): Promise<Answer<AreaDataOf['route']>> {
  const outcome = await run('/sbin/route', ['-n', 'get', 'default'], { limitMs: 1500, signal });
  return facts('route -n get default', parseRoute(outcome.status === 'ok' ? outcome.text : ''));
}

/** "gateway: 192.168.1.1" and "interface: en0"; without a default route the command says "not in table". */
export function parseRoute(text: string): AreaDataOf['route'] {
  const gateway = /^[ \t]*gateway: (\S+)/m.exec(text)?.[1] ?? null;
  const via = /^[ \t]*interface: (\S+)/m.exec(text)?.[1] ?? null;
  const address =
    gateway !== null && /^[0-9a-f.:]+$/i.test(gateway.split('%')[0] ?? '')
      ? (gateway.split('%')[0] ?? null)
      : null;
  const v6 = address?.includes(':') ?? false;
  return {
    hasDefault: via !== null,
    interface: via,
    gateway: v6 ? null : address,
    gateway6: v6 ? address : null,
  };
}

import { areaData, type Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';

/** What this machine knows of its own way out. Nothing is claimed that was not looked at. */
export interface NetworkFacts {
  readonly kind: 'wifi' | 'cable' | 'network';
  readonly connected: boolean | null;
  /** A way out exists or not; whether the internet answers behind it is not known here. */
  readonly wayOut: boolean | null;
}

export function networkFacts(snapshot: Snapshot | null): NetworkFacts {
  if (snapshot === null) return { kind: 'network', connected: null, wayOut: null };
  const interfaces = areaData(snapshot, 'network')?.interfaces.filter(({ kind }) => kind !== 'loopback');
  const main =
    interfaces?.find(({ isDefault }) => isDefault === true) ?? interfaces?.find(({ up }) => up === true);
  return {
    kind: main?.kind === 'wifi' ? 'wifi' : main?.kind === 'wired' ? 'cable' : 'network',
    connected: connectedOf(interfaces),
    wayOut: areaData(snapshot, 'route')?.hasDefault ?? null,
  };
}

function connectedOf(
  interfaces: readonly { readonly up: boolean | null; readonly addresses: readonly unknown[] }[] | undefined,
): boolean | null {
  if (interfaces === undefined) return null;
  if (interfaces.some(({ up, addresses }) => up === true && addresses.length > 0)) return true;
  return interfaces.some(({ up }) => up === null) ? null : false;
}

import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import type { WifiConnection } from '../../../src-shared/diagnostics/network-areas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { countOf, figureOf, nameOf, percentOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';

const source = 'iw dev link, nmcli';

/** Runs only where an adapter exists, so a wired machine is done at once. */
export async function linuxWifi(tools: SourceTools): Promise<Answer<AreaDataOf['wifi']>> {
  const { files, run, signal } = tools;
  const names = await files.list('/sys/class/net');
  const adapters: string[] = [];
  for (const name of names) {
    if (
      (await files.exists(`/sys/class/net/${name}/wireless`)) ||
      (await files.exists(`/sys/class/net/${name}/phy80211`))
    )
      adapters.push(name);
  }
  if (adapters.length === 0)
    return unavailable(source, 'this computer has no Wi-Fi adapter that is switched on');
  const networks = await networkManager(tools);
  const found: WifiConnection[] = [];
  for (const adapter of adapters.filter((name) => /^[A-Za-z0-9_.-]{1,15}$/.test(name)).slice(0, 4)) {
    const outcome = await run('iw', ['dev', adapter, 'link'], { limitMs: 1500, signal });
    const link = outcome.status === 'ok' ? parseIwLink(outcome.text) : null;
    const known = networks.find((network) => network.interface === adapter);
    if (link || known) found.push(merged(adapter, link, known));
  }
  return found.length > 0
    ? facts(source, { connections: found })
    : unavailable(source, 'Wi-Fi is not connected');
}

async function networkManager({ run, signal }: SourceTools): Promise<readonly WifiConnection[]> {
  const columns = 'ACTIVE,DEVICE,BSSID,FREQ,CHAN,RATE,SIGNAL,SECURITY,SSID';
  const outcome = await run('nmcli', ['-t', '-f', columns, 'device', 'wifi', 'list', '--rescan', 'no'], {
    limitMs: 2000,
    signal,
  });
  return outcome.status === 'ok' ? parseNmcli(outcome.text) : [];
}

/** `iw dev X link`; the SSID is the rest of its line and may hold anything. */
export function parseIwLink(text: string): Omit<WifiConnection, 'interface'> | null {
  const bssid = /^Connected to ([0-9a-f:]{17})/m.exec(text)?.[1];
  if (bssid === undefined) return null;
  const line = (key: string) => new RegExp(`^\\s*${key}: (.*)$`, 'm').exec(text)?.[1];
  const frequencyMhz = figureOf(line('freq'), 1, 100_000);
  return {
    ssid: nameOf(
      line('SSID')?.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    ),
    bssid,
    signalDbm: figureOf(/^(-\d+) dBm/.exec(line('signal') ?? '')?.[1], -200, 0),
    qualityPercent: null,
    frequencyMhz,
    channel: channelOf(frequencyMhz),
    security: null,
    rateMbit: figureOf(/^([\d.]+) MBit\/s/.exec(line('tx bitrate') ?? '')?.[1], 0, 1e6),
  };
}

/** Active lines of `nmcli -t`: fields end at colons, a colon inside a field is written "\:". */
export function parseNmcli(text: string): readonly WifiConnection[] {
  return text.split('\n').flatMap((line) => {
    const cells = line.split(/(?<!\\):/).map((cell) => cell.replace(/\\([\\:])/g, '$1'));
    const [active, device, bssid, freq, channel, rate, signal, security, ...ssid] = cells;
    if (active !== 'yes' || device === undefined) return [];
    return [
      {
        interface: nameOf(device),
        ssid: nameOf(ssid.join(':')),
        bssid: nameOf(bssid),
        signalDbm: null,
        qualityPercent: percentOf(signal),
        frequencyMhz: figureOf(freq?.replace(/ MHz$/, ''), 1, 100_000),
        channel: countOf(channel),
        security: security === '' || security === '--' ? 'none' : nameOf(security),
        rateMbit: figureOf(rate?.replace(/ Mbit\/s$/, ''), 0, 1e6),
      },
    ];
  });
}

function merged(
  adapter: string,
  link: Omit<WifiConnection, 'interface'> | null,
  known: WifiConnection | undefined,
): WifiConnection {
  const base = known ?? { ...emptyConnection, ...link };
  return {
    ...base,
    interface: nameOf(adapter),
    ssid: link?.ssid ?? base.ssid,
    bssid: link?.bssid ?? base.bssid,
    signalDbm: link?.signalDbm ?? base.signalDbm,
    frequencyMhz: link?.frequencyMhz ?? base.frequencyMhz,
    channel: link?.channel ?? base.channel,
    rateMbit: link?.rateMbit ?? base.rateMbit,
  };
}

const emptyConnection: WifiConnection = {
  interface: null,
  ssid: null,
  bssid: null,
  signalDbm: null,
  qualityPercent: null,
  frequencyMhz: null,
  channel: null,
  security: null,
  rateMbit: null,
};

/** Channel of a centre frequency (IEEE 802.11). */
export function channelOf(frequencyMhz: number | null): number | null {
  if (frequencyMhz === null) return null;
  if (frequencyMhz === 2484) return 14;
  if (frequencyMhz >= 2412 && frequencyMhz <= 2472) return (frequencyMhz - 2407) / 5;
  if (frequencyMhz >= 5955) return Math.round((frequencyMhz - 5950) / 5);
  return frequencyMhz >= 5160 ? Math.round((frequencyMhz - 5000) / 5) : null;
}

import type { AreaDataOf } from '../../src-shared/diagnostics/area-schemas.ts';
import type { SystemFiles } from './system-files.ts';

type Redirects = Pick<AreaDataOf['protection'], 'hostsRead' | 'redirects'>;

/** Sites that most people use or that keep a computer safe; nobody has a good reason to send them elsewhere. */
const wellKnown = new Set(
  (
    'google.com youtube.com gmail.com bing.com yahoo.com duckduckgo.com wikipedia.org ' +
    'facebook.com instagram.com whatsapp.com twitter.com x.com linkedin.com tiktok.com reddit.com ' +
    'amazon.com amazon.co.uk amazon.de amazon.fr ebay.com paypal.com netflix.com ' +
    'microsoft.com live.com office.com outlook.com microsoftonline.com windowsupdate.com windows.com ' +
    'apple.com icloud.com mozilla.org github.com debian.org ubuntu.com fedoraproject.org ' +
    'malwarebytes.com kaspersky.com eset.com avast.com avg.com avira.com bitdefender.com norton.com mcafee.com ' +
    'sophos.com trendmicro.com virustotal.com ' +
    'chase.com bankofamerica.com wellsfargo.com citibank.com hsbc.com barclays.co.uk lloydsbank.com ing.com ' +
    'santander.com deutsche-bank.de coinbase.com'
  ).split(' '),
);
/** Advertisement blockers list many names below these sites ("ads.google.com"); only doors of the site itself count. */
const doors = new Set(
  'www m mail login signin account accounts secure online update updates download my web appleid id'.split(
    ' ',
  ),
);
const MOST = 50;

export async function readRedirects(files: SystemFiles, path: string): Promise<Redirects> {
  const text = await files.text(path);
  return text === null
    ? { hostsRead: false, redirects: [] }
    : { hostsRead: true, redirects: parseHosts(text) };
}

/** Well-known names of a hosts file. All other names, and all addresses, stay here. */
export function parseHosts(text: string): Redirects['redirects'] {
  const found = new Map<string, boolean>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*$/, '').trim().split(/\s+/);
    for (const written of names) {
      const name = written.toLowerCase().replace(/\.$/, '');
      if (!found.has(name) && found.size < MOST && isWellKnown(name)) found.set(name, isNowhere(address));
    }
  }
  return [...found].map(([name, blocked]) => ({ name, blocked }));
}

function isWellKnown(name: string): boolean {
  const dot = name.indexOf('.');
  return wellKnown.has(name) || (doors.has(name.slice(0, dot)) && wellKnown.has(name.slice(dot + 1)));
}

function isNowhere(address: string): boolean {
  return /^(?:0\.0\.0\.0|127\.\d+\.\d+\.\d+|::1?)$/.test(address);
}

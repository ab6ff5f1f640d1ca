import type { LadderStep, Rung } from '../network/ladder.ts';

/** What each rung of the way is called. */
export const ladderTitles: Readonly<Record<LadderStep, string>> = {
  adapter: 'Network card',
  address: 'Place in the network',
  gateway: 'Router',
  dns: 'Web names (DNS)',
  internet: 'Internet',
  proxy: 'Proxy',
  tls: 'Safe pages (TLS)',
  service: 'Support server',
  peer: 'Your helper',
};

const good: Readonly<Record<LadderStep, string>> = {
  adapter: 'A card is on.',
  address: 'Your computer has its place.',
  gateway: 'Your router answers.',
  dns: 'Names are found.',
  internet: 'The internet answers.',
  proxy: 'The proxy answers.',
  tls: 'Safe pages can be trusted.',
  service: 'The support server answers.',
  peer: 'You are linked.',
};

const broken: Readonly<Record<LadderStep, string>> = {
  adapter: 'No card is on. Check the cable or switch Wi-Fi on.',
  address: 'Your computer has no place in the network. Join your Wi-Fi again.',
  gateway: 'Your router does not answer. Unplug it, wait a minute and plug it in again.',
  dns: 'No name can be found. Restart your router.',
  internet: 'Your router has no internet. Call the company that gives it to you.',
  proxy: 'The proxy does not answer. Your helper can tell you how to remove it.',
  tls: 'Safe pages can not be trusted. Check the date on your computer.',
  service: 'The support server does not answer. A firewall may block it.',
  peer: 'The link to your helper is lost. It is tried again.',
};

/** Where a rung can break in more than one way. */
const variants: Readonly<Record<string, string>> = {
  'adapter missing': 'There is no network card. Plug in the cable or the Wi-Fi stick.',
  'address self-given': 'Your router gave no address. Restart it.',
  'gateway no-route': 'There is no way out of your network. Join your Wi-Fi again.',
  'dns system': 'Your address book (DNS) does not work, but another one does.',
  'internet sign-in': 'This network wants you to sign in. Open your web browser.',
  'proxy sign-in': 'The proxy wants a name and a password.',
  'tls expired': 'The pass of a site has run out. Check the date on your computer.',
  'tls wrong-name': 'A site shows the pass of another one.',
  'service other': 'Something else answers in place of the support server.',
};

/** One line that says how a rung stands. */
export function rungWords({ step, state, variant }: Rung): string {
  switch (state) {
    case 'good':
      return good[step];
    case 'broken':
      return variants[`${step} ${variant ?? ''}`] ?? broken[step];
    case 'unknown':
      return 'Not known.';
    case 'none':
      return 'Not in use.';
    case 'skipped':
      return 'Not looked at: the step before it is broken.';
  }
}

import type { RuleWords } from '../rule-words.ts';

const tryThis = 'See what to try';
const restartRouter = 'Unplug your router, wait a minute and plug it in again.';
const cableOrCloser = 'Use a network cable, or move closer to your router.';
const askProvider = 'Still the same? Call the company that gives you internet.';
const atWork = 'At work: tell your IT team.';

/** The words of what the network tests find. */
// oxfmt-ignore
export const connectivityWords = {
  'NET-03': {
    topic: 'Answer of your router',
    title: 'Your router does not answer',
    meaning: 'Your computer sees a network, but the router is silent.',
    short: 'Router does not answer',
    tryThis: { label: tryThis, steps: [restartRouter, 'Check the cable, or join your Wi-Fi again.'] },
  },
  'NET-04': {
    topic: 'Lost data on the way',
    title: 'Data gets lost on the way',
    meaning: 'Calls and the picture can stutter. It is lost after your router.',
    short: '{share|percent} lost on the way to the internet',
    tryThis: { label: tryThis, steps: ['Stop large downloads for now.', restartRouter, askProvider] },
    variants: {
      router: {
        meaning: 'Calls and the picture can stutter. It is lost in your home.',
        short: '{share|percent} lost on the way to the router',
        tryThis: { label: tryThis, steps: [cableOrCloser, restartRouter] },
      },
    },
  },
  'NET-05': {
    topic: 'How fast the internet answers',
    title: 'The internet answers slowly',
    meaning: 'It takes {ms} thousandths of a second. Clicks feel late.',
    short: 'Round trip {ms} ms',
    tryThis: { label: tryThis, steps: ['Stop large downloads for now.', 'Switch a VPN off if you may.', cableOrCloser] },
  },
  'NET-06': {
    topic: 'How even the internet is',
    title: 'Your internet is uneven',
    meaning: 'Data comes in bursts. Calls can break up.',
    short: 'Jitter {ms} ms',
    tryThis: { label: tryThis, steps: [cableOrCloser, 'Stop large downloads for now.'] },
  },
  'NET-07': {
    topic: 'Finding web names',
    title: 'Your computer does not find web names',
    meaning: 'Its address book (DNS) does not work. Another one does.',
    short: 'System DNS fails, another resolver answers',
    tryThis: { label: tryThis, steps: [restartRouter, 'Switch a VPN off if you may.', 'Ask your helper to set another address book.'] },
  },
  'NET-08': {
    topic: 'Any address book (DNS)',
    title: 'No web name can be found',
    meaning: 'The internet is there, but no address book (DNS) answers.',
    short: 'All resolvers fail, fixed addresses answer',
    tryThis: { label: tryThis, steps: [restartRouter, 'Check if a firewall blocks your internet.', atWork] },
  },
  'NET-09': {
    topic: 'How fast web names are found',
    title: 'Finding web names takes long',
    meaning: 'Each new page has to wait for it first.',
    short: 'DNS answers in {ms} ms',
    tryThis: { label: tryThis, steps: [restartRouter, 'Ask your helper to set another address book (DNS).'] },
  },
  'NET-10': {
    topic: 'True answers for web names',
    title: 'Your network changes web names',
    meaning: 'Someone on the way gives answers that are not true.',
    short: 'DNS answers are changed on the way',
    tryThis: { label: tryThis, steps: ['At work this can be a rule of the firm.', 'At home: ask your helper to check your router.'] },
  },
  'NET-11': {
    topic: 'Sign-in page of the network',
    title: 'This network wants you to sign in',
    meaning: 'The internet opens when you have done so.',
    short: 'Captive portal: another page came',
    tryThis: { label: tryThis, steps: ['Open your web browser.', 'Open any page. The sign-in should show up.', 'Sign in, then check again.'] },
  },
  'NET-12': {
    topic: 'Internet beyond your router',
    title: 'Your router has no internet',
    meaning: 'Your network works, but nothing beyond it answers.',
    short: 'Router answers, no internet host does',
    tryThis: { label: tryThis, steps: [restartRouter, 'See if other devices have internet.', askProvider] },
  },
  'NET-13': {
    topic: 'Answer of the proxy',
    title: 'The proxy does not answer',
    meaning: 'Your internet is set to go through it. So no page opens.',
    short: 'Configured proxy does not connect',
    tryThis: { label: tryThis, steps: [atWork, 'At home: ask your helper to remove the proxy.'] },
    variants: {
      signIn: {
        title: 'The proxy wants you to sign in',
        meaning: 'Your internet goes through it. It asks for a name and password.',
        short: 'Configured proxy answers 407',
        tryThis: { label: tryThis, steps: ['Open your web browser and sign in.', atWork] },
      },
    },
  },
  'NET-15': {
    topic: 'Size of packets',
    title: 'Large packets do not get through',
    meaning: 'Some pages may hang half way.',
    short: 'Path MTU is {bytes} bytes',
    tryThis: { label: tryThis, steps: ['Switch a VPN off if you may.', 'Ask your helper to set a smaller packet size (MTU).'] },
  },
  'NET-17': {
    topic: 'Errors of your network card',
    title: 'Your network card has errors',
    meaning: 'Some of your data arrives broken and is sent again.',
    short: 'Network card reports errors or drops',
    tryThis: { label: tryThis, steps: ['Try another cable.', 'Try another socket on the router.', 'On Wi-Fi: move closer to your router.'] },
  },
  'NET-21': {
    topic: 'Wi-Fi band',
    title: 'A faster Wi-Fi is near',
    meaning: 'Your Wi-Fi is there on a faster band, but is not used.',
    short: 'On 2.4 GHz, 5 GHz of the same name is near',
    tryThis: { label: tryThis, steps: ['Forget this Wi-Fi and join it again.', 'Or choose the one with 5G in its name.'] },
  },
  'NET-23': {
    topic: 'Both kinds of internet address',
    title: 'One of two ways to the web is broken',
    meaning: 'The new kind of address (IPv6) fails. Some pages start late.',
    short: 'IPv6 fails, IPv4 works',
    tryThis: { label: tryThis, steps: [restartRouter, 'Still the same? Ask your helper to look at IPv6.'] },
  },
  'NET-24': {
    topic: 'Way to the support server',
    title: 'The help server cannot be reached',
    meaning: 'Your network does not let us through to it.',
    short: 'Support server does not answer',
    tryThis: { label: tryThis, steps: ['Check if other web pages open.', 'Switch a VPN off if you may.', atWork] },
    variants: {
      relay: {
        title: 'The helper may not see your screen',
        meaning: 'Your network blocks the servers that pass the picture on.',
        short: 'No TURN relay answers',
      },
    },
  },
  'NET-25': {
    topic: 'Way of the picture',
    title: 'The picture has to take a slow way',
    meaning: 'Your network blocks the fast one. Help still works.',
    short: 'Only TCP relays work, UDP is blocked',
    tryThis: { label: tryThis, steps: ['You need not do anything.', 'At work: your IT team may open UDP port 3478.'] },
  },
  'NET-26': {
    topic: 'Who reads secure pages',
    title: 'Someone may read your secure pages',
    meaning: 'A name that we do not know vouches for safe pages.',
    short: 'Public certificate ends in a private root',
    tryThis: { label: tryThis, steps: ['Normal at work, and with some virus scanners.', 'At home: do not bank now. Ask your helper.'] },
  },
  'NET-28': {
    topic: 'Speed to your helper',
    title: 'Your internet is slow for sharing',
    meaning: 'It sends {speed} Mbit/s. The picture may be late.',
    short: 'Upload {speed} Mbit/s',
    tryThis: { label: tryThis, steps: [cableOrCloser, 'Stop large uploads for now.'] },
    variants: {
      down: { meaning: 'It gets {speed} Mbit/s. Pages may be slow.', short: 'Download {speed} Mbit/s' },
    },
  },
  'SEC-13': {
    topic: 'Certificates of web sites',
    title: 'A safe web site runs out soon',
    meaning: 'The pass of {host} ends in {days} {days|plural:day,days}. Its owner must renew it.',
    short: 'Certificate ends in {days} {days|plural:day,days}',
    tryThis: { label: tryThis, steps: ['You need not do anything.', 'Tell the owner of the site if you know them.'] },
    variants: {
      expired: {
        title: 'The pass of a web site has run out',
        meaning: 'We cannot be sure that {host} is real.',
        short: 'Certificate has expired',
        tryThis: { label: tryThis, steps: ['Check the date on your computer.', 'Do not sign in to this site now.'] },
      },
      name: {
        title: 'A web site shows a wrong pass',
        meaning: 'The pass of {host} is for another name.',
        short: 'Certificate is for another name',
        tryThis: { label: tryThis, steps: ['Check that you typed the name right.', 'Do not sign in to this site now.'] },
      },
      untrusted: {
        title: 'No one vouches for a web site',
        meaning: 'We cannot be sure that {host} is real.',
        short: 'Certificate is not trusted',
        tryThis: { label: tryThis, steps: ['Check the date on your computer.', 'Do not sign in to this site now.'] },
      },
    },
  },
} as const satisfies Record<string, RuleWords>;

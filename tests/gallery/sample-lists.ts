import type { AppInfo, PreviewRow, ScreenSource } from '../../src-shared/bridge/contract.ts';
import type { ChatLine } from '../../src-renderer/stores/chat.ts';
import { askedRound, type NetRound } from '../../src-shared/network/net-tests.ts';
import type { OwnPicture } from '../../src-renderer/stores/device-test.ts';
import { NOW } from './sample-session.ts';

export const info: AppInfo = {
  role: 'host',
  version: '0.1.0',
  runtime: 'Electron 45.4.1',
  testBuild: false,
  platform: 'win32',
  server: 'wss://help.example',
  stopKey: 'Ctrl+Alt+Shift+End',
  relayOnly: false,
  trial: false,
  prefill: null,
};

const minute = 60_000;
export const chat: readonly ChatLine[] = [
  {
    id: '1',
    from: 'peer',
    text: 'Hello. I can see seven prints waiting behind the poster.',
    at: NOW - 4 * minute,
  },
  { id: '2', from: 'me', text: 'Yes! I pressed print a few times.', at: NOW - 3 * minute },
  { id: '3', from: 'note', text: 'You let Kevin M. see Screen 1', at: NOW - 3 * minute },
  {
    id: '4',
    from: 'peer',
    text: 'That happens to everyone. I will clear the list. Your files stay where they are.',
    at: NOW - 2 * minute,
  },
];
export const chatLost: readonly ChatLine[] = [
  ...chat,
  { id: '5', from: 'me', text: 'Are you still there?', at: NOW, waiting: true },
];

const row = (
  group: PreviewRow['group'],
  label: string,
  here: string,
  sent: string | null,
  rest: Partial<PreviewRow> = {},
): PreviewRow => ({
  field: `${group}.${label}`,
  group,
  area: 'os',
  label,
  why: 'Recognises the same machine within a session',
  level: group === 'computer' ? 'essential' : 'normal',
  here,
  sent,
  hidden: sent !== here,
  withheld: false,
  ...rest,
});
export const preview: readonly PreviewRow[] = [
  row('you', 'Your sign-in name', 'm.ellison', 'person-1'),
  row('you', 'Computer name', 'FRONTDESK-02', 'host-1'),
  row('you', 'A folder in your files', 'C:\\Users\\m.ellison\\Letters', 'C:\\Users\\person-1\\Letters'),
  row('you', 'Serial number', '5CG2148RTK', null, { withheld: true }),
  row('you', 'Wi-Fi name', 'Northfield Staff', 'wifi-1'),
  row('you', 'Internet address', '203.0.113.84', 'ip-7F3KQ2XA'),
  ...Array.from({ length: 31 }, (_, i) =>
    row('computer', `Fact ${i + 1}`, `value ${i + 1}`, `value ${i + 1}`),
  ),
  ...Array.from({ length: 14 }, (_, i) => row('network', `Network ${i + 1}`, `eth${i}`, `eth${i}`)),
  ...Array.from({ length: 140 }, (_, i) =>
    row('programs', `Program ${i + 1}`, `program-${i}`, `program-${i}`),
  ),
];
export const previewText = JSON.stringify(
  {
    schema: 2,
    areas: {
      os: { status: 'ok', data: { name: 'Windows 11 Pro', hostName: 'host-1', userName: 'person-1' } },
    },
  },
  null,
  2,
);

/** A drawn window, so that the gallery needs no pictures on disk. */
function picture(title: string, colour: string, width: number, height: number): string {
  const rows = Array.from(
    { length: 8 },
    (_, i) =>
      `<rect x="16" y="${56 + i * 26}" width="${width - 60 - ((i * 37) % 90)}" height="10" fill="#c8d2dc"/>`,
  ).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fbfbfb"/><rect width="100%" height="36" fill="${colour}"/><text x="14" y="24" font-family="sans-serif" font-size="15" fill="#1a2023">${title}</text>${rows}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
const source = (
  key: string,
  kind: ScreenSource['kind'],
  name: string,
  colour: string | null,
): ScreenSource => ({
  key,
  kind,
  name,
  thumbnail:
    colour === null
      ? null
      : picture(name, colour, kind === 'display' ? 480 : 420, kind === 'display' ? 270 : 260),
  width: kind === 'display' ? 1920 : null,
  height: kind === 'display' ? 1080 : null,
});
export const screens: readonly ScreenSource[] = [
  source('w1', 'window', 'Office printer – Brother HL-L2375DW', '#e6eef4'),
  source('w2', 'window', 'This PC', '#eef1f3'),
  source('w3', 'window', 'Mail', '#f3eee6'),
  source('w4', 'window', 'Password manager', null),
  source('d1', 'display', 'Screen 1, main', '#7fa3bd'),
  source('d2', 'display', 'Screen 2', '#9fb8bd'),
];
export const manyScreens: readonly ScreenSource[] = [
  ...Array.from({ length: 11 }, (_, i) =>
    source(`m${i}`, 'window', `Window ${i + 1} with quite a long title that does not fit`, '#e6eef4'),
  ),
  ...screens.filter(({ kind }) => kind === 'display'),
];

const asked = askedRound('round-1', [
  { test: 'gateway', target: null },
  { test: 'dns', target: null },
  { test: 'internet', target: null },
  { test: 'tcp', target: { host: 'mail.northfield.example', port: 993 } },
]);
const passed = (row: NetRound['rows'][number]) => ({
  ...row,
  state: 'done' as const,
  share: 1,
  status: 'ok' as const,
});
/** What the technician asks for, how it goes, and its end. */
export const networkRounds = {
  asked,
  running: {
    ...asked,
    state: 'running',
    rows: asked.rows.map((row, i) =>
      i < 2 ? passed(row) : i === 2 ? { ...row, state: 'running' as const, share: 0.4 } : row,
    ),
  },
  done: { ...asked, state: 'done', rows: asked.rows.map(passed) },
} satisfies Record<string, NetRound>;

/** Where a camera's picture would be: a head and shoulders. */
export const ownPicture: OwnPicture = {
  mount(host) {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
    const context = canvas.getContext('2d');
    if (context !== null) {
      context.fillStyle = '#8fb3bd';
      context.fillRect(0, 0, 320, 180);
      context.fillStyle = '#3f474b';
      context.beginPath();
      context.arc(160, 78, 40, 0, 7);
      context.ellipse(160, 180, 84, 56, 0, 0, 7);
      context.fill();
    }
    host.append(canvas);
    return () => canvas.remove();
  },
};

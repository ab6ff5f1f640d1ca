import type { AreaDataOf } from '../diagnostics/area-schemas.ts';

/**
 * When systems stop getting free security fixes, as published by their makers and collected at endoflife.date.
 * Windows: Home and Pro editions (24H2 and 25H2 Enterprise have a year more). Ubuntu: standard support, without Pro.
 * Debian: long-term support. Apple publishes no dates: a release ends when the third one after it appears, so the
 * ends of releases still in support are left out rather than guessed.
 */
export const supportTableFrom = Date.UTC(2026, 10, 22);

export interface SupportEnd {
  readonly name: string;
  /** Epoch ms, the start (UTC) of the last day of support. */
  readonly end: number;
}

type Os = Pick<AreaDataOf['os'], 'id' | 'name' | 'version' | 'build'>;
type Dates = Readonly<Record<string, string>>;

/** By the third part of "10.0.22631". */
const windowsBuilds: Readonly<Record<string, readonly [name: string, end: string]>> = {
  '7601': ['Windows 7', '2020-01-14'],
  '9200': ['Windows 8', '2016-01-12'],
  '9600': ['Windows 8.1', '2023-01-10'],
  '10240': ['Windows 10 1507', '2017-05-09'],
  '10586': ['Windows 10 1511', '2017-10-10'],
  '14393': ['Windows 10 1607', '2018-04-10'],
  '15063': ['Windows 10 1703', '2018-10-09'],
  '16299': ['Windows 10 1709', '2019-04-09'],
  '17134': ['Windows 10 1803', '2019-11-12'],
  '17763': ['Windows 10 1809', '2020-11-10'],
  '18362': ['Windows 10 1903', '2020-12-08'],
  '18363': ['Windows 10 1909', '2021-05-11'],
  '19041': ['Windows 10 2004', '2021-12-14'],
  '19042': ['Windows 10 20H2', '2022-05-10'],
  '19043': ['Windows 10 21H1', '2022-12-13'],
  '19044': ['Windows 10 21H2', '2023-06-13'],
  '19045': ['Windows 10 22H2', '2025-10-14'],
  '22000': ['Windows 11 21H2', '2023-10-10'],
  '22621': ['Windows 11 22H2', '2024-10-08'],
  '22631': ['Windows 11 23H2', '2025-11-11'],
  '26100': ['Windows 11 24H2', '2026-10-13'],
  '26200': ['Windows 11 25H2', '2027-10-12'],
};

const debian: Dates = {
  '8': '2020-06-30',
  '9': '2022-06-30',
  '10': '2024-06-30',
  '11': '2026-08-31',
  '12': '2028-06-30',
  '13': '2030-06-30',
};
const ubuntu: Dates = {
  '14.04': '2019-04-25',
  '16.04': '2021-04-30',
  '18.04': '2023-05-31',
  '20.04': '2025-05-31',
  '22.04': '2027-04-01',
  '22.10': '2023-07-20',
  '23.04': '2024-01-25',
  '23.10': '2024-07-12',
  '24.04': '2029-05-31',
  '24.10': '2025-07-10',
  '25.04': '2026-01-17',
  '25.10': '2026-07-01',
  '26.04': '2031-04-30',
};
const fedora: Dates = {
  '36': '2023-05-16',
  '37': '2023-12-05',
  '38': '2024-05-21',
  '39': '2024-11-26',
  '40': '2025-05-13',
  '41': '2025-12-15',
  '42': '2026-05-13',
  '43': '2026-12-09',
};
const macos: Dates = {
  '10.12': '2019-10-01',
  '10.13': '2020-12-01',
  '10.14': '2021-10-25',
  '10.15': '2022-09-12',
  '11': '2023-09-26',
  '12': '2024-09-16',
  '13': '2025-09-15',
};

/** The end of support of this release; null when the table does not know it. */
export function supportEnd(os: Os): SupportEnd | null {
  const version = os.version ?? '';
  const major = version.split('.')[0] ?? '';
  switch (os.id) {
    case 'windows':
      return windowsEnd(os, version);
    case 'debian':
      return from('Debian', debian, major);
    case 'ubuntu':
      return from('Ubuntu', ubuntu, version.split('.').slice(0, 2).join('.'));
    case 'fedora':
      return from('Fedora', fedora, major);
    case 'macos':
      return from('macOS', macos, major === '10' ? version.split('.').slice(0, 2).join('.') : major);
    default:
      return null;
  }
}

function windowsEnd({ name }: Os, version: string): SupportEnd | null {
  // Server and LTSC releases share build numbers but live years longer
  if (/server|ltsc|ltsb|iot/i.test(name ?? '')) return null;
  const row = windowsBuilds[version.split('.')[2] ?? ''];
  if (!row) return null;
  const [release, end] = row;
  const longer = /enterprise|education/i.test(name ?? '') ? enterpriseEnds[release] : undefined;
  return { name: release, end: Date.parse(longer ?? end) };
}

/** Enterprise and Education get longer on the same build. */
const enterpriseEnds: Dates = {
  'Windows 10 1607': '2019-04-09',
  'Windows 10 1703': '2019-10-08',
  'Windows 10 1709': '2020-10-13',
  'Windows 10 1803': '2021-05-11',
  'Windows 10 1809': '2021-05-11',
  'Windows 10 1909': '2022-05-10',
  'Windows 10 20H2': '2023-05-09',
  'Windows 10 21H2': '2024-06-11',
  'Windows 11 21H2': '2024-10-08',
  'Windows 11 22H2': '2025-10-14',
  'Windows 11 23H2': '2026-11-10',
  'Windows 11 24H2': '2027-10-12',
  'Windows 11 25H2': '2028-10-10',
};

function from(system: string, dates: Dates, release: string): SupportEnd | null {
  const end = dates[release];
  return end === undefined ? null : { name: `${system} ${release}`, end: Date.parse(end) };
}

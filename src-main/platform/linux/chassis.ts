// SMBIOS 3.6, table 17, the kinds people have in front of them.
const names: Readonly<Record<string, string>> = {
  '3': 'Desktop',
  '4': 'Desktop',
  '5': 'Desktop',
  '6': 'Desktop',
  '7': 'Desktop',
  '8': 'Notebook',
  '9': 'Notebook',
  '10': 'Notebook',
  '11': 'Handheld',
  '13': 'All in one',
  '14': 'Notebook',
  '17': 'Server',
  '23': 'Server',
  '30': 'Tablet',
  '31': 'Notebook',
  '32': 'Notebook',
  '35': 'Mini PC',
  '36': 'Stick PC',
};

export function chassisName(code: string | null | undefined): string | null {
  return code ? (names[code] ?? null) : null;
}

import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import type { Certificate } from '../../../src-shared/diagnostics/security-areas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { certificatesIn, inOrder, type ReadCertificate } from '../certificate-files.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';

const source = 'certificate files of VPN, Wi-Fi, web server and of the person';
const MOST_FILES = 200;
const LONGEST = 65_536;

interface Folder {
  readonly path: string;
  readonly place: NonNullable<Certificate['place']>;
  /** How many folders deep to look. */
  readonly depth: number;
}

const machineFolders: readonly Folder[] = [
  { path: '/etc/openvpn', place: 'vpn', depth: 2 },
  { path: '/etc/ipsec.d/certs', place: 'vpn', depth: 0 },
  { path: '/etc/swanctl/x509', place: 'vpn', depth: 0 },
  { path: '/etc/NetworkManager/certs', place: 'vpn', depth: 1 },
  { path: '/etc/wpa_supplicant', place: 'wifi', depth: 1 },
  { path: '/etc/ssl', place: 'machine', depth: 0 },
  { path: '/etc/ssl/certs', place: 'machine', depth: 0 },
  { path: '/etc/pki/tls/certs', place: 'machine', depth: 0 },
  { path: '/etc/letsencrypt/live', place: 'machine', depth: 1 },
];
const personFolders: readonly Folder[] = [
  { path: '.cert', place: 'vpn', depth: 2 },
  { path: '.config/openvpn', place: 'vpn', depth: 1 },
  { path: '.local/share/networkmanagement/certificates', place: 'vpn', depth: 2 },
  { path: '.pki', place: 'person', depth: 1 },
  { path: '.ssl', place: 'person', depth: 0 },
];

/**
 * Where the usual programs keep them, with the authorities that somebody put beside their own: a VPN fails without.
 * What only root may read is not seen by others, and nothing is said of it.
 */
export async function linuxCertificates(tools: SourceTools): Promise<Answer<AreaDataOf['certificates']>> {
  const { files, env } = tools;
  const home = env['HOME'];
  const folders = [
    ...machineFolders,
    ...(home?.startsWith('/') ? personFolders.map((one) => ({ ...one, path: `${home}/${one.path}` })) : []),
  ];
  const listed = await Promise.all(folders.map((folder) => filesIn(files, folder)));
  const paths = [...listed.flat(), ...(await connectionFiles(files))].slice(0, MOST_FILES);
  const found: ReadCertificate[] = [];
  for (const { path, place } of paths) {
    const bytes = await files.bytes(path, LONGEST);
    if (bytes !== null) found.push(...certificatesIn(bytes, place, { authorities: place !== 'machine' }));
  }
  const certificates = inOrder(found);
  return certificates.length > 0
    ? facts(source, { certificates })
    : unavailable(source, 'no certificate for sign-in, Wi-Fi or VPN was found');
}

interface Place {
  readonly path: string;
  readonly place: Folder['place'];
}

/** Folders of authorities hold hundreds of links; what somebody put there is a file of its own. */
async function filesIn(files: SystemFiles, { path, place, depth }: Folder): Promise<readonly Place[]> {
  const entries = (await files.list(path)).slice(0, 1000);
  // Settings of other programs hold passwords and no certificates.
  const kinds = path.startsWith('/etc/openvpn')
    ? /\.(?:pem|crt|cer|der|ovpn|conf)$/i
    : /\.(?:pem|crt|cer|der|ovpn)$/i;
  const wanted = entries.filter((name) => kinds.test(name));
  const links = path.endsWith('/certs');
  const own = await Promise.all(
    wanted.slice(0, 400).map(async (name) => {
      if (name === 'ca-certificates.crt') return [];
      if (links && (await files.linkName(`${path}/${name}`)) !== null) return [];
      return [{ path: `${path}/${name}`, place }];
    }),
  );
  if (depth === 0) return own.flat();
  const below = await Promise.all(
    entries
      .filter((name) => !wanted.includes(name))
      .slice(0, 50)
      .map((name) => filesIn(files, { path: `${path}/${name}`, place, depth: depth - 1 })),
  );
  return [...own.flat(), ...below.flat()];
}

/** NetworkManager names the files of a connection in a file of its own, which only root may read. */
async function connectionFiles(files: SystemFiles): Promise<readonly Place[]> {
  const folder = '/etc/NetworkManager/system-connections';
  const names = (await files.list(folder)).filter((name) => name.endsWith('.nmconnection')).slice(0, 100);
  const texts = await Promise.all(names.map((name) => files.text(`${folder}/${name}`)));
  return texts.flatMap((text) => (text === null ? [] : parseConnection(text)));
}

/** Own certificates of a connection; those of its authority are somebody else's. */
export function parseConnection(text: string): readonly Place[] {
  const place = /^type=(?:802-11-wireless|wifi|802-3-ethernet|ethernet)$/m.test(text) ? 'wifi' : 'vpn';
  return [
    ...text.matchAll(/^(?:phase2-)?(?:client-cert|cert|usercert)=(?:file:\/\/)?(\/[^\n\0]{1,300})$/gm),
  ].map(([, path = '']) => ({ path: path.trim(), place }));
}

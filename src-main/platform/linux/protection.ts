import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, type Answer } from '../answer.ts';
import { readRedirects } from '../hosts-file.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { linuxFirewall } from './firewall.ts';

/** What Linux has of it; antivirus, UAC and the guards of macOS are matters of other systems. */
export async function linuxProtection(tools: SourceTools): Promise<Answer<AreaDataOf['protection']>> {
  const [firewall, redirects, smb1] = await Promise.all([
    linuxFirewall(tools),
    readRedirects(tools.files, '/etc/hosts'),
    sambaSmb1(tools.files),
  ]);
  return facts('nft, systemctl is-active, ufw.conf, /etc/hosts, smb.conf', {
    ...firewall,
    antivirusListed: null,
    antivirus: [],
    uac: null,
    systemIntegrity: null,
    gatekeeper: null,
    smb1,
    ...redirects,
  });
}

/** False where no Samba server is installed: then nothing answers in this way. */
async function sambaSmb1(files: SystemFiles): Promise<boolean | null> {
  const installed = (await files.exists('/usr/sbin/smbd')) || (await files.exists('/usr/bin/smbd'));
  if (!installed) return false;
  const text = await files.text('/etc/samba/smb.conf');
  return text === null ? null : parseSamba(text);
}

/** Samba answers SMB 1 only when told to (since 4.11); the last line of a name counts. */
export function parseSamba(text: string): boolean {
  const lines = [...text.matchAll(/^[ \t]*(?:server[ \t]+)?min[ \t]+protocol[ \t]*=[ \t]*(\w+)/gim)];
  return /^(?:core|coreplus|lanman1|lanman2|nt1)$/i.test(lines.at(-1)?.[1] ?? '');
}

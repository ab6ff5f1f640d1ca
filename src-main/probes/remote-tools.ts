import type { OpenPort } from '../platform/sources.ts';

/**
 * Programs with which somebody else may be looking at this computer (SEC-09), by executable name. Scams begin with
 * one of them; the person is asked, nothing is blamed.
 */
const tools: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['AnyDesk', /^anydesk/i],
  ['TeamViewer', /^teamviewer/i],
  ['RustDesk', /^rustdesk/i],
  ['Chrome Remote Desktop', /^(?:remoting_host|chrome-remote-desktop|chromoting)/i],
  ['ConnectWise ScreenConnect', /^(?:screenconnect|connectwisecontrol)/i],
  ['Splashtop', /^(?:splashtop|srserver|srmanager)/i],
  ['LogMeIn', /^(?:logmein|lmi_rescue|lmiguardiansvc|support-logmeinrescue)/i],
  ['GoTo', /^(?:g2comm|g2host|g2svc|gotoassist|gotoresolve)/i],
  ['UltraViewer', /^ultraviewer/i],
  ['Supremo', /^supremo/i],
  ['Ammyy Admin', /^(?:aa_v3|ammyy)/i],
  ['DWService', /^dwag(?:ent|svc|lnc)/i],
  ['MeshCentral', /^mesh(?:agent|central)/i],
  ['Zoho Assist', /^(?:zohoassist|za_connect|zohomeeting|zaservice)/i],
  ['BeyondTrust', /^(?:bomgar|sra-pin|bomgar-scc)/i],
  ['NoMachine', /^(?:nxserver|nxnode|nxplayer|nomachine)/i],
  ['VNC', /^(?:x11vnc|x0vncserver|winvnc|tvnserver|vncserver|vino-server|wayvnc|uvnc_service)/i],
  ['Remote desktop (RDP)', /^(?:xrdp|gnome-remote-de|krdpserver|krfb)/i],
  ['ISL Online', /^isl(?:light|alwayson)/i],
  ['Remote Utilities', /^(?:rutserv|rfusclient)/i],
  ['Radmin', /^(?:radmin|rserver3)/i],
  ['Quick Assist', /^quickassist/i],
  ['Windows Remote Assistance', /^msra\b/i],
  ['Parsec', /^parsecd?(?:\.exe)?$/i],
  ['DameWare', /^dwrcs/i],
];

/** The tools that run, by the names people know them by. */
export function remoteToolsAmong(processNames: readonly string[]): readonly string[] {
  return tools
    .filter(([, pattern]) => processNames.some((name) => pattern.test(name)))
    .map(([name]) => name)
    .slice(0, 20);
}

/** Ports that belong to a way of looking at a screen, where the program behind them does not tell by its name. */
const ports: ReadonlyMap<number, string> = new Map([
  [3389, 'Remote desktop (RDP)'],
  [5900, 'VNC'],
]);
/** Programs that hold ports for others. */
const hosts = /^(?:svchost|system|launchd|systemd|xinetd|inetd)(?:\.exe)?$/i;

/** The tool that waits on this port; a well-known port counts only where others can call it. */
export function remoteToolAt({ protocol, port, reach, program }: OpenPort): string | null {
  const [byName] = program === null ? [] : remoteToolsAmong([program]);
  if (byName !== undefined) return byName;
  if (protocol !== 'tcp' || reach !== 'network') return null;
  return program === null || hosts.test(program) ? (ports.get(port) ?? null) : null;
}

/**
 * Words that people use for the same thing. Found by the others too, but counted less than the word itself. One-way
 * meanings stay out: who writes "laptop" does not mean "battery".
 */
const groups: readonly (readonly string[])[] = [
  ['vpn', 'tunnel', 'anyconnect', 'wireguard', 'openvpn', 'globalprotect', 'forticlient'],
  ['wifi', 'wlan', 'wireless', 'hotspot'],
  ['internet', 'web', 'online', 'broadband'],
  ['router', 'modem', 'fritzbox', 'hub', 'gateway'],
  ['network', 'lan', 'ethernet'],
  ['dns', 'nameserver', 'resolver'],
  ['proxy', 'pac', 'winhttp'],
  ['printer', 'print', 'printout', 'laserjet', 'deskjet', 'officejet'],
  ['queue', 'spooler', 'jobs'],
  ['disk', 'drive', 'hdd', 'ssd', 'harddrive', 'harddisk', 'storage'],
  ['space', 'room', 'full'],
  ['memory', 'ram'],
  ['cpu', 'processor'],
  ['slow', 'slowly', 'sluggish', 'lag', 'laggy', 'crawls', 'ages', 'forever'],
  ['freeze', 'frozen', 'froze', 'hang', 'hung', 'stuck', 'unresponsive', 'jammed', 'halt', 'halts'],
  ['crash', 'crashes', 'quits', 'closes'],
  ['bluescreen', 'bsod', 'kernelpanic'],
  ['restart', 'reboot', 'rebooting'],
  ['boot', 'startup', 'start'],
  ['update', 'upgrade', 'patch', 'patches'],
  ['virus', 'malware', 'trojan', 'infected', 'ransomware'],
  ['antivirus', 'defender', 'norton', 'mcafee', 'avast', 'kaspersky'],
  ['encrypt', 'encryption', 'bitlocker', 'filevault', 'luks'],
  ['remote', 'teamviewer', 'anydesk', 'scammer', 'scam', 'fraud', 'hacker', 'hacked', 'rustdesk'],
  ['certificate', 'cert', 'ssl', 'tls', 'https'],
  ['clock', 'time', 'date', 'hour'],
  ['backup', 'timemachine', 'copies'],
  ['microphone', 'mic', 'mike', 'muted', 'mute'],
  ['camera', 'webcam', 'video'],
  ['sound', 'audio', 'speaker', 'speakers', 'headset', 'headphones', 'loudspeaker'],
  ['screen', 'display', 'monitor'],
  ['hot', 'heat', 'overheat', 'overheating', 'warm', 'temperature', 'burning'],
  ['fan', 'fans', 'noise', 'noisy', 'loud', 'ventilator'],
  ['charge', 'charger', 'charging', 'plugged'],
  ['delete', 'remove', 'erase', 'uninstall'],
  ['email', 'mail'],
  ['signin', 'login', 'logon', 'portal'],
  ['password', 'passcode'],
  ['program', 'app', 'application', 'software'],
  ['driver', 'drivers'],
  ['mac', 'macbook', 'imac', 'macos'],
  ['old', 'outdated', 'unsupported'],
  ['task', 'process'],
  ['signal', 'reception', 'bars'],
  ['stutter', 'buffer', 'buffering', 'choppy'],
  ['photo', 'photos', 'picture', 'pictures', 'images'],
  ['laptop', 'notebook'],
  ['computer', 'pc'],
  ['phone', 'mobile', 'smartphone'],
];

/** Neighbours that count as one word, written together. */
export const phrases: ReadonlySet<string> = new Set([
  'wifi',
  'harddrive',
  'harddisk',
  'bluescreen',
  'kernelpanic',
  'timemachine',
  'taskmanager',
  'startup',
  'signin',
  'login',
  'logon',
  'antivirus',
  'email',
  'backup',
]);

export interface Synonyms {
  (term: string): readonly string[];
}

/** The other words for a term, as terms. Both sides go through the stem, so plurals need no line of their own. */
export function synonymsWith(stem: (word: string) => string): Synonyms {
  const of = new Map<string, Set<string>>();
  for (const group of groups) {
    const terms = [...new Set(group.map(stem))];
    for (const term of terms) {
      const others = of.get(term) ?? new Set();
      for (const other of terms) if (other !== term) others.add(other);
      of.set(term, others);
    }
  }
  return (term) => [...(of.get(term) ?? [])];
}

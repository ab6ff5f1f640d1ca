/** Every program that is compared, ours first. */
export const programNames = ['alongside', 'systeminformation', 'inxi', 'lshw', 'hwinfo', 'sos'] as const;
export type ProgramName = (typeof programNames)[number];

/**
 * What a person who helps asks of a machine (reference: diagnostics A2), and where each program's output answers it.
 * Of ours and of the library the paths of values are searched, of the others the text, of sos the names of its files
 * and the commands it ran. A question counts when there is a value, so that "there is none" counts for nobody.
 */
export interface Question {
  readonly name: string;
  readonly answers: Readonly<Partial<Record<ProgramName, RegExp>>>;
}

const q = (name: string, answers: Question['answers']): Question => ({ name, answers });

export const questions: readonly Question[] = [
  q('maker and model', {
    alongside: /^system\.(?:manufacturer|model)$/m,
    systeminformation: /^system\.(?:manufacturer|model)$/m,
    inxi: /Machine:[\s\S]*product:/,
    lshw: /"class" : "system"[\s\S]*"product"/,
    hwinfo: /System Info|System Information:[\s\S]*Product/,
    sos: /dmidecode/,
  }),
  q('firmware', {
    alongside: /^(?:firmware|system)\.(?:bios|firmware|vendor|version)/im,
    systeminformation: /^bios\.(?:vendor|version)$/m,
    inxi: /(?:UEFI|BIOS): \S/,
    lshw: /"description" : "BIOS"/,
    hwinfo: /BIOS Info/,
    sos: /dmidecode/,
  }),
  q('virtual machine', {
    alongside: /^system\.(?:virtual|hypervisor|vm)/m,
    systeminformation: /^system\.virtual/m,
    inxi: /Type: (?:Kvm|Virtual|VM)|Hypervisor/i,
    lshw: /KVM|QEMU|Virtual Machine/i,
    hwinfo: /hypervisor/,
    sos: /virt-what|systemd-detect-virt/,
  }),
  q('processor', {
    alongside: /^cpu\.brand$/m,
    systeminformation: /^cpu\.brand$/m,
    inxi: /model: \S/,
    lshw: /"class" : "processor"/,
    hwinfo: /Model: \d+\.\d+/,
    sos: /lscpu|cpuinfo/,
  }),
  q('load now', {
    alongside: /^load\.cpuPercent$/m,
    systeminformation: /^currentLoad\.currentLoad$/m,
    sos: /uptime|sar|top/,
  }),
  q('processor temperature', {
    alongside: /^cpu\.temperatureC$/m,
    systeminformation: /^temp\.main$/m,
    inxi: /cpu: \d+(?:\.\d+)? C/,
    sos: /sensors/,
  }),
  q('memory in use', {
    alongside: /^memory\.availableBytes$/m,
    systeminformation: /^mem\.available$/m,
    inxi: /RAM:[\s\S]*used:/,
    sos: /free|meminfo/,
  }),
  q('memory modules', {
    alongside: /^memory(?:Modules)?\..*(?:slot|module|size)/im,
    systeminformation: /^memLayout\.\*\.size$/m,
    inxi: /Device-\d+: .*size/,
    lshw: /"class" : "memory"[\s\S]*DIMM/,
    hwinfo: /Memory Device:/,
    sos: /dmidecode/,
  }),
  q('space on drives', {
    alongside: /^volumes\.volumes\.\*\.availableBytes$/m,
    systeminformation: /^fsSize\.\*\.available$/m,
    inxi: /ID-1: .*used:/,
    sos: /\bdf\b/,
  }),
  q('inodes', { alongside: /^volumes\.volumes\.\*\.inodesTotal$/m, sos: /df_-.*i/ }),
  q('disks', {
    alongside: /^disks\.disks\.\*\.device$/m,
    systeminformation: /^(?:diskLayout|blockDevices)\.\*\.name$/m,
    inxi: /Drives:[\s\S]*ID-1: \/dev/,
    lshw: /"class" : "(?:disk|volume)"/,
    hwinfo: /Device File: \/dev\/[vsn]/,
    sos: /lsblk/,
  }),
  q('disk health', {
    alongside: /^disks\.disks\.\*\.(?:smart|wear|health)/im,
    systeminformation: /^diskLayout\.\*\.smartStatus$/m,
    inxi: /SMART: (?!Unknown)/,
    sos: /smartctl/,
  }),
  q('disk latency', {
    alongside: /^(?:disk|storage|io).*(?:latency|awaitMs|busy)/im,
    systeminformation: /^disksIO\./m,
    sos: /iostat|sar/,
  }),
  q('mounts and RAID', {
    alongside: /^(?:raid|mounts|pools|arrays|volumes)\..*(?:state|level|writable|mount)/im,
    systeminformation: /^fsSize\.\*\.mount$/m,
    inxi: /RAID:|ID-1: \//,
    lshw: /"class" : "volume"/,
    sos: /mount|mdadm/,
  }),
  q('backup age', { alongside: /^backups?\./m }),
  q('graphics', {
    alongside: /^graphics\.controllers\.\*\./m,
    systeminformation: /^graphics\.controllers\.\*\.model$/m,
    inxi: /Graphics:[\s\S]*driver: \S/,
    lshw: /"class" : "display"/,
    hwinfo: /Graphics Card[\s\S]*Model/,
    sos: /lspci/,
  }),
  q('displays', {
    alongside: /^displays\.displays\.\*\./m,
    systeminformation: /^graphics\.displays\.\*\.resolutionX$/m,
    inxi: /res(?:olution)?: ?\d+x\d+/,
    hwinfo: /Monitor[\s\S]*Resolution/,
    sos: /xrandr/,
  }),
  q('battery', {
    alongside: /^battery\.batteries\.\*\./m,
    systeminformation: /^battery\.percent$/m,
    inxi: /Battery:[\s\S]*charge:/,
    sos: /upower/,
  }),
  q('network adapters', {
    alongside: /^network\.interfaces\.\*\.kind$/m,
    systeminformation: /^net\.\*\.iface$/m,
    inxi: /IF: \S/,
    lshw: /"class" : "network"/,
    hwinfo: /Network Interface/,
    sos: /ip_.*addr|ethtool/,
  }),
  q('gateway', {
    alongside: /^route\.gateway6?$/m,
    systeminformation: /^gatewayDefault$|^networkGatewayDefault$/m,
    sos: /ip_route|route/,
  }),
  q('name servers', { alongside: /^(?:network\.dnsServers|dns)\b/m, sos: /resolv\.conf/ }),
  q('name lookup works', {
    alongside: /^(?:dns|resolvers|internet|connectivity|reach)\S*\.\S*(?:ms|answer|ok|reach|works|time)/im,
    systeminformation: /^inetLatency$/m,
  }),
  q('internet reachable', {
    alongside: /^(?:internet|connectivity|reach)\S*\./im,
    systeminformation: /^inetLatency$/m,
  }),
  q('proxy', { alongside: /^(?:network\.proxySet|proxy\.)/m, sos: /environment/ }),
  q('Wi-Fi', {
    alongside: /^wifi\.connections\.\*\./m,
    systeminformation: /^wifiConnections?\.\*\.ssid$/m,
    inxi: /type: WiFi/,
    sos: /iw_/,
  }),
  q('listening ports', {
    alongside: /^(?:ports|listening|listeners)\S*\./im,
    systeminformation: /^networkConnections\.\*\.localPort$/m,
    sos: /netstat|ss_-/,
  }),
  q('busy programs', {
    alongside: /^processes\.top\.\*\.cpuPercent$/m,
    systeminformation: /^processes\.list\.\*\.cpu$/m,
    inxi: /CPU top:/,
    sos: /\bps_/,
  }),
  q('failed services', {
    alongside: /^services\.\S*/m,
    systeminformation: /^services\.\*\.running$/m,
    sos: /systemctl/,
  }),
  q('start-up programs', {
    alongside: /^(?:startup|autostart)\S*\./im,
    sos: /systemctl_list-unit-files|chkconfig/,
  }),
  q('scheduled tasks', {
    alongside: /^(?:tasks|schedule|startup\.\S*(?:timer|task|cron))\S*/im,
    sos: /crontab|cron|systemctl_list-timers/,
  }),
  q('installed software', {
    alongside: /^software\./m,
    inxi: /Packages: \d+|pkgs: \d+/,
    sos: /dpkg|package-data|rpm/,
  }),
  q('updates waiting', { alongside: /^updates\./m, inxi: /upgrad/, sos: /apt-cache|yum|dnf/ }),
  q('restart needed', { alongside: /^(?:updates|os|boot)\.\S*restart/im }),
  q('crashes', { alongside: /^crashes\./m, sos: /coredump|abrt|crash/ }),
  q('event log', { alongside: /^(?:events|log|journal)\S*\./m, sos: /journalctl|logs\// }),
  q('people signed in', {
    alongside: /^users\./m,
    systeminformation: /^users\.\*\.user$/m,
    sos: /\bw\b|last|who/,
  }),
  q('firewall', {
    alongside: /^(?:security|firewall)\.\S*(?:firewall|active|enabled|on|rules|status)/im,
    sos: /iptables|nft/,
  }),
  q('disk encryption', { alongside: /encrypt/im, lshw: /luks/i, sos: /cryptsetup|blkid|lsblk/ }),
  q('secure boot and TPM', { alongside: /(?:secureBoot|tpm)/im, hwinfo: /TPM/, sos: /mokutil|tpm/ }),
  q('certificates near their end', { alongside: /^certificates?\./m }),
  q('clock right', {
    alongside: /^time\.(?:synchronised|offsetMs|serviceActive)$/m,
    systeminformation: /^time\.timezone$/m,
    sos: /timedatectl|ntp|chrony/,
  }),
  q('printers and queues', {
    alongside: /^printers\.(?:serviceRunning|printers)/m,
    systeminformation: /^printer\.\*\.name$/m,
    hwinfo: /Printer/,
    sos: /lpstat|cups/,
  }),
  q('USB devices', {
    alongside: /^usb\.devices\.\*\./m,
    systeminformation: /^usb\.\*\.name$/m,
    inxi: /USB:[\s\S]*Hub/,
    lshw: /"businfo" : "usb/,
    hwinfo: /USB[\s\S]*Model/,
    sos: /lsusb/,
  }),
  q('sound', {
    alongside: /^audio\.devices\.\*\./m,
    systeminformation: /^audio\.\*\.name$/m,
    inxi: /Audio:[\s\S]*driver/,
    lshw: /"class" : "multimedia"/,
    hwinfo: /Sound Card/,
    sos: /aplay|amixer/,
  }),
  q('Bluetooth', {
    alongside: /^bluetooth\./m,
    systeminformation: /^bluetoothDevices\.\*\.name$/m,
    inxi: /Bluetooth:[\s\S]*driver/,
    lshw: /Bluetooth/,
    hwinfo: /Bluetooth/,
    sos: /bluetooth/,
  }),
  q('cameras', { alongside: /^cameras?\./m, lshw: /Camera/, hwinfo: /Camera/ }),
  q('how long it runs', {
    alongside: /^uptime\.seconds$/m,
    systeminformation: /^time\.uptime$/m,
    inxi: /[Uu]ptime: \S/,
    sos: /uptime/,
  }),
  q('operating system', {
    alongside: /^os\.\S+/m,
    systeminformation: /^os\.distro$/m,
    inxi: /Distro: \S/,
    lshw: /capabilities[\s\S]*smp/,
    hwinfo: /kernel/i,
    sos: /release|uname/,
  }),
  q('remote-help programs', { alongside: /^processes\.remoteTools|^processes\.total$/m }),
];

/** What of the questions is answered by this output. */
export function answeredIn(name: ProgramName, output: string): readonly string[] {
  return questions.filter(({ answers }) => answers[name]?.test(output) === true).map((one) => one.name);
}

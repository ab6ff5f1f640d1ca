/** Every program that is compared, ours first. */
export const programNames = ['alongside', 'systeminformation', 'inxi', 'lshw', 'hwinfo', 'sos'] as const;
export type ProgramName = (typeof programNames)[number];

type Answers = Readonly<Partial<Record<ProgramName, RegExp>>>;

/**
 * What a person who helps asks of a machine (reference: diagnostics A2), and where each program's output answers it.
 * Of ours and of the library the paths of values are searched, of the others the text, of sos the names of the files
 * that it filled. A question counts when there is a value, so that "there is none" counts for nobody.
 */
export interface Question {
  readonly name: string;
  readonly answers: Answers;
}

const hardware: Readonly<Record<string, Answers>> = {
  'maker and model': {
    alongside: /^system\.(?:manufacturer|model)$/m,
    systeminformation: /^system\.manufacturer$/m,
    inxi: /Machine: .*product: /,
    lshw: /"class" : "system",\s+"claimed" : true,\s+"handle"[\s\S]{0,200}"product"/,
    hwinfo: /System Information:[\s\S]*Product: "/,
    sos: /dmidecode/,
  },
  firmware: {
    alongside: /^(?:firmware\.(?!secureBoot|tpm)|system\.bios)/m,
    systeminformation: /^bios\.(?:vendor|version)$/m,
    inxi: /(?:UEFI|BIOS): \S/,
    lshw: /"description" : "BIOS"/,
    hwinfo: /BIOS Info:/,
    sos: /dmidecode/,
  },
  'virtual machine': {
    alongside: /^system\.virtual$/m,
    systeminformation: /^system\.virtual$/m,
    inxi: /Type: (?:Kvm|Virtual)|hypervisor: /i,
    hwinfo: /hypervisor/,
    sos: /virt-what|systemd-detect-virt/,
  },
  processor: {
    alongside: /^cpu\.brand$/m,
    systeminformation: /^cpu\.brand$/m,
    inxi: /Info: .*model: \S/,
    lshw: /"class" : "processor"[\s\S]{0,200}"product"/,
    hwinfo: /Model: \d+\.\d+\.\d+ "/,
    sos: /lscpu/,
  },
  'processor temperature, throttling': {
    alongside: /^(?:cpu\.(?:temperatureC|throttleCount)|thermal\.\S*(?:temperature|celsius|throttle)\S*)$/im,
    systeminformation: /^temp\.main$/m,
    inxi: /cpu: \d+(?:\.\d+)? C/,
    sos: /sensors/,
  },
  'memory modules, ECC': {
    alongside: /^memoryHealth\.\S+/m,
    systeminformation: /^memLayout\.\*\.(?:manufacturer|clockSpeed)$/m,
    inxi: /Device-\d+: .*size: \d+ GiB/,
    lshw: /"description" : "DIMM/,
    hwinfo: /Memory Device:/,
    sos: /dmidecode|edac/,
  },
  disks: {
    alongside: /^disks\.disks\.\*\.device$/m,
    systeminformation: /^(?:diskLayout|blockDevices)\.\*\.name$/m,
    inxi: /ID-1: \/dev\/\w+ maj-min/,
    lshw: /"class" : "(?:disk|volume)"/,
    hwinfo: /Device File: \/dev\/[vsn]/,
    sos: /lsblk/,
  },
  'disk health': {
    alongside: /^disks\.disks\.\*\.(?:smart|wear|health)\S*$/im,
    systeminformation: /^diskLayout\.\*\.smartStatus$/m,
    inxi: /SMART: yes/,
    sos: /smartctl/,
  },
  graphics: {
    alongside: /^graphics\.controllers\.\*\./m,
    systeminformation: /^graphics\.controllers\.\*\.model$/m,
    inxi: /Graphics: +Device-1/,
    lshw: /"class" : "display"/,
    hwinfo: /Hardware Class: graphics card/,
    sos: /lspci/,
  },
  displays: {
    alongside: /^displays\.displays\.\*\./m,
    systeminformation: /^graphics\.displays\.\*\.currentResX$/m,
    inxi: /res(?:olution)?: ?\d+x\d+/,
    hwinfo: /Hardware Class: monitor/,
  },
  battery: {
    alongside: /^battery\.batteries\.\*\./m,
    systeminformation: /^battery\.model$/m,
    inxi: /Battery: +ID-1/,
    sos: /upower/,
  },
  'USB devices': {
    alongside: /^usb\.devices\.\*\./m,
    systeminformation: /^usb\.\*\.name$/m,
    inxi: /USB: +Hub/,
    lshw: /"businfo" : "usb/,
    hwinfo: /Hardware Class: usb/,
    sos: /lsusb/,
  },
  sound: {
    alongside: /^audio\.devices\.\*\./m,
    systeminformation: /^audio\.\*\.name$/m,
    inxi: /Audio: +Device-1/,
    lshw: /"class" : "multimedia"/,
    hwinfo: /Hardware Class: sound/,
    sos: /aplay|amixer/,
  },
  Bluetooth: {
    alongside: /^bluetooth\.\S+/m,
    systeminformation: /^bluetoothDevices\.\*\.name$/m,
    inxi: /Bluetooth: +Device-1/,
    hwinfo: /Hardware Class: bluetooth/,
    sos: /hciconfig|bluetoothctl/,
  },
  cameras: { alongside: /^cameras\.\S+/m, lshw: /Camera/, hwinfo: /Hardware Class: camera/ },
  'printers and queues': {
    alongside: /^printers\.(?:serviceRunning|printers)/m,
    systeminformation: /^printer\.\*\.name$/m,
    hwinfo: /Hardware Class: printer/,
    sos: /lpstat/,
  },
};

const state: Readonly<Record<string, Answers>> = {
  'operating system': {
    alongside: /^os\.(?:distro|name|version|release)\S*$/im,
    systeminformation: /^os\.distro$/m,
    inxi: /Distro: \S/,
    sos: /release/,
  },
  'how long it runs': {
    alongside: /^uptime\.seconds$/m,
    systeminformation: /^time\.uptime$/m,
    inxi: /[Uu]ptime: \S/,
    sos: /uptime/,
  },
  'load now': {
    alongside: /^load\.cpuPercent$/m,
    systeminformation: /^currentLoad\.currentLoad$/m,
    sos: /uptime/,
  },
  'busy programs': {
    alongside: /^processes\.top\.\*\.cpuPercent$/m,
    systeminformation: /^processes\.list\.\*\.cpu$/m,
    inxi: /CPU top: \d/,
    sos: /ps_aux/,
  },
  'memory in use': {
    alongside: /^memory\.availableBytes$/m,
    systeminformation: /^mem\.available$/m,
    inxi: /RAM: .*used: /,
    sos: /meminfo|free/,
  },
  'space on drives': {
    alongside: /^volumes\.volumes\.\*\.availableBytes$/m,
    systeminformation: /^fsSize\.\*\.available$/m,
    inxi: /Partition: ID-1: .*used: /,
    sos: /df_-al_/,
  },
  inodes: { alongside: /^volumes\.volumes\.\*\.inodesTotal$/m, sos: /df_-ali/ },
  'disk latency': {
    alongside: /^diskActivity\.\S+/m,
    systeminformation: /^disksIO\.[rwt]WaitTime$/m,
    sos: /iostat/,
  },
  'RAID and pools': { alongside: /^pools\.\S+/m, inxi: /RAID: +Device-1/, sos: /mdadm|mdstat/ },
  'backup age': { alongside: /^backup\.\S+/m },
  'failed services': {
    alongside: /^services\.\S+/m,
    systeminformation: /^services\.\*\.running$/m,
    sos: /systemctl_list-units_--failed/,
  },
  'start-up programs': { alongside: /^startup\.\S+/m, sos: /list-unit-files/ },
  'scheduled tasks': {
    alongside: /^(?:startup\.\S*(?:timer|task|cron)|tasks\.)\S*/im,
    sos: /crontab|list-timers/,
  },
  'installed software': { alongside: /^software\.\S+/m, inxi: /pkgs: \d+/, sos: /dpkg_-l|rpm_-qa/ },
  'updates waiting': { alongside: /^updates\.\S+/m, sos: /apt_list|yum_list|dnf/ },
  'restart needed': { alongside: /^\w+\.\S*restart/im, sos: /needs-restarting/ },
  'how it started': { alongside: /^boot\.\S+/m, sos: /systemd-analyze/ },
  crashes: { alongside: /^crashes\.\S+/m, sos: /coredump|abrt|var\/crash/ },
  'event log': { alongside: /^events\.\S+/m, sos: /journalctl_--no|var\/log\/(?:syslog|messages)/ },
  'people signed in': {
    alongside: /^users\.\S+/m,
    systeminformation: /^users\.\*\.user$/m,
    sos: /\/(?:w|who|last)$/m,
  },
  'remote-help programs': { alongside: /^processes\.total$/m },
};

const network: Readonly<Record<string, Answers>> = {
  'network adapters': {
    alongside: /^network\.interfaces\.\*\.kind$/m,
    systeminformation: /^net\.\*\.iface$/m,
    inxi: /IF(?:-ID-1)?: \S/,
    lshw: /"class" : "network"/,
    hwinfo: /Hardware Class: network/,
    sos: /ip_-o_addr|ip_addr/,
  },
  gateway: {
    alongside: /^route\.gateway6?$/m,
    systeminformation: /^gatewayDefault$|^networkGatewayDefault$/m,
    sos: /route_-n|ip_route/,
  },
  'name servers': { alongside: /^network\.dnsServers/m, sos: /resolv\.conf/ },
  'internet and names reachable': {
    alongside: /^connectivity\.\S+/m,
    systeminformation: /^inetLatency$/m,
  },
  'Wi-Fi': {
    alongside: /^wifi\.connections\.\*\./m,
    systeminformation: /^wifiConnections?\.\*\.ssid$/m,
    inxi: /type: WiFi/,
    sos: /iw_|nmcli/,
  },
  'listening ports': {
    alongside: /^listening\.\S+/m,
    systeminformation: /^networkConnections\.\*\.localPort$/m,
    sos: /netstat|ss_-/,
  },
  firewall: { alongside: /^protection\.\S*firewall/im, sos: /iptables|nft/ },
  'virus protection': { alongside: /^protection\.\S*(?:antivirus|virus|malware)/im, sos: /clam/ },
  'disk encryption': { alongside: /^encryption\.\S+/m, sos: /cryptsetup/ },
  'secure boot and TPM': { alongside: /^firmware\.(?:secureBoot|tpm)/im, hwinfo: /TPM/, sos: /mokutil|tpm/ },
  'certificates near their end': { alongside: /^certificates\.\S+/m },
  'clock set by a server': {
    alongside: /^time\.(?:synchronised|offsetMs|serviceActive)$/m,
    sos: /timedatectl|chronyc|ntpq/,
  },
};

export const questions: readonly Question[] = [hardware, state, network].flatMap((part) =>
  Object.entries(part).map(([name, answers]) => ({ name, answers })),
);

/** What of the questions is answered by this output. */
export function answeredIn(name: ProgramName, output: string): readonly string[] {
  return questions.filter(({ answers }) => answers[name]?.test(output) === true).map((one) => one.name);
}

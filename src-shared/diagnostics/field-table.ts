import type { AreaId } from './area.ts';

/** The tab of the privacy preview in which a field stands. */
export type FieldGroup = 'you' | 'computer' | 'network' | 'programs';

/**
 * How a value is hidden. 'none' is a number, a yes/no or one of a few fixed words and points to nobody; 'text' is
 * free text, searched for everything personal; all others are replaced as a whole.
 */
export type PrivacyKind =
  | 'none'
  | 'text'
  | 'user'
  | 'host'
  | 'domain'
  | 'serial'
  | 'uuid'
  | 'mac'
  | 'ssid'
  | 'ip'
  | 'path'
  | 'label';

export type FieldUnit =
  | 'plain'
  | 'bytes'
  | 'percent'
  | 'celsius'
  | 'ghz'
  | 'mbit'
  | 'mhz'
  | 'dbm'
  | 'px'
  | 'hz'
  | 'seconds'
  | 'ms'
  | 'minutes'
  | 'hours'
  | 'time';

export type FieldRow = readonly [
  path: string,
  group: FieldGroup,
  label: string,
  kind: PrivacyKind,
  unit: FieldUnit,
  why: string,
];

const model = 'Names the part, to find its driver and known faults';
const size = 'Tells whether there is room';
const smart = 'Tells whether the disk is wearing out';

/**
 * The allow-list: what a snapshot may carry, one row a field, in the order in which people see it. A field of the
 * schema without a row is dropped before sending, and a test fails. docs/privacy.md holds the same table.
 */
// oxfmt-ignore
export const fieldTable: Readonly<Record<AreaId, readonly FieldRow[]>> = {
  system: [
    ['system.manufacturer', 'computer', 'Computer maker', 'text', 'plain', 'Names the machine, to find drivers and known faults'],
    ['system.model', 'computer', 'Computer model', 'text', 'plain', 'Names the machine, to find drivers and known faults'],
    ['system.serial', 'you', 'Serial number', 'serial', 'plain', 'Recognises the same machine within a session'],
    ['system.uuid', 'you', 'Hardware number (UUID)', 'uuid', 'plain', 'Recognises the same machine within a session'],
    ['system.chassis', 'computer', 'Kind of computer', 'text', 'plain', 'Laptops and desktops need different advice'],
    ['system.virtual', 'computer', 'Virtual computer', 'none', 'plain', 'Heat, battery and disk checks make no sense in one'],
    ['system.virtualKind', 'computer', 'Virtual computer made by', 'text', 'plain', 'Names the program to look at'],
    ['system.boardManufacturer', 'computer', 'Main board maker', 'text', 'plain', model],
    ['system.boardModel', 'computer', 'Main board model', 'text', 'plain', model],
    ['system.biosVendor', 'computer', 'Firmware maker', 'text', 'plain', model],
    ['system.biosVersion', 'computer', 'Firmware version', 'text', 'plain', 'Tells whether firmware is out of date'],
    ['system.biosDate', 'computer', 'Firmware date', 'text', 'plain', 'Tells whether firmware is out of date'],
  ],
  os: [
    ['os.userName', 'you', 'Your sign-in name', 'user', 'plain', 'Known so that it can be hidden everywhere else'],
    ['os.hostName', 'you', 'Computer name', 'host', 'plain', 'Recognises the same machine within a session'],
    ['os.domain', 'you', 'Network domain', 'domain', 'plain', 'Tells that the machine belongs to an organisation'],
    ['os.name', 'computer', 'System', 'text', 'plain', 'Most advice depends on it'],
    ['os.id', 'computer', 'System family', 'text', 'plain', 'Tells whether security fixes still come'],
    ['os.version', 'computer', 'System version', 'text', 'plain', 'Tells whether security fixes still come'],
    ['os.codename', 'computer', 'System release name', 'text', 'plain', 'Another name of the version'],
    ['os.build', 'computer', 'System build', 'text', 'plain', 'Tells which updates are installed'],
    ['os.kernel', 'computer', 'Kernel', 'text', 'plain', 'Tells which updates are installed'],
    ['os.arch', 'computer', 'Processor type', 'text', 'plain', 'Drivers and programs depend on it'],
    ['os.sessionType', 'computer', 'Way the desktop is drawn', 'text', 'plain', 'Screen sharing depends on it'],
    ['os.desktop', 'computer', 'Desktop', 'text', 'plain', 'Tells where settings are found'],
    ['os.restartRequired', 'computer', 'Restart waiting', 'none', 'plain', 'An update may need a restart to finish'],
    ['os.filesOpen', 'computer', 'Open files', 'none', 'plain', 'Programs fail when the system runs out of them'],
    ['os.filesMax', 'computer', 'Most open files', 'none', 'plain', 'Programs fail when the system runs out of them'],
  ],
  uptime: [
    ['uptime.seconds', 'computer', 'Running for', 'none', 'seconds', 'A restart often helps after many days'],
  ],
  time: [
    ['time.zoneOffsetMinutes', 'computer', 'Hours from world time', 'none', 'minutes', 'To read times the way the person does'],
    ['time.synchronised', 'computer', 'Clock kept in step', 'none', 'plain', 'A wrong clock breaks sign-ins and secure sites'],
    ['time.serviceActive', 'computer', 'Time service runs', 'none', 'plain', 'A wrong clock breaks sign-ins and secure sites'],
    ['time.offsetMs', 'computer', 'Clock is off by', 'none', 'ms', 'A wrong clock breaks sign-ins and secure sites'],
    ['time.appBuiltAt', 'computer', 'This app was made on', 'none', 'time', 'A clock earlier than that must be wrong'],
  ],
  cpu: [
    ['cpu.manufacturer', 'computer', 'Processor maker', 'text', 'plain', model],
    ['cpu.brand', 'computer', 'Processor', 'text', 'plain', model],
    ['cpu.cores', 'computer', 'Processor cores', 'none', 'plain', 'To judge how busy it is'],
    ['cpu.physicalCores', 'computer', 'Physical cores', 'none', 'plain', 'To judge how busy it is'],
    ['cpu.speedGhz', 'computer', 'Processor speed', 'none', 'ghz', 'To judge how busy it is'],
    ['cpu.maxSpeedGhz', 'computer', 'Highest processor speed', 'none', 'ghz', 'To judge how busy it is'],
    ['cpu.temperatureC', 'computer', 'Processor temperature', 'none', 'celsius', 'Heat slows a computer down'],
    ['cpu.temperatureCriticalC', 'computer', 'Too hot from', 'none', 'celsius', 'Heat slows a computer down'],
    ['cpu.throttleCount', 'computer', 'Slowed down by heat, times', 'none', 'plain', 'Heat slows a computer down'],
  ],
  load: [
    ['load.cpuPercent', 'computer', 'Processor in use', 'none', 'percent', 'Tells whether the computer is overloaded'],
    ['load.sampleMs', 'computer', 'Measured over', 'none', 'ms', 'To know how far to trust the figure'],
    ['load.load1', 'computer', 'Tasks waiting, 1 minute', 'none', 'plain', 'Tells whether the computer is overloaded'],
    ['load.load5', 'computer', 'Tasks waiting, 5 minutes', 'none', 'plain', 'Tells whether the computer is overloaded'],
    ['load.load15', 'computer', 'Tasks waiting, 15 minutes', 'none', 'plain', 'Tells whether the computer is overloaded'],
    ['load.cores', 'computer', 'Processor cores', 'none', 'plain', 'To judge the load'],
    ['load.ioWaitPercent', 'computer', 'Waiting for the disk', 'none', 'percent', 'Tells whether the disk is the brake'],
    ['load.stealPercent', 'computer', 'Taken by other virtual computers', 'none', 'percent', 'Tells whether the host is overloaded'],
  ],
  memory: [
    ['memory.totalBytes', 'computer', 'Memory', 'none', 'bytes', size],
    ['memory.availableBytes', 'computer', 'Memory free', 'none', 'bytes', size],
    ['memory.usedBytes', 'computer', 'Memory in use', 'none', 'bytes', size],
    ['memory.swapTotalBytes', 'computer', 'Swap space', 'none', 'bytes', size],
    ['memory.swapUsedBytes', 'computer', 'Swap space in use', 'none', 'bytes', size],
    ['memory.pressure', 'computer', 'Memory pressure', 'none', 'plain', 'The system itself says whether memory is short'],
  ],
  volumes: [
    ['volumes.volumes.*.mount', 'you', 'Place of a drive', 'path', 'plain', 'Names the drive that is full'],
    ['volumes.volumes.*.label', 'you', 'Name of a drive', 'label', 'plain', 'Tells drives apart'],
    ['volumes.volumes.*.fsType', 'computer', 'Drive format', 'text', 'plain', 'Some formats have special limits'],
    ['volumes.volumes.*.role', 'computer', 'Drive is used for', 'none', 'plain', 'A full system drive is worse than a full data drive'],
    ['volumes.volumes.*.local', 'computer', 'Drive is in this computer', 'none', 'plain', 'Network drives are judged differently'],
    ['volumes.volumes.*.writable', 'computer', 'Drive can be written to', 'none', 'plain', 'A locked drive means a fault'],
    ['volumes.volumes.*.totalBytes', 'computer', 'Drive size', 'none', 'bytes', size],
    ['volumes.volumes.*.usedBytes', 'computer', 'Drive space in use', 'none', 'bytes', size],
    ['volumes.volumes.*.availableBytes', 'computer', 'Drive space free', 'none', 'bytes', size],
    ['volumes.volumes.*.inodesTotal', 'computer', 'Room for files, number', 'none', 'plain', size],
    ['volumes.volumes.*.inodesUsed', 'computer', 'Files on the drive, number', 'none', 'plain', size],
  ],
  disks: [
    ['disks.disks.*.device', 'computer', 'Disk', 'text', 'plain', 'Tells disks apart'],
    ['disks.disks.*.vendor', 'computer', 'Disk maker', 'text', 'plain', model],
    ['disks.disks.*.model', 'computer', 'Disk model', 'text', 'plain', model],
    ['disks.disks.*.serial', 'you', 'Disk serial number', 'serial', 'plain', 'Tells disks of one model apart'],
    ['disks.disks.*.firmware', 'computer', 'Disk firmware', 'text', 'plain', 'Tells whether firmware is out of date'],
    ['disks.disks.*.type', 'computer', 'Kind of disk', 'none', 'plain', 'Old-style disks are slow'],
    ['disks.disks.*.bus', 'computer', 'Disk connection', 'text', 'plain', model],
    ['disks.disks.*.sizeBytes', 'computer', 'Disk size', 'none', 'bytes', size],
    ['disks.disks.*.removable', 'computer', 'Disk can be removed', 'none', 'plain', 'USB sticks are judged differently'],
    ['disks.disks.*.system', 'computer', 'Disk holds the system', 'none', 'plain', 'The system disk matters most'],
    ['disks.disks.*.health', 'computer', 'Disk says about itself', 'none', 'plain', smart],
    ['disks.disks.*.temperatureC', 'computer', 'Disk temperature', 'none', 'celsius', 'Heat wears disks out'],
    ['disks.disks.*.powerOnHours', 'computer', 'Disk was on for', 'none', 'hours', smart],
    ['disks.disks.*.reallocatedSectors', 'computer', 'Disk: replaced sectors', 'none', 'plain', smart],
    ['disks.disks.*.reportedUncorrectable', 'computer', 'Disk: errors not repaired', 'none', 'plain', smart],
    ['disks.disks.*.commandTimeouts', 'computer', 'Disk: no answer, times', 'none', 'plain', smart],
    ['disks.disks.*.pendingSectors', 'computer', 'Disk: doubtful sectors', 'none', 'plain', smart],
    ['disks.disks.*.offlineUncorrectable', 'computer', 'Disk: unreadable sectors', 'none', 'plain', smart],
    ['disks.disks.*.nvmeCriticalWarning', 'computer', 'SSD warning', 'none', 'plain', smart],
    ['disks.disks.*.nvmePercentageUsed', 'computer', 'SSD life used', 'none', 'percent', smart],
    ['disks.disks.*.nvmeSparePercent', 'computer', 'SSD reserve left', 'none', 'percent', smart],
    ['disks.disks.*.nvmeSpareThresholdPercent', 'computer', 'SSD reserve needed', 'none', 'percent', smart],
  ],
  graphics: [
    ['graphics.controllers.*.vendor', 'computer', 'Graphics maker', 'text', 'plain', model],
    ['graphics.controllers.*.model', 'computer', 'Graphics', 'text', 'plain', model],
    ['graphics.controllers.*.driver', 'computer', 'Graphics driver', 'text', 'plain', 'A missing driver makes the screen slow'],
    ['graphics.controllers.*.driverVersion', 'computer', 'Graphics driver version', 'text', 'plain', 'Tells whether the driver is out of date'],
    ['graphics.controllers.*.driverDate', 'computer', 'Graphics driver date', 'text', 'plain', 'Tells whether the driver is out of date'],
    ['graphics.controllers.*.memoryBytes', 'computer', 'Graphics memory', 'none', 'bytes', size],
    ['graphics.controllers.*.temperatureC', 'computer', 'Graphics temperature', 'none', 'celsius', 'Heat slows a computer down'],
    ['graphics.softwareRendering', 'computer', 'Drawn without graphics card', 'none', 'plain', 'A missing driver makes the screen slow'],
  ],
  displays: [
    ['displays.displays.*.model', 'computer', 'Screen', 'text', 'plain', 'Tells screens apart'],
    ['displays.displays.*.vendor', 'computer', 'Screen maker', 'text', 'plain', 'Tells screens apart'],
    ['displays.displays.*.serial', 'you', 'Screen serial number', 'serial', 'plain', 'Tells screens of one model apart'],
    ['displays.displays.*.connection', 'computer', 'Screen connection', 'text', 'plain', 'Some cables limit the picture'],
    ['displays.displays.*.main', 'computer', 'Main screen', 'none', 'plain', 'Tells screens apart'],
    ['displays.displays.*.internal', 'computer', 'Built-in screen', 'none', 'plain', 'Tells screens apart'],
    ['displays.displays.*.widthPx', 'computer', 'Screen width', 'none', 'px', 'A wrong size makes the picture blurred'],
    ['displays.displays.*.heightPx', 'computer', 'Screen height', 'none', 'px', 'A wrong size makes the picture blurred'],
    ['displays.displays.*.nativeWidthPx', 'computer', 'Best screen width', 'none', 'px', 'A wrong size makes the picture blurred'],
    ['displays.displays.*.nativeHeightPx', 'computer', 'Best screen height', 'none', 'px', 'A wrong size makes the picture blurred'],
    ['displays.displays.*.refreshHz', 'computer', 'Pictures a second', 'none', 'hz', 'A low rate makes the picture flicker'],
    ['displays.displays.*.scalePercent', 'computer', 'Screen scaling', 'none', 'percent', 'A wrong size makes the picture blurred'],
  ],
  network: [
    ['network.interfaces.*.name', 'network', 'Network adapter', 'text', 'plain', 'Tells adapters apart'],
    ['network.interfaces.*.kind', 'network', 'Kind of adapter', 'none', 'plain', 'Cable, Wi-Fi and VPN need different advice'],
    ['network.interfaces.*.up', 'network', 'Adapter is connected', 'none', 'plain', 'Tells whether there is a connection'],
    ['network.interfaces.*.mac', 'you', 'Adapter number (MAC)', 'mac', 'plain', 'Tells adapters apart'],
    ['network.interfaces.*.isDefault', 'network', 'Used for the internet', 'none', 'plain', 'Tells which adapter matters'],
    ['network.interfaces.*.speedMbit', 'network', 'Adapter speed', 'none', 'mbit', 'A bad cable makes it slow'],
    ['network.interfaces.*.maxSpeedMbit', 'network', 'Highest adapter speed', 'none', 'mbit', 'A bad cable makes it slow'],
    ['network.interfaces.*.fullDuplex', 'network', 'Sends and receives at once', 'none', 'plain', 'A bad cable makes it slow'],
    ['network.interfaces.*.mtu', 'network', 'Largest packet', 'none', 'plain', 'A wrong size breaks some sites'],
    ['network.interfaces.*.errors', 'network', 'Bad packets', 'none', 'plain', 'A bad cable or driver shows here'],
    ['network.interfaces.*.drops', 'network', 'Lost packets', 'none', 'plain', 'A bad cable or driver shows here'],
    ['network.interfaces.*.addresses.*.family', 'network', 'Kind of address', 'none', 'plain', 'Tells old and new internet addresses apart'],
    ['network.interfaces.*.addresses.*.address', 'you', 'Internet address', 'ip', 'plain', 'Tells whether the router gave an address'],
    ['network.interfaces.*.addresses.*.prefixLength', 'network', 'Size of the network', 'none', 'plain', 'A wrong size cuts machines off'],
    ['network.interfaces.*.addresses.*.scope', 'network', 'Reach of the address', 'none', 'plain', 'Tells whether the router gave an address'],
    ['network.dnsServers.*.address', 'you', 'Address book server (DNS)', 'ip', 'plain', 'A wrong one stops every site'],
    ['network.proxySet', 'network', 'Internet goes through a proxy', 'none', 'plain', 'A wrong proxy stops every site'],
  ],
  route: [
    ['route.hasDefault', 'network', 'Way to the internet', 'none', 'plain', 'Without it nothing works'],
    ['route.interface', 'network', 'Way goes through', 'text', 'plain', 'Tells which adapter matters'],
    ['route.gateway', 'you', 'Router address', 'ip', 'plain', 'To check whether the router answers'],
    ['route.gateway6', 'you', 'Router address (IPv6)', 'ip', 'plain', 'To check whether the router answers'],
  ],
  wifi: [
    ['wifi.connections.*.interface', 'network', 'Wi-Fi adapter', 'text', 'plain', 'Tells adapters apart'],
    ['wifi.connections.*.ssid', 'you', 'Wi-Fi name', 'ssid', 'plain', 'Tells networks apart'],
    ['wifi.connections.*.bssid', 'you', 'Wi-Fi sender number', 'mac', 'plain', 'Tells access points apart'],
    ['wifi.connections.*.signalDbm', 'network', 'Wi-Fi signal', 'none', 'dbm', 'A weak signal makes everything slow'],
    ['wifi.connections.*.qualityPercent', 'network', 'Wi-Fi quality', 'none', 'percent', 'A weak signal makes everything slow'],
    ['wifi.connections.*.frequencyMhz', 'network', 'Wi-Fi band', 'none', 'mhz', 'Some bands are crowded'],
    ['wifi.connections.*.channel', 'network', 'Wi-Fi channel', 'none', 'plain', 'Some channels are crowded'],
    ['wifi.connections.*.security', 'network', 'Wi-Fi protection', 'text', 'plain', 'Tells whether others can listen'],
    ['wifi.connections.*.rateMbit', 'network', 'Wi-Fi speed', 'none', 'mbit', 'A weak signal makes everything slow'],
  ],
  battery: [
    ['battery.onMains', 'computer', 'Plugged in', 'none', 'plain', 'An empty battery ends the session'],
    ['battery.batteries.*.percent', 'computer', 'Battery charge', 'none', 'percent', 'An empty battery ends the session'],
    ['battery.batteries.*.state', 'computer', 'Battery is', 'none', 'plain', 'Tells whether it charges'],
    ['battery.batteries.*.designedCapacity', 'computer', 'Battery size when new (mWh)', 'none', 'plain', 'Tells whether it is worn out'],
    ['battery.batteries.*.fullCapacity', 'computer', 'Battery size now (mWh)', 'none', 'plain', 'Tells whether it is worn out'],
    ['battery.batteries.*.cycleCount', 'computer', 'Battery charges so far', 'none', 'plain', 'Tells whether it is worn out'],
    ['battery.batteries.*.remainingSeconds', 'computer', 'Battery lasts', 'none', 'seconds', 'An empty battery ends the session'],
    ['battery.batteries.*.manufacturer', 'computer', 'Battery maker', 'text', 'plain', model],
    ['battery.batteries.*.model', 'computer', 'Battery model', 'text', 'plain', model],
    ['battery.batteries.*.serial', 'you', 'Battery serial number', 'serial', 'plain', 'Tells batteries apart'],
  ],
  processes: [
    ['processes.total', 'programs', 'Programs running', 'none', 'plain', 'Tells whether the computer is overloaded'],
    ['processes.sampleMs', 'programs', 'Measured over', 'none', 'ms', 'To know how far to trust the figures'],
    ['processes.top.*.name', 'programs', 'Busy program', 'text', 'plain', 'Names the program that slows the computer'],
    ['processes.top.*.count', 'programs', 'Busy program: how many', 'none', 'plain', 'Some programs run many times over'],
    ['processes.top.*.corePercent', 'programs', 'Busy program: of one core', 'none', 'percent', 'Names the program that slows the computer'],
    ['processes.top.*.cpuPercent', 'programs', 'Busy program: of the processor', 'none', 'percent', 'Names the program that slows the computer'],
    ['processes.top.*.memoryPercent', 'programs', 'Busy program: of the memory', 'none', 'percent', 'Names the program that fills the memory'],
    ['processes.top.*.memoryBytes', 'programs', 'Busy program: memory', 'none', 'bytes', 'Names the program that fills the memory'],
    ['processes.top.*.runningSeconds', 'programs', 'Busy program: running for', 'none', 'seconds', 'Long-running programs may need a restart'],
    ['processes.remoteTools.*.name', 'programs', 'Other remote-help program', 'text', 'plain', 'Warns of somebody else who is connected'],
  ],
  printers: [
    ['printers.serviceRunning', 'computer', 'Print service runs', 'none', 'plain', 'Nothing prints without it'],
    ['printers.printers.*.name', 'you', 'Printer name', 'label', 'plain', 'Tells printers apart'],
    ['printers.printers.*.model', 'computer', 'Printer model', 'text', 'plain', model],
    ['printers.printers.*.isDefault', 'computer', 'Usual printer', 'none', 'plain', 'Without one, programs do not know where to print'],
    ['printers.printers.*.status', 'computer', 'Printer state', 'none', 'plain', 'Tells whether it can print'],
    ['printers.printers.*.jobs', 'computer', 'Prints waiting', 'none', 'plain', 'Tells whether prints are stuck'],
    ['printers.printers.*.oldestJobSeconds', 'computer', 'Oldest print waits for', 'none', 'seconds', 'Tells whether prints are stuck'],
  ],
  usb: [
    ['usb.devices.*.name', 'computer', 'USB device', 'text', 'plain', 'Tells what is connected'],
    ['usb.devices.*.vendor', 'computer', 'USB device maker', 'text', 'plain', model],
    ['usb.devices.*.kind', 'computer', 'Kind of USB device', 'text', 'plain', 'Tells what is connected'],
    ['usb.devices.*.serial', 'you', 'USB serial number', 'serial', 'plain', 'Tells devices of one model apart'],
    ['usb.devices.*.problemCode', 'computer', 'USB device problem', 'none', 'plain', 'Tells that a driver is missing'],
  ],
  audio: [
    ['audio.serviceRunning', 'computer', 'Sound service runs', 'none', 'plain', 'No sound without it'],
    ['audio.devices.*.name', 'computer', 'Sound device', 'text', 'plain', 'Tells devices apart'],
    ['audio.devices.*.manufacturer', 'computer', 'Sound device maker', 'text', 'plain', model],
    ['audio.devices.*.output', 'computer', 'Sound device plays', 'none', 'plain', 'Tells whether there is a speaker'],
    ['audio.devices.*.input', 'computer', 'Sound device records', 'none', 'plain', 'Tells whether there is a microphone'],
    ['audio.devices.*.isDefault', 'computer', 'Usual sound device', 'none', 'plain', 'Tells which device is used'],
  ],
};

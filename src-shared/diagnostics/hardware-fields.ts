import type { AreaId } from './area.ts';
import type { FieldRow } from './field-row.ts';

const model = 'Names the part, to find its driver and known faults';
const errors = 'Tells whether the memory is failing';
const heat = 'Heat slows a computer down';
const slow = 'Tells whether the disk is the brake';
const pool = 'Tells whether a disk that protects your data has failed';
const ups = 'Tells whether the backup power will last';
const calls = 'Calls and sharing depend on it';

type HardwareArea = Extract<
  AreaId,
  | 'thermal'
  | 'memoryHealth'
  | 'diskActivity'
  | 'pools'
  | 'backup'
  | 'power'
  | 'bluetooth'
  | 'cameras'
  | 'media'
>;

/** Rows of the allow-list (field-table.ts) for what was built around disks, memory, heat and devices. */
// oxfmt-ignore
export const hardwareFields: Readonly<Record<HardwareArea, readonly FieldRow[]>> = {
  thermal: [
    ['thermal.sensors.*.name', 'computer', 'Thermometer', 'text', 'plain', 'Tells which part is hot'],
    ['thermal.sensors.*.temperatureC', 'computer', 'Temperature', 'none', 'celsius', heat],
    ['thermal.sensors.*.criticalC', 'computer', 'Too hot from', 'none', 'celsius', heat],
    ['thermal.fans.*.name', 'computer', 'Fan', 'text', 'plain', 'Tells which fan stands still'],
    ['thermal.fans.*.rpm', 'computer', 'Fan turns a minute', 'none', 'plain', 'A fan that stands still lets the computer get hot'],
    ['thermal.fans.*.minRpm', 'computer', 'Fan should turn at least', 'none', 'plain', 'A fan that stands still lets the computer get hot'],
    ['thermal.throttleCount', 'computer', 'Slowed down by heat since the start', 'none', 'plain', heat],
    ['thermal.throttledInSample', 'computer', 'Slowed down by heat just now', 'none', 'plain', heat],
    ['thermal.sampleMs', 'computer', 'Heat measured over', 'none', 'ms', 'To know how far to trust the figure'],
    ['thermal.speedLimitPercent', 'computer', 'Speed allowed', 'none', 'percent', heat],
    ['thermal.slowedEvents', 'computer', 'Slowed down, times in a day', 'none', 'plain', heat],
  ],
  memoryHealth: [
    ['memoryHealth.modules.*.slot', 'computer', 'Memory slot', 'text', 'plain', 'Tells modules apart'],
    ['memoryHealth.modules.*.sizeBytes', 'computer', 'Memory module size', 'none', 'bytes', 'Tells whether more can be added'],
    ['memoryHealth.modules.*.kind', 'computer', 'Memory kind', 'text', 'plain', model],
    ['memoryHealth.modules.*.speedMts', 'computer', 'Memory speed (MT/s)', 'none', 'plain', model],
    ['memoryHealth.modules.*.manufacturer', 'computer', 'Memory maker', 'text', 'plain', model],
    ['memoryHealth.modules.*.part', 'computer', 'Memory model', 'text', 'plain', model],
    ['memoryHealth.modules.*.serial', 'you', 'Memory serial number', 'serial', 'plain', 'Tells modules of one kind apart'],
    ['memoryHealth.correctedErrors', 'computer', 'Memory errors repaired', 'none', 'plain', errors],
    ['memoryHealth.uncorrectedErrors', 'computer', 'Memory errors not repaired', 'none', 'plain', errors],
    ['memoryHealth.brokenBytes', 'computer', 'Memory taken out of use', 'none', 'bytes', errors],
    ['memoryHealth.memoryTest', 'computer', 'Last memory test', 'none', 'plain', errors],
    ['memoryHealth.commitBytes', 'computer', 'Memory promised', 'none', 'bytes', 'Programs fail when no more can be promised'],
    ['memoryHealth.commitLimitBytes', 'computer', 'Memory that can be promised', 'none', 'bytes', 'Programs fail when no more can be promised'],
    ['memoryHealth.swappedOutBytes', 'computer', 'Memory moved to disk since the start', 'none', 'bytes', 'The disk is slow memory'],
    ['memoryHealth.swappedOutInSample', 'computer', 'Memory moved to disk just now', 'none', 'bytes', 'The disk is slow memory'],
    ['memoryHealth.sampleMs', 'computer', 'Memory measured over', 'none', 'ms', 'To know how far to trust the figure'],
  ],
  diskActivity: [
    ['diskActivity.sampleMs', 'computer', 'Disks measured over', 'none', 'ms', 'To know how far to trust the figures'],
    ['diskActivity.disks.*.device', 'computer', 'Busy disk', 'text', 'plain', 'Tells disks apart'],
    ['diskActivity.disks.*.busyPercent', 'computer', 'Disk busy', 'none', 'percent', slow],
    ['diskActivity.disks.*.readMs', 'computer', 'Disk needs to read', 'none', 'ms', slow],
    ['diskActivity.disks.*.writeMs', 'computer', 'Disk needs to write', 'none', 'ms', slow],
    ['diskActivity.disks.*.requests', 'computer', 'Disk was asked, times', 'none', 'plain', slow],
    ['diskActivity.disks.*.readBytes', 'computer', 'Read from the disk', 'none', 'bytes', slow],
    ['diskActivity.disks.*.writtenBytes', 'computer', 'Written to the disk', 'none', 'bytes', slow],
  ],
  pools: [
    ['pools.pools.*.kind', 'computer', 'Kind of disk group', 'none', 'plain', pool],
    ['pools.pools.*.name', 'you', 'Name of a disk group', 'label', 'plain', 'Tells disk groups apart'],
    ['pools.pools.*.state', 'computer', 'Disk group is', 'none', 'plain', pool],
    ['pools.pools.*.disks', 'computer', 'Disks in the group', 'none', 'plain', pool],
    ['pools.pools.*.disksDown', 'computer', 'Disks in the group that do not work', 'none', 'plain', pool],
    ['pools.pools.*.errors', 'computer', 'Disk group: errors', 'none', 'plain', pool],
  ],
  backup: [
    ['backup.setUp', 'computer', 'Backup set up', 'none', 'plain', 'Files without a copy are lost with the disk'],
    ['backup.tools.*.tool', 'programs', 'Backup made with', 'none', 'plain', 'Tells where to look when it has stopped'],
    ['backup.tools.*.keeps', 'programs', 'Backup keeps', 'none', 'plain', 'Some keep only the system, not your files'],
    ['backup.tools.*.lastAt', 'programs', 'Last backup', 'none', 'time', 'Files without a fresh copy are lost with the disk'],
  ],
  power: [
    ['power.plan', 'computer', 'Power plan', 'none', 'plain', 'Saving power makes a computer slow'],
    ['power.onMains', 'computer', 'Power from the wall', 'none', 'plain', 'Saving power makes sense on battery only'],
    ['power.ups.*.name', 'you', 'Name of the backup power unit', 'label', 'plain', 'Tells units apart'],
    ['power.ups.*.model', 'computer', 'Backup power unit', 'text', 'plain', model],
    ['power.ups.*.onBattery', 'computer', 'Backup power is in use', 'none', 'plain', ups],
    ['power.ups.*.chargePercent', 'computer', 'Backup power charge', 'none', 'percent', ups],
    ['power.ups.*.remainingSeconds', 'computer', 'Backup power lasts', 'none', 'seconds', ups],
    ['power.ups.*.replaceBattery', 'computer', 'Backup power needs a new battery', 'none', 'plain', ups],
  ],
  bluetooth: [
    ['bluetooth.adapters.*.name', 'computer', 'Bluetooth adapter', 'device', 'plain', model],
    ['bluetooth.adapters.*.powered', 'computer', 'Bluetooth is on', 'none', 'plain', 'Devices cannot connect while it is off'],
    ['bluetooth.devices.*.name', 'you', 'Bluetooth device', 'device', 'plain', 'Tells devices apart'],
    ['bluetooth.devices.*.kind', 'computer', 'Kind of Bluetooth device', 'text', 'plain', 'Tells what is connected'],
    ['bluetooth.devices.*.connected', 'computer', 'Bluetooth device is connected', 'none', 'plain', 'Tells what is connected'],
    ['bluetooth.devices.*.batteryPercent', 'computer', 'Bluetooth device charge', 'none', 'percent', 'An empty device drops out'],
  ],
  cameras: [
    ['cameras.cameras.*.name', 'computer', 'Camera', 'device', 'plain', 'Tells what is connected'],
  ],
  media: [
    ['media.screenCastPortal', 'computer', 'Desktop can share the screen', 'none', 'plain', calls],
    ['media.screenAccess', 'computer', 'App may see the screen', 'none', 'plain', calls],
    ['media.microphoneAccess', 'computer', 'App may use the microphone', 'none', 'plain', calls],
    ['media.cameraAccess', 'computer', 'App may use the camera', 'none', 'plain', calls],
    ['media.microphones', 'computer', 'Microphones', 'none', 'plain', calls],
    ['media.cameras', 'computer', 'Cameras', 'none', 'plain', calls],
    ['media.speakers', 'computer', 'Speakers', 'none', 'plain', calls],
    ['media.cameraBusy', 'computer', 'Camera is taken', 'none', 'plain', 'Only one program can use it'],
    ['media.microphoneDb', 'computer', 'Microphone test: loudest (dBFS)', 'none', 'plain', 'Tells whether others can hear you'],
    ['media.microphoneTestMs', 'computer', 'Microphone test went on for', 'none', 'ms', 'To know how far to trust the test'],
    ['media.microphoneTrial', 'computer', 'Microphone test: how it went', 'none', 'plain', 'Tells why there is no level'],
    ['media.cameraTrial', 'computer', 'Camera test: how it went', 'none', 'plain', 'Tells why the camera gave no picture'],
  ],
};

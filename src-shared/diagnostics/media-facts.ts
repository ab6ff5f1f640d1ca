import type { AreaDataOf } from './area-schemas.ts';
import { fact, type Fact } from './fact.ts';
import { known } from './machine-facts.ts';

export function bluetoothFacts(area: AreaDataOf['bluetooth']): readonly Fact[] {
  const adapters = area.adapters.flatMap((adapter) =>
    fact(
      'Bluetooth adapter',
      'bluetooth.adapters.*.powered',
      adapter.name,
      adapter.powered === null ? null : adapter.powered ? 'on' : 'off',
    ),
  );
  const devices = area.devices.flatMap((device) =>
    fact(
      device.name ?? 'Bluetooth device',
      'bluetooth.devices.*.connected',
      device.kind,
      device.connected === null ? null : device.connected ? 'connected' : 'not connected',
      device.batteryPercent !== null && `${device.batteryPercent} % charged`,
    ),
  );
  return [...adapters, ...devices];
}

export function camerasFacts(area: AreaDataOf['cameras']): readonly Fact[] {
  return area.cameras.flatMap((camera) => fact('Camera', 'cameras.cameras.*.name', camera.name));
}

export function mediaFacts(area: AreaDataOf['media']): readonly Fact[] {
  return [
    ...fact('Desktop can share the screen', 'media.screenCastPortal', known(area.screenCastPortal, 'plain')),
    ...fact('App may see the screen', 'media.screenAccess', area.screenAccess),
    ...fact('App may use the microphone', 'media.microphoneAccess', area.microphoneAccess),
    ...fact('App may use the camera', 'media.cameraAccess', area.cameraAccess),
    ...fact('Microphones', 'media.microphones', known(area.microphones, 'plain')),
    ...fact('Cameras', 'media.cameras', known(area.cameras, 'plain')),
    ...fact('Speakers', 'media.speakers', known(area.speakers, 'plain')),
    ...fact('Camera is taken', 'media.cameraBusy', known(area.cameraBusy, 'plain')),
    ...fact(
      'Microphone test',
      'media.microphoneDb',
      area.microphoneDb !== null && `loudest ${area.microphoneDb} dBFS`,
      known(area.microphoneTestMs, 'ms'),
    ),
    ...fact('Microphone when tried', 'media.microphoneTrial', area.microphoneTrial),
    ...fact('Camera when tried', 'media.cameraTrial', area.cameraTrial),
  ];
}

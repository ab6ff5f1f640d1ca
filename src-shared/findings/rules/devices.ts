import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import type { RuleResult } from '../finding.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';

type Sound = AreaDataOf['audio'];

function judgeSoundDevices({ devices }: Sound, look: Look): RuleResult {
  const output = devices.some((device) => device.output === true);
  const input = devices.some((device) => device.input === true);
  const unsure = devices.some(
    (device) => (device.output === null && !output) || (device.input === null && !input),
  );
  if (unsure)
    return look.missing(
      'it is not known what the sound devices can do',
      'audio.devices.*.output',
      'audio.devices.*.input',
    );
  const missing = [...(output ? [] : ['speaker']), ...(input ? [] : ['microphone'])];
  const text = missing.length > 0 ? `no ${missing.join(' and no ')}` : 'speaker and microphone found';
  const variant = missing.length === 2 ? 'both' : (missing[0] ?? 'both');
  return look.either(
    missing.length > 0,
    { value: missing.length > 0 ? missing.join(', ') : 'found', text },
    { variant },
  );
}

function judgeSoundService({ serviceRunning, devices }: Sound, look: Look): RuleResult {
  if (serviceRunning === null)
    return look.missing('it is not known whether sound runs', 'audio.serviceRunning');
  if (!serviceRunning && devices.length === 0) return look.notRelevant('no sound device');
  const value = serviceRunning ? 'running' : 'stopped';
  return look.either(!serviceRunning, { value, text: `sound service ${value}` });
}

function judgeDrivers({ devices }: AreaDataOf['usb'], look: Look): RuleResult {
  if (devices.length === 0) return look.missing('no device was listed', 'usb.devices');
  const broken = devices.filter(({ problemCode }) => problemCode !== null && problemCode !== 0);
  const [first] = broken;
  if (first) {
    const name = first.name ?? first.kind ?? 'a device';
    const others = broken.length > 1 ? { others: broken.length - 1 } : {};
    const text = broken
      .map((device) => `${device.name ?? 'a device'}: problem code ${device.problemCode ?? ''}`)
      .join(', ');
    return look.fired(0, { value: first.problemCode ?? 0, text }, { name, ...others });
  }
  if (devices.some(({ problemCode }) => problemCode === null)) {
    return look.missing('a device did not say how it is', 'usb.devices.*.problemCode');
  }
  return look.fine({ value: 0, text: `${devices.length} devices without a problem` });
}

export const deviceRules: readonly Rule[] = [
  areaRule('AUD-01', 'audio', judgeSoundDevices),
  areaRule('AUD-03', 'audio', judgeSoundService),
  areaRule('USB-01', 'usb', judgeDrivers, { only: ['win32'] }),
];

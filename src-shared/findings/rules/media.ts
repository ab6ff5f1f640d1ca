import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import { areaData } from '../../diagnostics/snapshot.ts';
import { DAY, date, shortDuration } from '../../words/format.ts';
import type { RuleResult } from '../finding.ts';
import { alsoOf } from '../limits.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';

type Media = AreaDataOf['media'];
const generic = /basic display|basic render/i;

function judgeDriverAge({ controllers }: AreaDataOf['graphics'], look: Look): RuleResult {
  const none = look.missing(
    'the date of the graphics driver is not known',
    'graphics.controllers.*.driverDate',
  );
  const results = controllers
    // the system's own fallback driver is always from 2006; DSP-01 speaks of it
    .filter(({ model }) => !generic.test(model ?? ''))
    .map(({ model, driverDate }) => {
      const day = /^\d{4}-\d{2}-\d{2}/.exec(driverDate ?? '')?.[0];
      const at = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
      if (Number.isNaN(at)) return none;
      const days = Math.floor((look.context.now - at) / DAY);
      const text = `${model ?? 'graphics card'}: driver of ${date(at)}`;
      return look.byNumber(days, text, { years: Math.floor(days / 365), date: at });
    });
  return worstOf(results, none);
}

function judgePortal({ screenCastPortal: works }: Media, look: Look): RuleResult {
  const os = areaData(look.snapshot, 'os');
  const kind = os?.sessionType ?? null;
  if (kind === null) return look.missing('it is not known how the desktop is drawn', 'os.sessionType');
  if (kind !== 'wayland') return look.notRelevant('the desktop is not drawn with Wayland');
  if (works === null)
    return look.missing('the desktop did not say whether it can share', 'media.screenCastPortal');
  const text = `Wayland, screen-cast portal ${works ? 'answers' : 'missing'}`;
  return look.either(!works, { value: works ? 'works' : 'missing', text });
}

const appOnly = 'only the app itself can tell';

function judgeScreenAccess({ screenAccess: access }: Media, look: Look): RuleResult {
  if (access === null) return look.missing(appOnly, 'media.screenAccess');
  const fact = { value: access, text: `screen recording: ${access}` };
  if (access === 'granted') return look.fine(fact);
  return access === 'denied'
    ? look.fired(1, fact, { variant: 'denied' })
    : look.fired(0, fact, { variant: 'ask' });
}

function judgeMicrophoneAccess({ microphoneAccess: access }: Media, look: Look): RuleResult {
  if (access === null) return look.missing(appOnly, 'media.microphoneAccess');
  return look.either(access === 'denied', { value: access, text: `microphone: ${access}` });
}

function judgeMicrophoneLevel(media: Media, look: Look): RuleResult {
  const { microphoneDb: level, microphoneTestMs: sampleMs, microphoneTrial: trial } = media;
  if (level === null || sampleMs === null) {
    if (trial === 'none') return look.notRelevant('no microphone');
    return look.missing(
      notOpened('microphone', trial) ?? 'nobody has tried the microphone yet',
      'media.microphoneDb',
      'media.microphoneTestMs',
    );
  }
  const text = `loudest ${level} dBFS in ${shortDuration(sampleMs)}`;
  const judged = look.byNumber(level, text, {}, { sampleMs });
  // what was heard was heard; only silence needs its time
  return judged.result === 'fired' && sampleMs < alsoOf(look.limit, 'testSeconds') * 1000
    ? look.missing('the microphone was tried for too short a time')
    : judged;
}

function notOpened(device: string, trial: Media['cameraTrial']): string | null {
  if (trial === 'blocked') return `the system did not let this app open the ${device}`;
  return trial === 'taken' ? `the ${device} did not open; another program may have it` : null;
}

function judgeCamera({ cameraBusy: busy, cameras, cameraTrial: trial }: Media, look: Look): RuleResult {
  const listed = look.snapshot.areas.cameras;
  const none = listed?.status === 'unavailable' || (listed === undefined && cameras === 0);
  if (busy === null && (none || trial === 'none')) return look.notRelevant('no camera');
  if (busy === null)
    return look.missing(notOpened('camera', trial) ?? 'nobody has tried the camera yet', 'media.cameraBusy');
  return look.either(busy, { value: busy ? 'taken' : 'free', text: `camera ${busy ? 'taken' : 'free'}` });
}

/** In words that need no name: names of devices are often names of people. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/headset|headphone|audio|earbud/i, 'headset'],
  [/mouse/i, 'mouse'],
  [/keyboard/i, 'keyboard'],
  [/gaming|gamepad|joystick/i, 'game controller'],
  [/phone/i, 'phone'],
  [/tablet|pen|stylus/i, 'pen'],
];

function judgeCharge(device: AreaDataOf['bluetooth']['devices'][number], look: Look): RuleResult {
  if (device.connected === null)
    return look.missing('it is not known whether it is connected', 'bluetooth.devices.*.connected');
  const charge = device.batteryPercent ?? 0;
  const name = kinds.find(([sign]) => sign.test(device.kind ?? ''))?.[1] ?? 'Bluetooth device';
  return look.byNumber(charge, `${device.name ?? name}: ${charge} % charged`, {
    name,
    charge: Math.round(charge),
  });
}

export const mediaRules: readonly Rule[] = [
  areaRule('DSP-02', 'graphics', judgeDriverAge, { only: ['win32'], realMachineOnly: true }),
  areaRule('DSP-06', 'media', judgePortal, { only: ['linux'] }),
  areaRule('DSP-07', 'media', judgeScreenAccess, { only: ['darwin'] }),
  areaRule('AUD-02', 'media', judgeMicrophoneAccess, { only: ['win32', 'darwin'] }),
  areaRule('AUD-04', 'media', judgeMicrophoneLevel),
  areaRule('CAM-01', 'media', judgeCamera),
  areaRule(
    'BT-01',
    'bluetooth',
    ({ devices }, look) =>
      worstOf(
        devices
          .filter(({ connected, batteryPercent }) => connected !== false && batteryPercent !== null)
          .map((device) => judgeCharge(device, look)),
        look.notRelevant('no Bluetooth device tells its charge'),
      ),
    { optionalPart: true },
  ),
];

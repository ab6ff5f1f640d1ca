import { rule, type Case } from '../case.ts';
import { healthyAreas, type AreasPatch } from '../machine.ts';

const windows = { platform: 'win32' } as const;
const mac = { platform: 'darwin' } as const;
const media = (change: object, sessionType: string | null = 'wayland') =>
  ({ media: change, os: { sessionType } }) as AreasPatch;
const driver = (driverDate: string | null, model = 'Iris Xe') =>
  ({
    graphics: { controllers: [{ ...healthyAreas.graphics.controllers[0], model, driverDate }] },
  }) as AreasPatch;
const bluetooth = (batteryPercent: number | null, change: object = {}) =>
  ({
    bluetooth: {
      adapters: [],
      devices: [{ name: 'label-1', kind: 'input-mouse', connected: true, batteryPercent, ...change }],
    },
  }) as AreasPatch;

export const mediaCases: readonly Case[] = [
  ...rule(
    'DSP-02',
    ['730 days', driver('2024-11-24'), 'ok', windows],
    ['731 days', driver('2024-11-23'), 'low', windows],
    [
      'the fallback driver of 2006',
      driver('2006-06-21', 'Microsoft Basic Display Adapter'),
      'unknown',
      windows,
    ],
    ['not told', driver(null), 'unknown', windows],
    ['no date', driver('last year'), 'unknown', windows],
    ['on Linux, where the kernel brings it', driver('2006-06-21'), 'notRelevant'],
  ),
  ...rule(
    'DSP-06',
    ['Wayland without a portal', media({ screenCastPortal: false }), 'critical'],
    ['Wayland with a portal', media({ screenCastPortal: true }), 'ok'],
    ['X11', media({ screenCastPortal: false }, 'x11'), 'notRelevant'],
    ['portal not known', media({ screenCastPortal: null }), 'unknown'],
    ['desktop not known', media({ screenCastPortal: false }, null), 'unknown'],
  ),
  ...rule(
    'DSP-07',
    ['refused', media({ screenAccess: 'denied' }), 'critical', mac],
    ['not asked yet', media({ screenAccess: 'not-asked' }), 'info', mac],
    ['granted', media({ screenAccess: 'granted' }), 'ok', mac],
    ['nobody could tell', media({ screenAccess: null }), 'unknown', mac],
    ['on Windows', media({ screenAccess: 'denied' }), 'notRelevant', windows],
  ),
  ...rule(
    'AUD-02',
    ['refused', media({ microphoneAccess: 'denied' }), 'medium', windows],
    ['not asked yet', media({ microphoneAccess: 'not-asked' }), 'ok', mac],
    ['granted', media({ microphoneAccess: 'granted' }), 'ok', mac],
    ['nobody could tell', media({ microphoneAccess: null }), 'unknown', mac],
    ['on Linux', media({ microphoneAccess: 'denied' }), 'notRelevant'],
  ),
  ...rule(
    'AUD-04',
    ['−60 dBFS', media({ microphoneDb: -60, microphoneTestMs: 5000 }), 'ok'],
    ['−60.1 dBFS', media({ microphoneDb: -60.1, microphoneTestMs: 5000 }), 'low'],
    ['tried for 4.9 s', media({ microphoneDb: -90, microphoneTestMs: 4900 }), 'unknown'],
    ['heard within a second', media({ microphoneDb: -30, microphoneTestMs: 900 }), 'ok'],
    [
      'kept back by the system',
      media({ microphoneDb: null, microphoneTestMs: null, microphoneTrial: 'blocked' }),
      'unknown',
    ],
    [
      'none to try',
      media({ microphoneDb: null, microphoneTestMs: null, microphoneTrial: 'none' }),
      'notRelevant',
    ],
    ['not tried', media({ microphoneDb: null, microphoneTestMs: null }), 'unknown'],
  ),
  ...rule(
    'CAM-01',
    ['taken', media({ cameraBusy: true }), 'low'],
    ['free', media({ cameraBusy: false }), 'ok'],
    ['not tried', media({ cameraBusy: null }), 'unknown'],
    ['kept back by the system', media({ cameraBusy: null, cameraTrial: 'blocked' }), 'unknown'],
    ['none to try', media({ cameraBusy: null, cameraTrial: 'none' }), 'notRelevant'],
  ),
  ...rule(
    'BT-01',
    ['15 %', bluetooth(15), 'ok'],
    ['14 %', bluetooth(14), 'info'],
    ['a device of no kind', bluetooth(14, { kind: null }), 'info'],
    ['14 %, not connected', bluetooth(14, { connected: false }), 'notRelevant'],
    ['14 %, nobody knows whether connected', bluetooth(14, { connected: null }), 'unknown'],
    ['charge not told', bluetooth(null), 'notRelevant'],
    ['kind not known, charge fine', bluetooth(80, { kind: null }), 'ok'],
  ),
];

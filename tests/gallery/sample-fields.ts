import type { PreviewRow } from '../../src-shared/bridge/contract.ts';
import { firstChoice, withheldBy } from '../../src-shared/diagnostics/privacy-level.ts';
import { nobody } from '../../src-shared/redaction/learnt-secrets.ts';
import { redactSnapshot } from '../../src-shared/redaction/redact-snapshot.ts';
import { machine } from '../shared/findings/machine.ts';

/** Every field there is, as the privacy screen shows it for a made-up machine. */
export const everyField: readonly PreviewRow[] = redactSnapshot(
  machine({
    os: { userName: 'm.ellison', hostName: 'FRONTDESK-02' },
    wifi: {
      connections: [
        {
          interface: 'wlan0',
          ssid: 'Northfield Staff',
          bssid: '9c:b6:d0:e1:77:4a',
          signalDbm: -61,
          qualityPercent: 70,
          frequencyMhz: 5180,
          channel: 36,
          security: 'WPA2',
          rateMbit: 400,
        },
      ],
    },
    audio: {
      devices: [
        { name: "Margaret's AirPods Pro", manufacturer: 'Apple', output: true, input: true, isDefault: true },
      ],
    },
  }),
  {
    key: new Uint8Array(32).fill(1),
    identity: { ...nobody, userNames: ['m.ellison'], hostNames: ['FRONTDESK-02'] },
    withheld: withheldBy(firstChoice),
  },
).rows;

import { describe, expect, it } from 'vitest';
import { parseLpstat } from '../../../src-main/platform/cups.ts';
import { linuxBattery } from '../../../src-main/platform/linux/battery.ts';
import { linuxAudio, linuxUsb, parseSound } from '../../../src-main/platform/linux/devices.ts';
import { linuxNetwork, parseNetDev, parseRoutes } from '../../../src-main/platform/linux/network.ts';
import { parseStat } from '../../../src-main/platform/linux/processes.ts';
import { linuxWifi, parseIwLink, parseNmcli } from '../../../src-main/platform/linux/wifi.ts';
import { fakeTools, fixture } from './fixtures.ts';

const now = Date.parse('2026-11-23T10:30:00');

describe('Linux, network', () => {
  it('adds up bad and lost packets in both directions', () => {
    const counters = parseNetDev(fixture('linux/proc-net-dev.txt'));
    expect(counters.get('enp0s31f6')).toEqual({
      packets: 75_027,
      errors: 4,
      drops: 9,
      received: 1_845_112_925,
      sent: 3_563_789,
    });
  });

  it('takes the default route with the lowest metric and skips the kernel’s own', () => {
    expect(
      parseRoutes(fixture('linux/proc-net-route.txt'), fixture('linux/proc-net-ipv6-route.txt')),
    ).toEqual({
      hasDefault: true,
      interface: 'enp0s31f6',
      gateway: '192.168.1.254',
      gateway6: 'fe80::211:22ff:fe33:4455',
    });
    expect(parseRoutes('Iface\n', '')).toEqual({
      hasDefault: false,
      interface: null,
      gateway: null,
      gateway6: null,
    });
  });

  it('tells kinds of adapters apart', async () => {
    const answer = await linuxNetwork(
      fakeTools({
        '/sys/class/net/lo/type': '772\n',
        '/sys/class/net/enp3s0/type': '1\n',
        '/sys/class/net/enp3s0/device/x': '',
        '/sys/class/net/enp3s0/operstate': 'up\n',
        '/sys/class/net/enp3s0/speed': '100\n',
        '/sys/class/net/enp3s0/duplex': 'half\n',
        '/sys/class/net/wlp2s0/phy80211/x': '',
        '/sys/class/net/wg0/type': '65534\n',
        '/sys/class/net/office/tun_flags': '0x1001\n',
        '/sys/class/net/br0/bridge/x': '',
        '/sys/class/net/docker0/bridge/x': '',
      }),
    );
    const list = answer.status === 'ok' ? answer.data.interfaces : [];
    expect(Object.fromEntries(list.map((entry) => [entry.name, entry.kind]))).toEqual({
      lo: 'loopback',
      enp3s0: 'wired',
      wlp2s0: 'wifi',
      wg0: 'vpn',
      office: 'vpn',
      br0: 'virtual',
      docker0: 'virtual',
    });
    expect(list.find((entry) => entry.name === 'enp3s0')).toMatchObject({
      up: true,
      speedMbit: 100,
      fullDuplex: false,
    });
  });

  it('joins signal from iw with protection from NetworkManager', async () => {
    const answer = await linuxWifi(
      fakeTools(
        { '/sys/class/net/wlp2s0/phy80211/x': '' },
        { 'iw dev wlp2s0 link': fixture('linux/iw-link.txt'), nmcli: fixture('linux/nmcli-wifi.txt') },
      ),
    );
    expect(answer.status === 'ok' && answer.data.connections).toEqual([
      {
        interface: 'wlp2s0',
        ssid: 'Northfield Staff',
        bssid: '9c:b6:d0:e1:77:4a',
        signalDbm: -71,
        qualityPercent: 58,
        frequencyMhz: 5180,
        channel: 36,
        security: 'WPA1 WPA2',
        rateMbit: 144.4,
      },
    ]);
  });

  it('tells no adapter from no connection', async () => {
    expect(await linuxWifi(fakeTools())).toMatchObject({
      status: 'unavailable',
      reason: expect.stringContaining('no Wi-Fi adapter'),
    });
    const tools = fakeTools({ '/sys/class/net/wlp2s0/phy80211/x': '' }, { iw: 'Not connected.\n' });
    expect(await linuxWifi(tools)).toMatchObject({ status: 'unavailable', reason: 'Wi-Fi is not connected' });
    expect(parseIwLink('Not connected.\n')).toBeNull();
  });

  it('reads escaped colons of nmcli and an open network', () => {
    const text = fixture('linux/nmcli-wifi.txt').replaceAll('no:', 'yes:');
    expect(parseNmcli(text).map((entry) => [entry.ssid, entry.security])).toEqual([
      ['Cafe', 'WPA2'],
      ['Northfield: Staff', 'WPA1 WPA2'],
      ['Open net', 'none'],
    ]);
  });
});

describe('Linux, devices', () => {
  it('reads a worn battery', async () => {
    const answer = await linuxBattery(
      fakeTools({
        '/sys/class/power_supply/BAT0/uevent': fixture('linux/battery-uevent.txt'),
        '/sys/class/power_supply/AC/uevent': 'POWER_SUPPLY_TYPE=Mains\nPOWER_SUPPLY_ONLINE=0\n',
        '/sys/class/power_supply/hid/uevent':
          'POWER_SUPPLY_TYPE=Battery\nPOWER_SUPPLY_SCOPE=Device\nPOWER_SUPPLY_CAPACITY=5\n',
      }),
    );
    expect(answer.status === 'ok' && answer.data).toEqual({
      onMains: false,
      batteries: [
        {
          percent: 43,
          state: 'discharging',
          designedCapacity: 57_020,
          fullCapacity: 41_200,
          cycleCount: 412,
          remainingSeconds: 7200,
          condition: null,
          manufacturer: 'LGC',
          model: '5B10W139',
          serial: '1234',
        },
      ],
    });
    expect(await linuxBattery(fakeTools())).toMatchObject({
      status: 'unavailable',
      reason: 'this computer has no battery',
    });
  });

  it('reads queues, their state and the age of the oldest print', () => {
    expect(parseLpstat(fixture('linux/lpstat.txt'), now)).toEqual({
      serviceRunning: true,
      printers: [
        {
          name: 'Front_desk',
          model: null,
          isDefault: false,
          status: 'idle',
          jobs: 0,
          oldestJobSeconds: null,
        },
        {
          name: 'Office_printer',
          model: null,
          isDefault: true,
          status: 'printing',
          jobs: 2,
          oldestJobSeconds: 1880,
        },
        {
          name: 'Old_laser',
          model: null,
          isDefault: false,
          status: 'offline',
          jobs: 1,
          oldestJobSeconds: 239_229,
        },
      ],
    });
    expect(parseLpstat('scheduler is not running\nno system default destination\n', now).serviceRunning).toBe(
      false,
    );
  });

  it('reads sound cards with what they can do; no card is an answer, no list is not', async () => {
    expect(parseSound(fixture('linux/asound-cards.txt'), fixture('linux/asound-pcm.txt'))).toMatchObject([
      { name: 'HDA Intel PCH', output: true, input: true },
      { name: 'Jabra EVOLVE 20', output: true, input: true },
      { name: 'HDA NVidia', output: true, input: false },
    ]);
    const none = await linuxAudio(fakeTools({ '/proc/asound/cards': '--- no soundcards ---\n' }));
    expect(none.status === 'ok' && none.data.devices).toEqual([]);
    expect(await linuxAudio(fakeTools())).toMatchObject({ status: 'unavailable' });
  });

  it('lists what is plugged in, without hubs of the controller and parts of devices', async () => {
    const answer = await linuxUsb(
      fakeTools({
        '/sys/bus/usb/devices/usb1/product': 'xHCI Host Controller\n',
        '/sys/bus/usb/devices/1-2/product': 'Keyboard K120\n',
        '/sys/bus/usb/devices/1-2/manufacturer': 'Logitech\n',
        '/sys/bus/usb/devices/1-2/bDeviceClass': '00\n',
        '/sys/bus/usb/devices/1-2/1-2:1.0/bInterfaceClass': '03\n',
        '/sys/bus/usb/devices/1-2:1.0/bInterfaceClass': '03\n',
      }),
    );
    expect(answer.status === 'ok' && answer.data.devices).toEqual([
      {
        name: 'Keyboard K120',
        vendor: 'Logitech',
        kind: 'Keyboard or mouse',
        serial: null,
        problemCode: null,
      },
    ]);
  });

  it('reads a process whose name holds brackets and spaces, and leaves kernel threads out', () => {
    const rest =
      'S 1 1 1 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 1 0 360000 1073741824 5000 18446744073709551615';
    expect(parseStat(`42 (a) b (c)) ${rest}`, 4000)).toEqual({
      pid: 42,
      name: 'a) b (c)',
      cpuSeconds: 3,
      corePercent: null,
      memoryBytes: 5000 * 4096,
      runningSeconds: 400,
    });
    expect(parseStat(`2 (kthreadd) ${rest.replace('1073741824', '0')}`, 4000)).toBeNull();
    expect(parseStat('', 4000)).toBeNull();
  });
});

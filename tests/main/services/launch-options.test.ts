import { describe, expect, it } from 'vitest';
import {
  DEFAULT_SERVER,
  prefillFrom,
  readLaunchOptions,
  serverOrigin,
} from '../../../src-main/services/launch-options.ts';
import { readRig } from '../../../src-main/services/rig-options.ts';

describe('the server on the command line', () => {
  it.each([
    ['wss://help.example', 'wss://help.example'],
    ['https://help.example:8443/path?x#y', 'wss://help.example:8443'],
    ['ws://127.0.0.1:9', 'ws://127.0.0.1:9'],
    ['http://localhost:7480', 'ws://localhost:7480'],
  ])('%s is taken as %s', (given, origin) => {
    expect(serverOrigin(given)).toBe(origin);
  });

  it.each(['ws://help.example', 'http://10.0.0.1', 'ftp://x', 'javascript:alert(1)', '', 'help.example'])(
    '%s is refused: plain text is for loopback only',
    (given) => {
      expect(serverOrigin(given)).toBeNull();
    },
  );

  it('falls back to the default when it is refused', () => {
    expect(readLaunchOptions(['--server=ws://evil.example'], {}, null).server).toBe(DEFAULT_SERVER);
  });
});

describe('a deep link', () => {
  it('only pre-fills digits', () => {
    expect(prefillFrom(['electron', '.', 'ra://join/4821#77305926'])).toBe('482177305926');
    expect(prefillFrom(['ra://join/4821'])).toBe('4821');
  });

  it.each([
    'ra://join/482',
    'ra://join/4821#7730592',
    'ra://join/4821#77305926&server=evil',
    'ra://config/4821',
    'RA://join/4821',
    `ra://join/4821#77305926${' '.repeat(80)}`,
  ])('%s does nothing', (link) => {
    expect(prefillFrom([link])).toBeNull();
  });
});

describe('what stands behind "--"', () => {
  it('is a link or nothing, never a switch', () => {
    const argv = ['alongside', '--', 'ra://join/4821', '--server=wss://evil.example', '--role=technician'];
    expect(readLaunchOptions([...argv, '--relay-only', '--rig-hidden'], {}, readRig)).toMatchObject({
      prefill: '4821',
      server: DEFAULT_SERVER,
      role: 'host',
      relayOnly: false,
      rig: { hidden: false },
    });
  });
});

describe('switches of the measuring rig', () => {
  it('do not exist in a package', () => {
    expect(readLaunchOptions(['--rig-cooldown=0', '--rig-hidden'], {}, null).rig).toBeNull();
  });

  it('are read in a test build', () => {
    const { rig } = readLaunchOptions(
      ['--rig-cooldown=0', '--rig-bounds=1,2,300,400', '--rig-no-indicator', '--rig-picture=track'],
      {},
      readRig,
    );
    expect(rig).toMatchObject({
      cooldownMs: 0,
      indicator: false,
      bounds: { x: 1, y: 2, width: 300, height: 400 },
      picture: 'track',
    });
  });
});

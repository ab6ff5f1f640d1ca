import { appError } from '../../src-shared/errors.ts';
import { noDeviceTests } from '../../src-renderer/stores/device-test.ts';
import type { HostState } from '../../src-renderer/stores/host-store.ts';
import { startPlace, type LocalPlace } from '../../src-renderer/features/host/choose-screen.ts';
import { everyField } from './sample-fields.ts';
import {
  chat,
  chatLost,
  info,
  manyScreens,
  networkRounds,
  ownPicture,
  preview,
  screens,
} from './sample-lists.ts';
import { comparison, diagnoses, NOW, onSystem, sessions } from './sample-session.ts';

/** One state of the host's window, by the name of its screenshot. */
export interface Sample {
  readonly place?: Partial<LocalPlace>;
  readonly state: Partial<HostState>;
  /** A button to press first, by what it says. */
  readonly press?: string;
}

const ready: HostState['invite'] = {
  state: 'ready',
  code: '482177305926',
  link: 'https://help.example/join#482177305926',
  expiresAt: NOW + 486_000,
  ttlMs: 600_000,
};
const closed = (code: Parameters<typeof appError>[0], until: number | null = null): HostState['invite'] => ({
  state: 'closed',
  error: appError(code, 'gallery'),
  until,
});
const unreachable = (code: Parameters<typeof appError>[0], attempt = 3): HostState['invite'] => ({
  state: 'unreachable',
  error: appError(code, 'WebSocket closed with 1006 after 3.0 s'),
  retryAt: code === 'SERVER_VERSION' ? null : NOW + 6000,
  attempt,
});
const inSession = (session: HostState['session'], rest: Partial<HostState> = {}): Sample => ({
  state: { session, diagnosis: diagnoses.done, chat, ...rest },
});

/** A fix card, open, with the drawing of this system's settings beside its steps. */
const fixCard = (platform: keyof typeof onSystem, press: string): Sample => ({
  place: { step: 'findings' },
  state: {
    info: { ...info, platform },
    diagnosis: onSystem[platform],
    settingsPages: ['storage', 'printers', 'sound'],
  },
  press,
});

export const hostStates = {
  starting: { state: { session: null } },
  welcome: { state: {} },
  'welcome-test-build': { state: { info: { ...info, testBuild: true } } },
  '1-findings-empty': { place: { step: 'findings' }, state: { diagnosis: diagnoses.empty } },
  '1-findings': { place: { step: 'findings' }, state: { diagnosis: diagnoses.running } },
  '1-findings-done': {
    place: { step: 'findings' },
    state: { diagnosis: diagnoses.done, saved: { ok: true, path: '/home/m/report.html' } },
  },
  '1-findings-again': {
    place: { step: 'findings' },
    state: { diagnosis: diagnoses.done, comparison, settingsPages: ['storage', 'printers'] },
  },
  '1-fix-windows': fixCard('win32', 'Free some space'),
  '1-fix-mac': fixCard('darwin', 'Free some space'),
  '1-fix-gnome': fixCard('linux', 'See what to try'),
  '1-findings-compare': {
    place: { step: 'findings' },
    state: { diagnosis: diagnoses.done },
    press: 'Compare with a saved file',
  },
  '1-findings-many': { place: { step: 'findings' }, state: { diagnosis: diagnoses.many } },
  '1-findings-none': { place: { step: 'findings' }, state: { diagnosis: diagnoses.fine } },
  '1-findings-failed': { place: { step: 'findings' }, state: { diagnosis: diagnoses.failed } },
  '2-contact': { place: { step: 'contact' }, state: {} },
  '2b-scam': { place: { step: 'scam' }, state: {} },
  '3-code-making': { state: { session: sessions.invite, invite: { state: 'asking' } } },
  '3-code': { state: { session: sessions.invite, invite: ready } },
  '3-code-typed': { state: { session: sessions.pairing, invite: ready } },
  '3e-wrong-code': { state: { session: sessions.invite, invite: closed('CODE_WRONG') } },
  '3e-expired': { state: { session: sessions.invite, invite: closed('ROOM_EXPIRED') } },
  '3e-paused': { state: { session: sessions.invite, invite: closed('CODE_PAUSED', NOW + 94_000) } },
  '3e-stopped': { state: { session: sessions.invite, invite: closed('CODE_PAUSED') } },
  '3e-tampered': { state: { session: sessions.invite, invite: closed('PAIRING_TAMPERED') } },
  '3e-other': { state: { session: sessions.invite, invite: closed('PEER_PROTOCOL') } },
  '3e-server': {
    state: { session: sessions.invite, diagnosis: diagnoses.wifi, invite: unreachable('SERVER_UNREACHABLE') },
  },
  '3e-server-unknown': { state: { session: sessions.invite, invite: unreachable('SERVER_UNREACHABLE', 1) } },
  '3e-offline': {
    state: {
      session: sessions.invite,
      diagnosis: diagnoses.offline,
      invite: unreachable('SERVER_UNREACHABLE'),
    },
  },
  '3e-version': { state: { session: sessions.invite, invite: closed('SERVER_VERSION') } },
  '3e-busy': { state: { session: sessions.invite, invite: unreachable('SERVER_BUSY') } },
  '4-card': inSession(sessions.card),
  '4-card-web-over': inSession(sessions.cardWeb),
  '4-consent': inSession(sessions.consent),
  '4-consent-findings': inSession(sessions.consentFindings),
  '1-devices': { place: { step: 'devices' }, state: { diagnosis: diagnoses.done } },
  '1-devices-opening': {
    place: { step: 'devices' },
    state: { deviceTests: { microphone: { state: 'opening' }, camera: null } },
  },
  '1-devices-listening': {
    place: { step: 'devices' },
    state: {
      deviceTests: {
        microphone: { state: 'running', level: 0.62, share: 0.4, picture: null },
        camera: { state: 'done', verdict: 'none' },
      },
    },
  },
  '1-devices-picture': {
    place: { step: 'devices' },
    state: {
      deviceTests: {
        microphone: { state: 'done', verdict: 'silent' },
        camera: { state: 'running', level: 0, share: 0.7, picture: ownPicture },
      },
      settingsPages: ['microphone', 'camera', 'sound'],
    },
  },
  '1-devices-done': {
    place: { step: 'devices' },
    state: {
      deviceTests: {
        microphone: { state: 'done', verdict: 'works' },
        camera: { state: 'done', verdict: 'blocked' },
      },
      settingsPages: ['microphone', 'camera', 'sound'],
    },
  },
  '1-privacy': { place: { step: 'privacy' }, state: { diagnosis: diagnoses.many, preview: everyField } },
  '9-preview': { ...inSession(sessions.consent, { preview }), place: { panel: 'preview' } },
  '9-preview-loading': { ...inSession(sessions.consent), place: { panel: 'preview' } },
  '9-preview-sent': { ...inSession(sessions.live, { preview }), place: { panel: 'preview' } },
  '5-screens': { ...inSession(sessions.consent, { screens }), place: { panel: 'screens' } },
  '5-screens-many': { ...inSession(sessions.live, { screens: manyScreens }), place: { panel: 'screens' } },
  '5-screens-loading': { ...inSession(sessions.consent), place: { panel: 'screens' } },
  '5-screens-empty': { ...inSession(sessions.consent, { screens: [] }), place: { panel: 'screens' } },
  '5-screens-denied': {
    ...inSession(sessions.consent, { screensError: appError('SCREEN_DENIED') }),
    place: { panel: 'screens' },
  },
  '5-screens-failed': {
    ...inSession(sessions.consent, { screens, screensError: appError('SCREEN_UNAVAILABLE') }),
    place: { panel: 'screens' },
  },
  '6-live': inSession(sessions.live),
  '6-live-window': inSession(sessions.window, { chat: [] }),
  '6-live-off': { ...inSession(sessions.off), place: { wentOn: true } },
  '4-consent-asked': inSession(sessions.consent, { asked: ['screen'] }),
  '6-live-asked': { ...inSession(sessions.off, { asked: ['findings', 'screen'] }), place: { wentOn: true } },
  '6-live-paused': inSession(sessions.paused),
  '6-live-lost': inSession(sessions.lost, { chat: chatLost }),
  '6-live-connecting': inSession(sessions.connecting, { chat: [] }),
  '6-live-network-asked': inSession(sessions.live, { network: networkRounds.asked }),
  '6-live-network': inSession(sessions.live, { network: networkRounds.running }),
  '6-live-network-done': inSession(sessions.live, { network: networkRounds.done }),
  '6-live-close': inSession(sessions.live, { closeAsked: true }),
  '8-end': inSession(sessions.ended, {
    diagnosis: diagnoses.later,
    saved: { ok: true, path: '/home/m/receipt.html' },
  }),
  '8-end-checking': inSession(sessions.ended),
  '8-end-changes': inSession(sessions.ended, { diagnosis: diagnoses.later, comparison }),
  '8-end-left': inSession(sessions.left, { diagnosis: diagnoses.later }),
  '8-end-refused': inSession(sessions.refused, { chat: [] }),
  '8-end-failed': inSession(sessions.broken, { diagnosis: diagnoses.later }),
} satisfies Record<string, Sample>;

export type HostStateName = keyof typeof hostStates;

export function stateOf(sample: Sample): HostState {
  return {
    info,
    settings: { technicianName: '', textSize: 100, theme: 'system', fastPicture: 'auto' },
    session: sessions.idle,
    diagnosis: diagnoses.empty,
    comparison: null,
    settingsPages: [],
    deviceTests: noDeviceTests,
    invite: { state: 'none' },
    chat: [],
    asked: [],
    network: null,
    now: NOW,
    screens: null,
    screensError: null,
    preview: null,
    closeAsked: false,
    saved: null,
    ...sample.state,
  };
}

export function placeOf(sample: Sample): LocalPlace {
  return { ...startPlace, ...sample.place };
}

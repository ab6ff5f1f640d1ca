import type { EventName, RequestName } from './contract.ts';

/**
 * The contract's names alone, so that the preload scripts need not carry its schemas. The two checks at the end stop
 * the build when a name is missing here or unknown there.
 */
export const requestNames = [
  'app.info',
  'app.openTechnician',
  'settings.get',
  'settings.set',
  'diagnosis.start',
  'diagnosis.get',
  'diagnosis.preview',
  'diagnosis.withhold',
  'diagnosis.media',
  'deviceTest.begin',
  'deviceTest.end',
  'diagnosis.chooseLevel',
  'diagnosis.whatIs',
  'diagnosis.text',
  'diagnosis.comparison',
  'diagnosis.forTechnician',
  'report.save',
  'settingsPage.list',
  'settingsPage.open',
  'vitals.watch',
  'vitals.stop',
  'network.ask',
  'network.answer',
  'network.stop',
  'network.get',
  'network.measured',
  'session.get',
  'session.invite',
  'session.report',
  'session.letIn',
  'session.grant',
  'session.takeBack',
  'session.renew',
  'session.pause',
  'session.resume',
  'session.end',
  'session.reset',
  'receipt.save',
  'capture.open',
  'capture.close',
  'screens.list',
  'window.closeHeard',
  'window.closeAnswer',
] as const satisfies readonly RequestName[];

/** How the port to the capture process travels: the channel to the preload, and the tag on the page's own message. */
export const CAPTURE_PORT_CHANNEL = 'alongside:capture.port';

export const eventNames = [
  'diagnosis.changed',
  'vitals.sample',
  'network.measure',
  'network.changed',
  'session.changed',
  'capture.gone',
  'window.closeAsked',
  'settings.changed',
  'link.prefill',
] as const satisfies readonly EventName[];

type Missing =
  | Exclude<RequestName, (typeof requestNames)[number]>
  | Exclude<EventName, (typeof eventNames)[number]>;
const complete: [Missing] extends [never] ? true : Missing = true;
void complete;

import { z } from 'zod';
import { areaIdSchema } from '../diagnostics/area.ts';
import { testedDeviceSchema, windowMediaSchema } from '../diagnostics/media-areas.ts';
import { partSchemas } from '../diagnostics/connectivity-areas.ts';
import { privacyLevelSchema } from '../diagnostics/privacy-level.ts';
import { vitalsSampleSchema } from '../diagnostics/vitals.ts';
import { appErrorSchema } from '../errors.ts';
import { comparisonSchema } from '../findings/comparison.ts';
import { netQuestionsSchema, netRoundSchema } from '../network/net-tests.ts';
import { networkSetupSchema } from '../network/network-targets.ts';
import { capabilitySchema } from '../session/capability.ts';
import { endReasonSchema, hostSessionSchema } from '../session/host-session.ts';
import { technicianSchema } from '../session/technician.ts';
import { settingsPageSchema } from '../settings-page.ts';

/**
 * What a renderer may ask of main, and what main tells it: the one contract from which the preload functions, the
 * IPC gate and the renderers' bridges are made. `roles` names the windows a channel serves; the gate refuses all
 * others. Every request and every answer passes its schema on both sides.
 */
export const windowRoleSchema = z.enum(['host', 'technician', 'indicator']);
export type WindowRole = z.infer<typeof windowRoleSchema>;

/** The files a report can be: to read, to print, for programs, for a ticket. */
export const reportFormatSchema = z.enum(['html', 'pdf', 'json', 'md']);
export type ReportFormat = z.infer<typeof reportFormatSchema>;

const nothing = z.void();
/** Expected trouble crosses the bridge as a value. */
export const outcome = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), error: appErrorSchema }),
  ]);

/** Digits of a link, the room alone or the whole code. */
const prefillSchema = z.string().regex(/^\d{4,13}$/);

export const appInfoSchema = z.strictObject({
  role: windowRoleSchema,
  version: z.string(),
  /** For example "Electron 45.4.1". */
  runtime: z.string(),
  /** Built on the fallback runtime: marked on the first screen, never released. */
  testBuild: z.boolean(),
  platform: z.enum(['linux', 'win32', 'darwin', 'other']),
  /** WebSocket origin of the broker, e.g. "ws://127.0.0.1:7480". */
  server: z.string(),
  /** What to press to stop everything, as words: "Ctrl+Alt+Shift+End"; null where no key could be registered. */
  stopKey: z.string().nullable(),
  /** Relay only: offer no direct addresses (policy). */
  relayOnly: z.boolean(),
  /** Both windows of one session stand side by side on this machine (`npm start`): each says how to try it. */
  trial: z.boolean(),
  /** Digits of the link that opened the technician's window; null for every other window. Joins nothing. // TM-9 */
  prefill: prefillSchema.nullable(),
});
export type AppInfo = z.infer<typeof appInfoSchema>;

export const settingsSchema = z.strictObject({
  technicianName: z.string().max(60),
  textSize: z.union([z.literal(100), z.literal(125), z.literal(150)]),
  theme: z.enum(['system', 'light', 'dark']),
  /** Lets the technician's window draw more often than the display shows; from the next start on. */
  fastPicture: z.enum(['auto', 'on', 'off']),
});
export type Settings = z.infer<typeof settingsSchema>;

/** A display or window the person can choose to show. The key is main's own; capture ids never leave main. */
export const screenSourceSchema = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{1,40}$/),
  kind: z.enum(['display', 'window']),
  name: z.string().max(200),
  /** JPEG data URL, at most 480 px wide; null when the system gave none. */
  thumbnail: z.string().max(600_000).nullable(),
  width: z.number().int().positive().nullable(),
  height: z.number().int().positive().nullable(),
});
export type ScreenSource = z.infer<typeof screenSourceSchema>;

/** One line of the privacy preview: what is here, what would be sent. */
export const previewRowSchema = z.strictObject({
  /** Path in the snapshot, e.g. "network.interfaces.*.mac": the unit in which a person leaves something out. */
  field: z.string().max(200),
  group: z.enum(['you', 'computer', 'network', 'programs']),
  area: areaIdSchema,
  label: z.string().max(120),
  /** Why it is collected. */
  why: z.string().max(200),
  /** From this level on it is sent. */
  level: privacyLevelSchema,
  /** As it stands on this computer (shortened); empty where nothing is known. Shown to the person, sent to nobody. */
  here: z.string().max(400),
  /** As it would be sent; null when it is not sent. */
  sent: z.string().max(400).nullable(),
  /** True when what is sent differs from what is here. */
  hidden: z.boolean(),
  withheld: z.boolean(),
});
export type PreviewRow = z.infer<typeof previewRowSchema>;

/** The diagnosis as far as it has come, already redacted: the very object that is sent if the person says yes. */
export const diagnosisSchema = z.strictObject({
  snapshot: z.unknown(), // Redacted<Snapshot>; decoded with the snapshot schema by whoever reads it
  done: z.number().int().nonnegative(),
  total: z.number().int().positive(),
  /** What is being looked at right now, for the waiting line. */
  looking: z.array(areaIdSchema),
  running: z.boolean(),
  error: appErrorSchema.nullable(),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;

/** What the host's window reports of the link; main decides what it means. */
export const linkReportSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('code-shown') }),
  z.strictObject({ type: z.literal('technician-joined') }),
  z.strictObject({ type: z.literal('code-wrong') }),
  z.strictObject({ type: z.literal('code-expired') }),
  z.strictObject({ type: z.literal('paired'), technician: technicianSchema }),
  z.strictObject({ type: z.literal('link-up') }),
  z.strictObject({ type: z.literal('link-lost') }),
  z.strictObject({ type: z.literal('technician-left') }),
  z.strictObject({ type: z.literal('snapshot-sent'), digest: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ type: z.literal('screen-ended') }), // the shared window was closed, or the system took it back
  /** After the end, a pause or a take-back: the picture is off the link. Without it main ends the renderer itself. */
  z.strictObject({ type: z.literal('flow-stopped') }),
  /** And then: the goodbye is out and every channel is closed. */
  z.strictObject({ type: z.literal('link-closed') }),
  z.strictObject({ type: z.literal('failed'), error: appErrorSchema }),
]);
export type LinkReport = z.infer<typeof linkReportSchema>;

const pixels = z.number().int().positive();

/** Requests: a renderer asks, main answers. */
export const requests = {
  'app.info': { roles: ['host', 'technician', 'indicator'], input: nothing, output: appInfoSchema },
  'app.openTechnician': { roles: ['host'], input: nothing, output: nothing },
  'settings.get': { roles: ['host', 'technician', 'indicator'], input: nothing, output: settingsSchema },
  'settings.set': { roles: ['host', 'technician'], input: settingsSchema.partial(), output: settingsSchema },

  'diagnosis.start': { roles: ['host'], input: z.strictObject({ fresh: z.boolean() }), output: nothing },
  'diagnosis.get': { roles: ['host'], input: nothing, output: diagnosisSchema },
  'diagnosis.preview': { roles: ['host'], input: nothing, output: z.array(previewRowSchema).max(4000) },
  'diagnosis.withhold': {
    roles: ['host'],
    input: z.strictObject({ fields: z.array(z.string().max(200)).max(2000), withheld: z.boolean() }),
    output: z.array(previewRowSchema).max(4000),
  },
  /** What the window sees of microphones, cameras and speakers: numbers, and no question to anybody. */
  'diagnosis.media': { roles: ['host'], input: windowMediaSchema, output: nothing },
  /** The person tries a microphone or a camera: for a moment, and while no session is on, the window may open it. */
  'deviceTest.begin': {
    roles: ['host'],
    input: z.strictObject({ device: testedDeviceSchema }),
    output: outcome(z.null()),
  },
  /** It is open, or did not open: from now on no other may be. */
  'deviceTest.end': { roles: ['host'], input: nothing, output: nothing },
  /** Sets all switches; single ones can be changed after. */
  'diagnosis.chooseLevel': {
    roles: ['host'],
    input: z.strictObject({ level: privacyLevelSchema }),
    output: z.array(previewRowSchema).max(4000),
  },
  /** "What is mac-7F3KQ2XA?": the value behind a made-up name of this session; null for one that is none of ours. */
  'diagnosis.whatIs': {
    roles: ['host'],
    input: z.strictObject({ name: z.string().max(60) }),
    output: z.string().max(400).nullable(),
  },
  /** The exact text that would be sent, for "See it as text". */
  'diagnosis.text': { roles: ['host'], input: nothing, output: z.string() },
  /** Before and after, for the person only; null while there is nothing to compare. */
  'diagnosis.comparison': { roles: ['host'], input: nothing, output: comparisonSchema.nullable() },
  /** Only answered while "findings" is granted; checked in main at this moment. */
  'diagnosis.forTechnician': { roles: ['host'], input: nothing, output: outcome(diagnosisSchema) },
  'report.save': {
    roles: ['host'],
    input: z.strictObject({ format: reportFormatSchema }),
    output: outcome(z.strictObject({ path: z.string().nullable() })),
  },

  /** The pages of the system's settings that can be opened here. */
  'settingsPage.list': { roles: ['host'], input: nothing, output: z.array(settingsPageSchema) },
  /** Opens one of them, by name; what the name stands for is main's own. */
  'settingsPage.open': {
    roles: ['host'],
    input: z.strictObject({ page: settingsPageSchema }),
    output: outcome(z.null()),
  },

  'vitals.watch': {
    roles: ['host'],
    input: z.strictObject({ everyMs: z.number().int().min(1000).max(60_000) }),
    output: outcome(z.null()),
  },
  'vitals.stop': { roles: ['host'], input: nothing, output: nothing },

  /** The technician asks for tests of the network: told to the person, run only after `network.answer`. // PM-12 */
  'network.ask': {
    roles: ['host'],
    input: z.strictObject({
      id: netRoundSchema.shape.id,
      questions: netQuestionsSchema,
      /** Of the session, to be tested themselves. */
      relays: networkSetupSchema.shape.relays,
    }),
    output: outcome(z.null()),
  },
  'network.answer': {
    roles: ['host'],
    input: z.strictObject({ id: netRoundSchema.shape.id, allow: z.boolean() }),
    output: outcome(z.null()),
  },
  'network.stop': { roles: ['host'], input: nothing, output: nothing },
  'network.get': { roles: ['host'], input: nothing, output: netRoundSchema.nullable() },
  /** What the session measured of its own speed and way. */
  'network.measured': { roles: ['host'], input: partSchemas.throughput, output: nothing },

  'session.get': { roles: ['host', 'indicator'], input: nothing, output: hostSessionSchema },
  'session.invite': { roles: ['host'], input: nothing, output: outcome(z.null()) },
  'session.report': { roles: ['host'], input: linkReportSchema, output: nothing },
  /** "Let them look": passes the not-verified screen, refused during the cool-down. */
  'session.letIn': { roles: ['host'], input: nothing, output: outcome(z.null()) },
  'session.grant': {
    roles: ['host'],
    input: z.discriminatedUnion('capability', [
      z.strictObject({ capability: z.literal('findings') }),
      z.strictObject({ capability: z.literal('screen'), source: screenSourceSchema.shape.key }),
    ]),
    output: outcome(z.null()),
  },
  'session.takeBack': {
    roles: ['host', 'indicator'],
    input: z.strictObject({ capability: capabilitySchema }),
    output: nothing,
  },
  'session.renew': {
    roles: ['host'],
    input: z.strictObject({ capability: capabilitySchema }),
    output: outcome(z.null()),
  },
  'session.pause': { roles: ['host', 'indicator'], input: nothing, output: nothing },
  'session.resume': { roles: ['host', 'indicator'], input: nothing, output: nothing },
  'session.end': {
    roles: ['host', 'indicator'],
    input: z.strictObject({ reason: endReasonSchema }),
    output: nothing,
  },
  /** Back to the start screen after the end. */
  'session.reset': { roles: ['host'], input: nothing, output: nothing },
  'receipt.save': {
    roles: ['host'],
    input: nothing,
    output: outcome(z.strictObject({ path: z.string().nullable() })),
  },

  /**
   * Starts native capture of the granted source; its pieces come over the port of `onCapturePort`. Only while "screen"
   * is granted; CAPTURE_UNAVAILABLE says why there is none here (the video track is used). Size in pixels.
   */
  'capture.open': {
    roles: ['host'],
    input: nothing,
    output: outcome(z.strictObject({ width: pixels, height: pixels })),
  },
  'capture.close': { roles: ['host'], input: nothing, output: nothing },

  'screens.list': { roles: ['host'], input: nothing, output: outcome(z.array(screenSourceSchema).max(100)) },

  /** The window shows the question of `window.closeAsked`. */
  'window.closeHeard': { roles: ['host'], input: nothing, output: nothing },
  'window.closeAnswer': { roles: ['host'], input: z.strictObject({ close: z.boolean() }), output: nothing },
} as const satisfies Record<string, { roles: readonly WindowRole[]; input: z.ZodType; output: z.ZodType }>;

/** Events: main tells, the windows of the named roles hear. */
export const events = {
  'diagnosis.changed': { roles: ['host'], payload: diagnosisSchema },
  'vitals.sample': { roles: ['host'], payload: vitalsSampleSchema },
  /** The window measures the session's speed and answers with `network.measured`. */
  'network.measure': { roles: ['host'], payload: nothing },
  'network.changed': { roles: ['host'], payload: netRoundSchema.nullable() },
  'session.changed': { roles: ['host', 'indicator'], payload: hostSessionSchema },
  /** The capture process ended by itself. `again`: a new one has been started, and its port comes. */
  'capture.gone': {
    roles: ['host'],
    payload: z.strictObject({ error: appErrorSchema, again: z.boolean() }),
  },
  /** The person closed the window during a session: ask before ending. */
  'window.closeAsked': { roles: ['host'], payload: nothing },
  'settings.changed': { roles: ['host', 'technician', 'indicator'], payload: settingsSchema },
  /** A deep link was opened: pre-fill the code, nothing else. */
  'link.prefill': {
    roles: ['technician'],
    payload: z.strictObject({ code: prefillSchema }),
  },
} as const satisfies Record<string, { roles: readonly WindowRole[]; payload: z.ZodType }>;

export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestInput<N extends RequestName> = z.infer<Requests[N]['input']>;
export type RequestOutput<N extends RequestName> = z.infer<Requests[N]['output']>;
export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<N extends EventName> = z.infer<Events[N]['payload']>;

/** One end of a message port, whatever it is made of. Messages are copied; what arrives is not decoded. */
export interface BridgePort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): () => void;
  close(): void;
}

/** The bridge as a renderer sees it, whichever of its three makers stands behind it. */
export interface Bridge {
  readonly kind: 'electron' | 'web' | 'fake';
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>>;
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** A port to the capture process (src-shared/tiles/capture-messages.ts); a new one takes the place of the last. */
  onCapturePort(listener: (port: BridgePort) => void): () => void;
}

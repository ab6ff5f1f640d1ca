import type { Bridge } from '../../src-shared/bridge/contract.ts';
import { canonicalDigest } from '../../src-shared/diagnostics/canonical-json.ts';
import { areaIds } from '../../src-shared/diagnostics/area.ts';
import { decodeSnapshot, type Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { appError, type AppError } from '../../src-shared/errors.ts';
import type { HostMessage } from '../../src-shared/protocol/peer-messages.ts';
import type { Scope } from '../../src-shared/scope.ts';

export interface DiagnosisServiceOptions {
  readonly bridge: Bridge;
  /** Over the bulk channel when it is open, else over control; false when neither is. */
  send(message: HostMessage): boolean;
}

/**
 * Answers `diag.request` with whatever main hands out at that moment, part by part as the probes answer. Main checks
 * the grant each time; a request without one waits until there is.
 */
export interface DiagnosisService {
  request(id: string, fresh: boolean): void;
  /** Something changed: the grant, the link or the diagnosis. */
  poke(): void;
}

interface Request {
  readonly id: string;
  /** What was sent of each area, as text: an area that changes is sent again. */
  readonly sent: Map<string, string>;
  begun: boolean;
}

/** A technician cannot keep this computer collecting. */
const FRESH_EVERY_MS = 10_000;

export function createDiagnosisService(
  scope: Scope,
  now: () => number,
  options: DiagnosisServiceOptions,
): DiagnosisService {
  const { bridge } = options;
  let request: Request | null = null;
  let working = false;
  let again = false;
  let freshAt = 0;
  const work = async () => {
    again = true;
    if (working) return;
    working = true;
    try {
      while (again && request !== null && !scope.closed) {
        again = false;
        const answered = request;
        // One that came meanwhile is not answered yet.
        if ((await answer(options, answered)) && request === answered) request = null;
      }
    } catch {
      // main refused the question itself; the next change asks again
    } finally {
      working = false;
    }
  };
  const poke = () => void work();
  scope.add(bridge.on('diagnosis.changed', poke));
  return {
    request(id, fresh) {
      request = { id, sent: new Map(), begun: false };
      const mayRenew = fresh && now() - freshAt >= FRESH_EVERY_MS;
      if (!mayRenew) return poke();
      freshAt = now();
      // Refused by main unless findings are granted: ask for what may go first, and only then collect anew.
      void renew(bridge)
        .catch(() => undefined) // main refused the question itself
        .then(poke);
    },
    poke,
  };
}

async function renew(bridge: Bridge): Promise<void> {
  const allowed = await bridge.request('diagnosis.forTechnician', undefined);
  if (allowed.ok) await bridge.request('diagnosis.start', { fresh: true });
}

/** Sends what is new; true when the request is answered completely, or cannot be. */
async function answer({ bridge, send }: DiagnosisServiceOptions, request: Request): Promise<boolean> {
  const allowed = await bridge.request('diagnosis.forTechnician', undefined);
  if (!allowed.ok) return isConsent(allowed.error) ? false : fail(send, request, allowed.error);
  const snapshot = decodeSnapshot(allowed.value.snapshot);
  if (!snapshot.ok) {
    // While nothing has answered there may be no snapshot yet.
    return allowed.value.running
      ? false
      : fail(send, request, allowed.value.error ?? appError('COLLECTOR_FAILED'));
  }
  if (!sendParts(send, request, snapshot.value)) return false; // no link: goes on when there is one
  if (allowed.value.running) return false;
  const digest = canonicalDigest(snapshot.value);
  if (!send({ type: 'diag.done', id: request.id, head: headOf(snapshot.value), digest })) return false;
  void bridge.request('session.report', { type: 'snapshot-sent', digest });
  return true;
}

function sendParts(send: DiagnosisServiceOptions['send'], request: Request, snapshot: Snapshot): boolean {
  const { id } = request;
  if (!request.begun && !send({ type: 'diag.begin', id, head: headOf(snapshot) })) return false;
  request.begun = true;
  for (const area of areaIds) {
    const result = snapshot.areas[area];
    if (result === undefined) continue;
    const text = JSON.stringify(result);
    if (request.sent.get(area) === text) continue;
    if (!send({ type: 'diag.part', id, area, result })) return false;
    request.sent.set(area, text);
  }
  return true;
}

function headOf({ areas: _areas, ...head }: Snapshot): Omit<Snapshot, 'areas'> {
  return head;
}

function isConsent(error: AppError): boolean {
  return (
    error.code === 'CONSENT_MISSING' || error.code === 'CONSENT_COOLDOWN' || error.code === 'SESSION_STATE'
  );
}

function fail(send: DiagnosisServiceOptions['send'], { id }: Request, error: AppError): boolean {
  return send({ type: 'diag.failed', id, error: { ...error, detail: undefined } });
}

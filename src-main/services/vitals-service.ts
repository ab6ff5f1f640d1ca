import type { VitalsSample } from '../../src-shared/diagnostics/vitals.ts';
import { appError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';

/**
 * Live values for the technician: sampled only while somebody watches and "findings" is granted. Consent is asked
 * again for every sample, so taking it back stops the stream with the next one at the latest.
 */
export interface VitalsService {
  watch(everyMs: number): Result<null>;
  stop(): void;
}

export interface VitalsPorts {
  readonly mayUse: () => boolean;
  /** Starts sampling in the collector; the answer stops it. */
  readonly sample: (everyMs: number, onSample: (sample: VitalsSample) => void) => () => void;
  readonly tell: (sample: VitalsSample) => void;
}

export function createVitalsService(ports: VitalsPorts): VitalsService {
  let stopSampling: (() => void) | null = null;
  const stop = () => {
    stopSampling?.();
    stopSampling = null;
  };
  return {
    watch(everyMs) {
      stop();
      if (!ports.mayUse()) return err(appError('CONSENT_MISSING', 'findings'));
      stopSampling = ports.sample(everyMs, (sample) => {
        if (ports.mayUse()) ports.tell(sample);
      });
      return ok(null);
    },
    stop,
  };
}

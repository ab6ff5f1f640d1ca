import { bytesToHex } from '@noble/hashes/utils.js';
import { lv } from './bytes.ts';
import { deriveKey } from './key-schedule.ts';

const NO_SALT = new Uint8Array(0);

/** A session may be resumed for this long after its link was lost, in ms (PR-12). */
export const RESUME_WITHIN_MS = 300_000;
export const RESUME_TRIES_PER_MINUTE = 20;

/** Where two ends that share a resume key meet: 16 bytes as hex, which tell the broker nothing about the key. */
export function rendezvousName(resumeKey: Uint8Array): string {
  return bytesToHex(deriveKey(resumeKey, NO_SALT, 'rendezvous', 16));
}

/** The secret of the resuming run; a key of its own, so that the name above and the run share no output. */
export function resumePrs(resumeKey: Uint8Array): Uint8Array {
  return deriveKey(resumeKey, NO_SALT, 'resume prs', 32);
}

/**
 * The resume key after a resuming run. Both the old key and the run's own go in: who steals the old one and only
 * listens learns nothing of the new.
 */
export function nextResumeKey(resumeKey: Uint8Array, runKey: Uint8Array, sid: Uint8Array): Uint8Array {
  return deriveKey(lv(resumeKey, runKey), sid, 'resume next', 32);
}

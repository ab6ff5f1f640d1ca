import { z } from 'zod';
import { choice, count, figure, flag, moment, name } from './field-types.ts';

/** OS-05: what works in the background. */
export const servicesSchema = z.strictObject({
  /** How many the system knows; null where it does not list them. */
  total: count,
  failedCount: count,
  /** Switched off for good by an administrator ("masked"): counted, never judged. */
  masked: count,
  failed: z
    .array(
      z.strictObject({
        name,
        description: name,
        kind: choice(['service', 'timer', 'mount', 'socket', 'other']),
        /** The whole computer's, or only the signed-in person's. */
        scope: choice(['system', 'user']),
        /** What it ended with, where that is told. */
        exitCode: figure(-2_147_483_648, 4_294_967_295),
      }),
    )
    .max(20),
});

/** OS-04: what starts by itself. */
export const startupSchema = z.strictObject({
  /** Programs that start at sign-in, without those of the system itself and those switched off; null: not listed. */
  programCount: count,
  programs: z
    .array(
      z.strictObject({
        name,
        place: choice(['autostart', 'run-key', 'startup-folder', 'launch-agent', 'launch-daemon']),
        /** For this person only, or for everybody. */
        everyone: flag,
        enabled: flag,
        /** A part of the system or of the desktop. */
        system: flag,
      }),
    )
    .max(128),
  tasks: z
    .array(
      z.strictObject({
        name,
        kind: choice(['timer', 'cron', 'task']),
        enabled: flag,
        /** Epoch ms. */
        nextAt: moment,
        lastAt: moment,
        /** What it ended with last time; 0 is fine. */
        lastResult: figure(-2_147_483_648, 4_294_967_295),
      }),
    )
    .max(64),
});

export const updatesSchema = z.strictObject({
  /** Updates that wait, and how many of them close a hole (UPD-02). */
  pending: count,
  securityPending: count,
  /** When the oldest waiting security update came out; null where the system does not say. */
  oldestSecurityAt: moment,
  /** When the system last looked for updates. */
  checkedAt: moment,
  /** UPD-03. */
  lastSuccessAt: moment,
  /** UPD-04: updates that failed in the last 30 days. */
  failedCount: count,
  lastFailedAt: moment,
  /** Programs that are half installed. */
  broken: count,
  /** UPD-05: updates are installed without being asked for. */
  automatic: flag,
  /** UPD-01 with its reasons: what asks for the restart. */
  restartPending: flag,
  restartReasons: z.array(z.strictObject({ name })).max(20),
});

export const crashesSchema = z.strictObject({
  /** How far back program crashes were looked for. */
  days: count,
  /** OS-06: crashes and hangs in those days; null where no log could be read. */
  total: count,
  programs: z.array(z.strictObject({ name, crashes: count, hangs: count, newestAt: moment })).max(20),
  /** OS-07: stops without a shutdown in 30 days. */
  shutdowns: count,
  newestShutdownAt: moment,
  /** The newest one: the power went away (or it was switched off hard), or the system itself crashed. */
  shutdownKind: choice(['power', 'crash']),
  /** OS-08, Windows: 1 to 10. */
  stabilityIndex: figure(0, 10),
});

/** Kinds of trouble that logs tell of. */
export const eventKinds = ['disk', 'memory', 'hardware', 'ecc', 'heat', 'graphics', 'address'] as const;
export type EventKind = (typeof eventKinds)[number];

export const eventsSchema = z.strictObject({
  /** How far back was looked, in days; less than 7 where the log begins later. */
  days: figure(0, 366),
  kinds: z
    .array(
      z.strictObject({
        kind: choice(eventKinds),
        /** 0: looked and found none; null: this system's log could not tell. */
        count,
        newestAt: moment,
        /** The program that it happened to. */
        program: name,
        /** The newest entry as the log has it. */
        text: name,
      }),
    )
    .max(eventKinds.length),
});

export const bootSchema = z.strictObject({
  /** OS-03: from power on, or from the first thing that was measured, to the end of the start. */
  seconds: figure(0, 1e6),
  firmwareSeconds: figure(0, 1e6),
  loaderSeconds: figure(0, 1e6),
  kernelSeconds: figure(0, 1e6),
  servicesSeconds: figure(0, 1e6),
  /** From sign-in until the desktop has come to rest. */
  signInSeconds: figure(0, 1e6),
  /** Epoch ms. */
  at: moment,
  slowest: z.array(z.strictObject({ name, seconds: figure(0, 1e6) })).max(8),
});

export const usersSchema = z.strictObject({
  /** People signed in now; never who. */
  signedIn: count,
  /** Of these, from another computer. */
  remote: count,
  /** OS-11, Windows: signed in with settings that will be thrown away. */
  temporaryProfile: flag,
  /** SEC-11. */
  lockEnabled: flag,
  /** Seconds without input until the screen is locked; null where that is not known or it never locks. */
  lockAfterSeconds: count,
});

export const softwareSchema = z.strictObject({
  /** All packages or programs that are installed. */
  total: count,
  /** Those that somebody chose to install, as far as the system tells; the first 400 by name. */
  programs: z
    .array(
      z.strictObject({
        name,
        version: name,
        source: choice(['deb', 'rpm', 'pacman', 'flatpak', 'snap', 'app', 'registry']),
      }),
    )
    .max(400),
});

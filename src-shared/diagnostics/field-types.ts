import { z } from 'zod';

/**
 * The few kinds of value a snapshot is made of. Every leaf may be null: a system that can't tell says so, and a
 * field that the person leaves out becomes null too, so a reader has one case to handle.
 */

/** Longest text of any field, in UTF-16 units; long enough for a mount path, short enough for a screen. */
export const MAX_TEXT = 300;
export const MAX_NAME = 160;

/** Control characters and direction overrides never belong into a fact: they break terminals, HTML and trust. */
export const printable = /^[^\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]*$/u;

export const text = (max: number) => z.string().max(max).regex(printable).nullable();
/** A short name: a model, a driver, an interface. */
export const name = text(MAX_NAME);
/** A sentence or a path. */
export const longText = text(MAX_TEXT);
export const flag = z.boolean().nullable();
/** 0 to 100. */
export const percent = z.number().min(0).max(100).nullable();
/** Whole and not negative: a number of things, seconds, pixels. */
export const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable();
export const bytes = count;
/** Any finite figure within generous limits; each use names its unit. */
export const figure = (min: number, max: number) => z.number().min(min).max(max).nullable();
export const celsius = figure(-100, 300);
export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).nullable();
/** Epoch ms; the range that a Date can hold. */
export const moment = z.number().int().min(0).max(8.64e15).nullable();

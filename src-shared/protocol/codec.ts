import type { z } from 'zod';
import { bytesToUtf8 } from '@noble/ciphers/utils.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { appError } from '../errors.ts';
import { err, ok, type Result } from '../result.ts';
import {
  hostMessageSchema,
  MAX_PEER_MESSAGE_BYTES,
  technicianMessageSchema,
  type HostMessage,
  type TechnicianMessage,
} from './peer-messages.ts';

/** What one side speaks and the other side says, as bytes: UTF-8 JSON that fits its schema (PM-2). */
export interface PeerCodec<Out, In> {
  /** PEER_PROTOCOL when the message is longer than {@link MAX_PEER_MESSAGE_BYTES}. */
  encode(message: Out): Result<Uint8Array>;
  /** PEER_PROTOCOL, with the place but never the content, for everything that is not exactly one known message. */
  decode(bytes: Uint8Array): Result<In>;
}

export const hostCodec: PeerCodec<HostMessage, TechnicianMessage> = {
  encode: encodeMessage,
  decode: (bytes) => decodeMessage(technicianMessageSchema, bytes),
};

export const technicianCodec: PeerCodec<TechnicianMessage, HostMessage> = {
  encode: encodeMessage,
  decode: (bytes) => decodeMessage(hostMessageSchema, bytes),
};

function encodeMessage(message: HostMessage | TechnicianMessage): Result<Uint8Array> {
  const bytes = utf8ToBytes(JSON.stringify(message));
  return bytes.length > MAX_PEER_MESSAGE_BYTES ? refuse(`${message.type} is too long`) : ok(bytes);
}

function decodeMessage<T>(schema: z.ZodType<T>, bytes: Uint8Array): Result<T> {
  if (bytes.length > MAX_PEER_MESSAGE_BYTES) return refuse('message is too long');
  const json = parseJson(bytes);
  if (!json.ok) return json;
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return refuse(`message: ${issue?.path.map(String).join('.') ?? ''} ${issue?.code ?? ''}`);
}

function parseJson(bytes: Uint8Array): Result<unknown> {
  try {
    return ok(JSON.parse(bytesToUtf8(bytes)));
  } catch {
    return refuse('message is no JSON'); // also where it is nested too deeply to be read
  }
}

function refuse(detail: string) {
  return err(appError('PEER_PROTOCOL', detail));
}

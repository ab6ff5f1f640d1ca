import type { OutgoingFile } from '../domain/connector.ts';

/** One part of a form: a value, or a file. */
export type FormPart =
  | { readonly name: string; readonly value: string; readonly type?: string | undefined }
  | { readonly name: string; readonly file: OutgoingFile };

export interface EncodedForm {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** `boundary` is 128 random bits or more: no file contains it by chance. */
export function encodeForm(parts: readonly FormPart[], boundary: string): EncodedForm {
  const pieces = parts.flatMap((part) => [head(part, boundary), content(part), Buffer.from('\r\n')]);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

function head(part: FormPart, boundary: string): Uint8Array {
  const lines = [`--${boundary}`];
  const name = quoted(part.name);
  if ('file' in part) {
    lines.push(`Content-Disposition: form-data; name="${name}"; filename="${quoted(part.file.name)}"`);
    lines.push(`Content-Type: ${mediaType(part.file.type)}`);
  } else {
    lines.push(`Content-Disposition: form-data; name="${name}"`);
    if (part.type !== undefined) lines.push(`Content-Type: ${part.type}`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
}

function content(part: FormPart): Uint8Array {
  return 'file' in part ? part.file.bytes : Buffer.from(part.value, 'utf8');
}

/** As browsers do it (HTML, "multipart/form-data encoding algorithm"). */
function quoted(text: string): string {
  return text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

/** Anything that is no plain type is sent as bytes, so that it can't add a header. */
export function mediaType(type: string): string {
  return /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,80}$/.test(type) ? type : 'application/octet-stream';
}

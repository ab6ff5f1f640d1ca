import { Violation } from './violation.ts';

export interface FormField {
  readonly name: string;
  readonly filename: string | undefined;
  readonly type: string | undefined;
  readonly bytes: Buffer;
}

/** RFC 7578 to the letter: a form that is only nearly right is refused. */
export function parseForm(type: string, body: Buffer): readonly FormField[] {
  const boundary = /^multipart\/form-data; boundary=([A-Za-z0-9]{16,70})$/.exec(type)?.[1];
  if (boundary === undefined) throw new Violation(`a form was expected, not ${type}`);
  const fields: FormField[] = [];
  const mark = Buffer.from(`--${boundary}`);
  let at = 0;
  for (;;) {
    if (body.indexOf(mark, at) !== at) throw new Violation('a part does not begin with the boundary');
    at += mark.length;
    if (body.subarray(at).equals(Buffer.from('--\r\n'))) return fields;
    const head = body.indexOf('\r\n\r\n', at);
    const end = body.indexOf(Buffer.from(`\r\n--${boundary}`), head + 2);
    if (head < 0 || end < 0) throw new Violation('a part has no end');
    fields.push(toField(body.subarray(at + 2, head).toString('utf8'), body.subarray(head + 4, end)));
    at = end + 2;
  }
}

function toField(head: string, bytes: Buffer): FormField {
  const lines = head.split('\r\n');
  const pattern = /^Content-Disposition: form-data; name="([^"]+)"(?:; filename="([^"]+)")?$/;
  const disposition = pattern.exec(lines[0] ?? '');
  if (disposition === null) throw new Violation(`not a form part: ${lines[0]}`);
  const type = /^Content-Type: (.+)$/.exec(lines[1] ?? '')?.[1];
  return { name: disposition[1] ?? '', filename: disposition[2], type, bytes };
}

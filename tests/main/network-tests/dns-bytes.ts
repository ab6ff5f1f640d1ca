/** As much of the language of resolvers as a test's own resolver speaks. */
export function questionIn(bytes: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; (bytes[at] ?? 0) > 0; at += (bytes[at] ?? 0) + 1)
    labels.push(bytes.toString('latin1', at + 1, at + 1 + (bytes[at] ?? 0)));
  return labels.join('.');
}

/** An address of IPv4, or 'nothing' for "no such name". */
export function dnsAnswer(question: Buffer, found: string): Buffer {
  let end = 12;
  while ((question[end] ?? 0) > 0) end += (question[end] ?? 0) + 1;
  end += 5; // the empty label, type and class
  const head = Buffer.from(question.subarray(0, end));
  const wantsIpv4 = question.readUInt16BE(end - 4) === 1;
  const has = found !== 'nothing' && wantsIpv4;
  head.writeUInt16BE(found === 'nothing' ? 0x8183 : 0x8180, 2);
  head.writeUInt16BE(has ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  if (!has) return head;
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...found.split('.').map(Number)]);
  return Buffer.concat([head, record]);
}

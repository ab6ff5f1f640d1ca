/** Payloads made by hand (docs/protocol.md, PX-6), right or wrong. */

/** An LZ4 block of literals only. */
export function stored(ops: Uint8Array): Uint8Array {
  const lengths: number[] = [];
  if (ops.length >= 15) {
    let rest = ops.length - 15;
    for (; rest >= 255; rest -= 255) lengths.push(255);
    lengths.push(rest);
  }
  const block = new Uint8Array(1 + lengths.length + ops.length);
  block.set([Math.min(15, ops.length) << 4, ...lengths]);
  block.set(ops, 1 + lengths.length);
  return block;
}

export function payloadOf(...ops: readonly (readonly number[])[]): Uint8Array {
  return stored(Uint8Array.from(ops.flat()));
}

export interface Area {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}

/** The head of an area of this kind (bits for a pixel) and what follows it. */
export function areaOp(kind: number, area: Area, ...body: readonly number[]): readonly number[] {
  const { x = 0, y = 0, width = 1, height = 1 } = area;
  return [kind, ...u16(x), ...u16(y), (width - 1) & 255, (height - 1) & 255, ...body];
}

export function copyOp(fromX: number, fromY: number, area: Area): readonly number[] {
  const { x = 0, y = 0, width = 1, height = 1 } = area;
  return [255, ...[fromX, fromY, x, y, width, height].flatMap(u16)];
}

export function u16(value: number): readonly number[] {
  return [value & 255, (value >>> 8) & 255];
}

/** A plain LZ4 reader after the format's own description, to hold ours against; throws where the format is broken. */
export function expandPlainly(block: Uint8Array): Uint8Array {
  const out: number[] = [];
  let at = 0;
  const next = () => {
    const byte = block[at];
    if (byte === undefined) throw new Error('cut off');
    at += 1;
    return byte;
  };
  const length = (code: number) => {
    if (code < 15) return code;
    let sum = 15;
    for (let byte = 255; byte === 255;) sum += byte = next();
    return sum;
  };
  for (;;) {
    const token = next();
    for (let count = length(token >> 4); count > 0; count -= 1) out.push(next());
    if (at === block.length) {
      if ((token & 15) !== 0) throw new Error('ends in a match');
      return Uint8Array.from(out);
    }
    const distance = next() | (next() << 8);
    if (distance === 0 || distance > out.length) throw new Error('distance');
    for (let count = length(token & 15) + 4; count > 0; count -= 1) out.push(out[out.length - distance] ?? 0);
  }
}

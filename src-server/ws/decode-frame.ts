import { clientFrameSchema, type ClientFrame } from '../../src-shared/protocol/signalling.ts';

const MAX_DEPTH = 8;

/** A client's frame, or `undefined` for everything that is none: not JSON, nested too deep, unknown keys (SG-1). */
export function decodeFrame(text: string): ClientFrame | undefined {
  if (depth(text) > MAX_DEPTH) return undefined;
  const read = clientFrameSchema.safeParse(parse(text));
  return read.success ? read.data : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How deep brackets nest outside strings; counted before parsing, so that depth costs nothing. */
export function depth(text: string): number {
  let level = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++level);
    else if (char === '}' || char === ']') level--;
  }
  return deepest;
}

import fc from 'fast-check';
import { keyValues } from '../../../../src-main/platform/linux/parse-text.ts';
import { emptyDisk } from '../../../../src-main/platform/smart.ts';
import { hostileText } from './hostile-text.ts';

/** Something hostile of a type, as it is written in a declaration; null for a type that nobody has told of here yet. */
export function argumentOf(type: string, seeds: readonly string[]): fc.Arbitrary<unknown> | null {
  const parts = type.split(' | ');
  if (parts.length > 1 && !type.includes('<')) {
    const some = parts.map((part) => argumentOf(part, seeds)).filter((part) => part !== null);
    return some.length < parts.length ? null : fc.oneof(...some);
  }
  const text = hostileText(seeds);
  switch (type) {
    case 'string':
      return text;
    case 'number':
      return fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 1, 4096, 1_795_000_000_000));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'undefined':
      return fc.constant(undefined);
    case 'unknown':
      return fc.oneof(text.map(jsonOrText), fc.anything());
    case 'string[]':
      return text.map((said) => said.split('\n'));
    case 'Uint8Array':
      return fc.oneof(fc.uint8Array({ maxLength: 512 }), monitor);
    case 'ReadonlyMap<string, string>':
      return text.map((said) => new Map([...keyValues(said)]));
    case 'ReadonlySet<string>':
      return text.map((said) => new Set(said.split('\n')));
    case 'Disk':
      return fc.constant(emptyDisk);
    default:
      return wordOf(type);
  }
}

/** One word of several: 'a' as it is written, and for a field of a type ("Port['protocol']") any word. */
function wordOf(type: string): fc.Arbitrary<unknown> | null {
  const literal = /^'([^']*)'$/.exec(type)?.[1];
  if (literal !== undefined) return fc.constant(literal);
  return /\['\w+'\]$/.test(type) ? fc.constantFrom('', 'other') : null;
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The head of an EDID, so that what follows is read. */
const monitor = fc
  .uint8Array({ minLength: 120, maxLength: 248 })
  .map((rest) => Uint8Array.from([0, 255, 255, 255, 255, 255, 255, 0, ...rest]));

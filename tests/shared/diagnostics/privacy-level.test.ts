import { describe, expect, it } from 'vitest';
import { fields, fieldsByPath, type Field } from '../../../src-shared/diagnostics/fields.ts';
import {
  chooseFields,
  chooseLevel,
  firstChoice,
  levelOf,
  otherLevels,
  withheldBy,
} from '../../../src-shared/diagnostics/privacy-level.ts';

const field = (path: string): Field => {
  const found = fieldsByPath.get(path);
  if (!found) throw new Error(path);
  return found;
};

describe('the levels', () => {
  it('hold each other: what a lower level sends, a higher one sends too', () => {
    const [essential, normal, everything] = (['essential', 'normal', 'everything'] as const).map((level) =>
      withheldBy(chooseLevel(level)),
    );
    expect(everything?.size).toBe(0);
    for (const path of normal ?? []) expect(essential?.has(path)).toBe(true);
    expect(essential?.size).toBeGreaterThan(normal?.size ?? 0);
    expect(normal?.size).toBeGreaterThan(0);
  });

  it('send no names on "essential"', () => {
    const out = withheldBy(chooseLevel('essential'));
    const sent = fields.filter(({ path }) => !out.has(path));
    const naming = sent.filter(({ kind }) => kind !== 'none' && kind !== 'text' && kind !== 'path');
    expect(naming.map(({ path }) => path)).toEqual([]);
  });

  it('send figures and names of parts on every level', () => {
    for (const path of ['memory.totalBytes', 'cpu.brand', 'volumes.volumes.*.mount'])
      expect(levelOf(field(path))).toBe('essential');
    for (const path of ['processes.top.*.name', 'network.interfaces.*.mac', 'audio.devices.*.name'])
      expect(levelOf(field(path))).toBe('normal');
    expect(levelOf(field('usb.devices.*.serial'))).toBe('everything');
  });

  it('differ from the kind only where a field or its area is named', () => {
    for (const path of Object.keys(otherLevels))
      expect({
        path,
        there: fields.some((one) => one.path === path || one.path.startsWith(`${path}.`)),
      }).toEqual({
        path,
        there: true,
      });
  });
});

describe('single switches', () => {
  it('leave out and bring back, against the level', () => {
    const less = chooseFields(firstChoice, ['os.kernel', 'no.such.field'], true);
    expect(withheldBy(less).has('os.kernel')).toBe(true);
    const more = chooseFields(less, ['os.kernel', 'system.uuid'], false);
    expect(withheldBy(more).has('os.kernel')).toBe(false);
    expect(withheldBy(more).has('system.uuid')).toBe(false);
    expect(withheldBy(firstChoice).has('system.uuid')).toBe(true);
  });

  it('go with the level they were set on', () => {
    const less = chooseFields(firstChoice, ['os.kernel'], true);
    expect(withheldBy(less).has('os.kernel')).toBe(true);
    expect(withheldBy(chooseLevel('normal')).has('os.kernel')).toBe(false);
  });
});

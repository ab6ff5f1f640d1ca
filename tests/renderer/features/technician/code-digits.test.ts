import { describe, expect, it } from 'vitest';
import {
  codeIn,
  editBox,
  placeOf,
  removeAcross,
} from '../../../../src-renderer/features/technician/join/code-digits.ts';

describe('A code found in pasted text', () => {
  it.each([
    ['482177305926'],
    ['4821 7730 5926'],
    ['4821-7730-5926'],
    ['4821–7730–5926'],
    [' 4821\u00a07730\u00a05926\n'],
    ['４８２１ ７７３０ ５９２６'],
    ['4 8 2 1, 7730 5926'.replace(',', '')],
    ['The code is 4821 7730 5926. Can you help?'],
    ['https://help.example:7480/#482177305926'],
    ['http://127.0.0.1:7480/join#4821-7730-5926'],
    ['alongside://join/4821#77305926'],
    ['Call 555 0142 first, then use 4821.7730.5926'],
  ])('%j is 482177305926', (text) => {
    expect(codeIn(text)).toBe('482177305926');
  });

  it('keeps an incomplete code, without the address of its link', () => {
    expect(codeIn('4821 77')).toBe('482177');
    expect(codeIn('http://127.0.0.1:7480/#4821')).toBe('4821');
  });

  it('finds nothing where there is nothing', () => {
    expect(codeIn('no code here')).toBe('');
  });
});

describe('Three boxes edit as one field', () => {
  it('typing flows into the next box', () => {
    expect(editBox('4821', 0, '48217', 5)).toEqual({ digits: '48217', caret: 5 });
    expect(placeOf(4)).toEqual({ box: 1, offset: 0 });
    expect(placeOf(12)).toEqual({ box: 2, offset: 4 });
  });

  it('a digit in the middle moves the rest along', () => {
    expect(editBox('48217', 0, '49821', 2)).toEqual({ digits: '498217', caret: 2 });
  });

  it('a full code is overwritten, never grown', () => {
    expect(editBox('482177305926', 0, '94821', 1)).toEqual({ digits: '982177305926', caret: 1 });
  });

  it('everything but digits is dropped', () => {
    expect(editBox('', 0, 'a4-8', 4)).toEqual({ digits: '48', caret: 2 });
  });

  it('backspace at the start of a box takes the digit before it, delete at its end the one after it', () => {
    expect(removeAcross('48217730', 4, -1)).toEqual({ digits: '4827730', caret: 3 });
    expect(removeAcross('48217730', 4, 1)).toEqual({ digits: '4821730', caret: 4 });
    expect(removeAcross('4821', 0, -1)).toEqual({ digits: '4821', caret: 0 });
  });
});

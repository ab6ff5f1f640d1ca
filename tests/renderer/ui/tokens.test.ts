import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync('src-renderer/ui/tokens.css', 'utf8').replace(/\/\*[^]*?\*\//g, '');

/** Declarations of the block that follows `selector`. */
function block(selector: string): readonly string[] {
  const from = css.indexOf('{', css.indexOf(selector)) + 1;
  return css
    .slice(from, css.indexOf('}', from))
    .split(';')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

test('the dark theme is the same by the wish of the system and of the person', () => {
  const bySystem = block(":root:not([data-theme='light'])");
  expect(bySystem.length).toBeGreaterThan(20);
  expect(block(":root[data-theme='dark']")).toEqual(bySystem);
});

/** Relative luminance of "#rrggbb" (WCAG 2). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test.each([[':root {'], [":root[data-theme='dark']"]])('text of %s has enough contrast', (selector) => {
  const colours = new Map(block(selector).map((line) => line.split(': ') as [string, string]));
  const ratio = (ink: string, on: string) => {
    const [light = 0, dark = 0] = [colours.get(ink) ?? '', colours.get(on) ?? '']
      .map(luminance)
      .sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  for (const on of ['--bg', '--surface', '--sunken']) {
    for (const ink of ['--ink', '--ink-2', '--accent-ink', '--red-ink']) {
      expect(ratio(ink, on), `${ink} on ${on}`).toBeGreaterThan(7);
    }
    expect(ratio('--ink-3', on), `--ink-3 on ${on}`).toBeGreaterThan(4.5);
    expect(ratio('--control', on), `--control on ${on}`).toBeGreaterThan(3);
  }
  expect(ratio('--on-accent', '--accent')).toBeGreaterThan(7);
  expect(ratio('--on-red', '--red')).toBeGreaterThan(4.5);
  expect(ratio('--amber-ink', '--amber-soft')).toBeGreaterThan(7);
});

// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { VitalsSample } from '../../../src-shared/diagnostics/vitals.ts';
import { judge } from '../../../src-shared/findings/judge.ts';
import { reportHtml } from '../../../src-shared/report/report-html.ts';
import { reportMarkdown } from '../../../src-shared/report/report-markdown.ts';
import { liveSample } from '../diagnostics/live-sample.ts';
import { machine, NOW } from '../findings/machine.ts';

const sample = (second: number, change: Partial<VitalsSample> = {}): VitalsSample =>
  liveSample({
    at: NOW + second * 1000,
    cpuPercent: second * 10,
    memoryUsed: 4,
    memoryTotal: 8,
    networkUp: 0,
    networkDown: 2048,
    ...change,
  });
const inputOf = (vitals: readonly VitalsSample[]) => {
  const snapshot = machine();
  return { snapshot, judgement: judge(snapshot, { now: NOW }), generatedAt: NOW, vitals };
};
const pageOf = (vitals: readonly VitalsSample[]) =>
  new DOMParser().parseFromString(reportHtml(inputOf(vitals)), 'text/html');

describe('live values in a report', () => {
  const watched = [sample(0), sample(1), sample(2, { cpuPercent: null }), sample(4), sample(10)];

  it('are charts with their figures in words', () => {
    const figures = [...pageOf(watched).querySelectorAll('.charts figure')].map((figure) =>
      (figure.textContent ?? '').replace(/\s+/g, ' ').trim(),
    );
    expect(figures).toEqual([
      'Processor 38 % on average, at most 100 %',
      'Memory in use 50 % on average, at most 50 %',
      'Network, received 2 KB a second on average, at most 2 KB a second',
      'Network, sent 0 B a second on average, at most 0 B a second',
    ]);
  });

  it('have a gap where nothing was known, and stay inside their frame', () => {
    const chart = pageOf(watched).querySelector('.chart');
    expect(chart?.querySelectorAll('polyline').length).toBe(2);
    for (const line of chart?.querySelectorAll('polyline') ?? []) {
      for (const point of (line.getAttribute('points') ?? '').split(' ')) {
        const [x = -1, y = -1] = point.split(',').map(Number);
        expect(x >= 0 && x <= 280 && y >= 0 && y <= 64).toBe(true);
      }
    }
  });

  it('are left out where nothing was watched', () => {
    expect(pageOf([]).querySelector('.charts')).toBeNull();
    expect(pageOf([sample(0)]).querySelector('.charts')).toBeNull();
    expect(reportMarkdown(inputOf([]))).not.toContain('How busy');
  });

  it('are figures in a ticket', () => {
    expect(reportMarkdown(inputOf(watched))).toContain(
      '## How busy, over 10 s\n\n- Processor: 38 % on average, at most 100 %',
    );
  });
});

import './uplot.css';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { colours, watchColours } from './chart-colours.ts';
import type { Series } from './vitals-series.ts';

interface Props {
  readonly series: Series;
  /** The top of the scale; null scales with the values. */
  readonly top: number | null;
  readonly limit: number | null;
  readonly stale: boolean;
  /** How far back it looks, ms. */
  readonly windowMs: number;
}

/** A line over an area, with the limit dashed. Drawn only: the words stand beside it. */
export function VitalChart({ series, top, limit, stale, windowMs }: Props) {
  const lines = series.second === null ? 1 : 2;
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const look = useRef({ limit, stale });
  useEffect(() => {
    look.current = { limit, stale };
    plot.current?.redraw(false);
  }, [limit, stale]);
  useEffect(() => {
    const target = place.current;
    if (target === null || !canDraw()) return undefined;
    const made = new uPlot(options(target, { top, windowMs, lines }, look), emptyData(lines), target);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize(sizeOf(target)));
    observer.observe(target);
    const unwatch = watchColours(() => made.redraw(false));
    return () => {
      unwatch();
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [top, windowMs, lines]);
  useEffect(() => {
    const second = series.second === null ? [] : [[...series.second]];
    plot.current?.setData([[...series.seconds], [...series.values], ...second]);
  }, [series, top, windowMs, lines]);
  return <div ref={place} className="t-chart" aria-hidden="true" />;
}

interface Shape {
  readonly top: number | null;
  readonly windowMs: number;
  readonly lines: 1 | 2;
}

function emptyData(lines: Shape['lines']): uPlot.AlignedData {
  return lines === 1 ? [[], []] : [[], [], []];
}

type Look = { readonly current: { readonly limit: number | null; readonly stale: boolean } };

/** The style decides how large a chart is: taller where there is room. */
function sizeOf({ clientWidth, clientHeight }: HTMLElement): { width: number; height: number } {
  return { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) };
}

function options(target: HTMLElement, { top, windowMs, lines }: Shape, look: Look): uPlot.Options {
  const stroke = () => (look.current.stale ? colours().stale : colours().line);
  const second: uPlot.Series = { stroke, width: 1, dash: [2, 2], points: { show: false }, spanGaps: false };
  return {
    ...sizeOf(target),
    padding: [3, 0, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    axes: [{ show: false }, { show: false }],
    scales: {
      x: { time: false, range: [1 - windowMs / 1000, 0] },
      y: { range: (_plot, _low, high) => [0, top ?? Math.max(high * 1.15, 1)] },
    },
    series: [
      {},
      {
        stroke,
        fill: () => (look.current.stale ? colours().staleFill : colours().fill),
        width: 1.5,
        points: { show: false },
        spanGaps: false,
      },
      ...(lines === 2 ? [second] : []),
    ],
    hooks: { draw: [(plot) => drawLimit(plot, look.current.limit)] },
  };
}

/** Dashed amber where a finding would begin, and the ground line. */
function drawLimit(plot: uPlot, limit: number | null): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.lineWidth = window.devicePixelRatio || 1;
  ctx.strokeStyle = colours().ground;
  line(ctx, bbox.left, bbox.left + bbox.width, Math.round(bbox.top + bbox.height) - 0.5);
  if (limit !== null) {
    ctx.strokeStyle = colours().limit;
    ctx.setLineDash([3 * ctx.lineWidth, 3 * ctx.lineWidth]);
    line(ctx, bbox.left, bbox.left + bbox.width, Math.round(plot.valToPos(limit, 'y', true)) + 0.5);
  }
  ctx.restore();
}

function line(ctx: CanvasRenderingContext2D, from: number, to: number, y: number): void {
  ctx.beginPath();
  ctx.moveTo(from, y);
  ctx.lineTo(to, y);
  ctx.stroke();
}

/** Where there is no canvas (tests, very old browsers) the words alone must do. */
function canDraw(): boolean {
  return typeof Path2D === 'function' && document.createElement('canvas').getContext('2d') !== null;
}

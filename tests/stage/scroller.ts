import { startChild, type Child } from './child.ts';

/** A terminal full of text that scrolls on an X display, as a person's log or long list would. */
export interface Scroller {
  stop(): Promise<void>;
}

/** Sixty lines a second of prose-like text; ends by itself after two minutes whatever happens. */
const script = `
i=0
while [ $i -lt 7200 ]; do
  i=$((i+1))
  printf '%05d  The quick brown fox jumps over the lazy dog %s, and the printer waits for paper.\\n' $i $i
  sleep 0.016
done`;

export function startScroller(display: string, geometry = '100x30+20+120'): Scroller {
  const child: Child = startChild(
    'xterm',
    ['-geometry', geometry, '-fa', 'DejaVu Sans Mono', '-fs', '11', '-e', 'sh', '-c', script],
    {
      ...process.env,
      DISPLAY: display,
    },
  );
  return { stop: () => child.kill() };
}

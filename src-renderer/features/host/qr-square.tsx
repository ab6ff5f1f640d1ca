import { useMemo } from 'react';
import { encode } from 'uqr';

interface QrSquareProps {
  readonly text: string;
  readonly label: string;
}

/** A QR code, dark on white in both themes, because many readers refuse the reverse. */
export function QrSquare({ text, label }: QrSquareProps) {
  const { size, path } = useMemo(() => qrPath(text), [text]);
  return (
    <div className="host-qr">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <path d={path} fill="#000000" />
      </svg>
    </div>
  );
}

/** One rectangle for each run of dark modules in a row. The quiet zone is the caller's padding. */
function qrPath(text: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(text, { border: 0, ecc: 'M' });
  const runs = data.flatMap((row, y) =>
    darkRuns(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return { size, path: runs.join('') };
}

function darkRuns(row: readonly boolean[]): readonly (readonly [start: number, length: number])[] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}

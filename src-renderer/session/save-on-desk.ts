import type { Desk } from '../stores/technician-store.ts';

/** Hands a file to the person at this machine. */
export type SaveFile = (name: string, content: Blob) => void;

/** The redacted snapshot as it arrived. */
export function saveSnapshot(desk: Desk | null, saveFile: SaveFile): void {
  if (desk === null || desk.snapshot === null) return;
  const json = `${JSON.stringify(desk.snapshot, null, 2)}\n`;
  saveFile(`snapshot-${stamp(desk.snapshot.takenAt)}.json`, new Blob([json], { type: 'application/json' }));
}

/** What the picture shows now, in its own pixels. */
export function saveScreenshot(desk: Desk | null, saveFile: SaveFile): void {
  const size = desk?.picture?.size() ?? null;
  if (desk?.picture == null || size === null) return;
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext('2d');
  if (context === null || !desk.picture.draw(context, size.width, size.height)) return;
  canvas.toBlob((blob) => {
    if (blob !== null) saveFile(`screen-${stamp(Date.now())}.png`, blob);
  }, 'image/png');
}

/** The browser's own way: a link with a download. */
export const saveByDownload: SaveFile = (name, content) => {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // the download has read it by then
};

function stamp(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace(/[:T]/g, '-');
}

import type { Page } from 'playwright-core';
import type { WatchedWindow } from './watched-page.ts';

/*
 * What a hostile host sends on the picture channel; the page was watched (watched-page.ts) from its beginning. A piece
 * that is a whole message begins with 3 (src-shared/tiles/pieces.ts).
 */

/** Pieces of no message, messages of no kind, of every kind with nothing right in it, empty ones and text. */
export function sendGarbage(page: Page): Promise<void> {
  return page.evaluate(() => {
    const channel = (window as unknown as WatchedWindow).watched.tiles.at(-1)?.channel;
    channel?.send('begin');
    for (let count = 0; count < 300; count += 1) {
      const bytes = crypto.getRandomValues(new Uint8Array((count * 37) % 3_000));
      if (bytes.length > 0) bytes[0] = count % 12;
      channel?.send(bytes);
      channel?.send(Uint8Array.of(3, ...bytes));
    }
  });
}

/** Pieces that this host really sent, cut short or with some bytes changed. Answers how many there were. */
export function sendMutated(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { tiles, sent } = (window as unknown as WatchedWindow).watched;
    const real = [...sent];
    for (const message of real) {
      tiles.at(-1)?.channel.send(message.slice(0, Math.ceil(message.length * Math.random())));
      const changed = new Uint8Array(message);
      for (let count = 0; count < 8; count += 1)
        changed[Math.floor(Math.random() * changed.length)] = Math.floor(Math.random() * 256);
      tiles.at(-1)?.channel.send(changed);
    }
    return real.length;
  });
}

/** Lossy pictures of a few bytes that say they are the largest there are, or as large as their place and are not. */
export function sendBombs(
  page: Page,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  return page.evaluate(({ width, height }) => {
    const channel = (window as unknown as WatchedWindow).watched.tiles.at(-1)?.channel;
    const bomb = (place: readonly [number, number], says: readonly [number, number]) => {
      const start = [0xff, 0xd8, 0xff, 0xc0, 0, 17, 8];
      const parts = [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
      const scan = [0xff, 0xda, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0];
      const sides = [says[1] >> 8, says[1] & 255, says[0] >> 8, says[0] & 255];
      const head = new DataView(new ArrayBuffer(14));
      head.setUint8(0, 3);
      head.setUint8(1, 1);
      head.setUint32(2, 1_000_000_000, true);
      head.setUint16(10, place[0], true);
      head.setUint16(12, place[1], true);
      const jpeg = [...start, ...sides, ...parts, ...scan, ...new Array<number>(2_000).fill(0x55)];
      channel?.send(Uint8Array.of(3, ...new Uint8Array(head.buffer), ...jpeg));
    };
    for (let count = 0; count < 20; count += 1) {
      bomb([16, 16], [65_535, 65_535]);
      bomb([8_192, 8_192], [8_192, 8_192]);
      bomb([width, height], [width, height]);
    }
  }, size);
}

/** The largest picture begins, again and again. */
export function sendBegins(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const channel = (window as unknown as WatchedWindow).watched.tiles.at(-1)?.channel;
    for (let round = 0; round < 60; round += 1) {
      for (let count = 0; count < 50; count += 1) channel?.send(Uint8Array.of(3, 1, 1, 0, 30, 0, 16));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
}

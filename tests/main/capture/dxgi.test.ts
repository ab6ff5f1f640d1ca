import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCom } from '../../../src-main/capture/dxgi/com.ts';
import {
  dirtyRects,
  FRAME_INFO_BYTES,
  frameInfo,
  guid,
  movedRects,
  OUTPUT_DESC_BYTES,
  outputDesc,
  stagingDesc,
} from '../../../src-main/capture/dxgi/dxgi-layouts.ts';
import { dxgiPointerShape, SHAPE_INFO_BYTES } from '../../../src-main/capture/dxgi/dxgi-pointer.ts';
import { openDxgiDisplay } from '../../../src-main/capture/dxgi/dxgi-source.ts';
import { loadKoffi, nativeFiles } from '../../../src-main/capture/koffi.ts';
import { monotonicClock } from '../../../src-main/platform/clocks.ts';

function ints(...values: number[]): DataView {
  return new DataView(Int32Array.from(values).buffer);
}

function nativeKoffi() {
  const here = join(import.meta.dirname, '../../../src-main/capture');
  const koffi = loadKoffi(nativeFiles(here, { platform: process.platform, arch: process.arch }));
  if (!koffi.ok) throw new Error(koffi.error.detail);
  return koffi.value;
}

describe('what DXGI writes is read as documented', () => {
  test('rectangles are left, top, right, bottom; only as many as were written; empty ones are nothing', () => {
    const view = ints(10, 20, 110, 70, -1920, 0, -1900, 5, 5, 5, 5, 9, 1, 1, 2, 2);
    expect(dirtyRects(view, 48)).toEqual([
      { x: 10, y: 20, width: 100, height: 50 },
      { x: -1920, y: 0, width: 20, height: 5 },
    ]);
    expect(dirtyRects(view, 1_000_000)).toHaveLength(3);
    expect(dirtyRects(view, 15)).toEqual([]);
  });

  test('of a move, where it went to has changed', () => {
    expect(movedRects(ints(0, 100, 0, 84, 640, 480), 24)).toEqual([{ x: 0, y: 84, width: 640, height: 396 }]);
  });

  test('frame, output and identifiers stand where the documentation says', () => {
    const frame = new DataView(new ArrayBuffer(FRAME_INFO_BYTES));
    frame.setBigInt64(8, 77n, true);
    frame.setInt32(28, -3, true);
    frame.setInt32(32, 9, true);
    frame.setInt32(36, 1, true);
    frame.setUint32(40, 40, true);
    frame.setUint32(44, 4096, true);
    expect(frameInfo(frame)).toEqual({
      presented: false,
      pointerMoved: true,
      pointer: { x: -3, y: 9, visible: true },
      rectBytes: 40,
      shapeBytes: 4096,
    });
    const output = new DataView(new ArrayBuffer(OUTPUT_DESC_BYTES));
    [1920, 0, 3840, 1080, 1, 2].forEach((value, index) => output.setInt32(64 + index * 4, value, true));
    expect(outputDesc(output)).toEqual({
      rect: { x: 1920, y: 0, width: 1920, height: 1080 },
      attached: true,
      turned: true,
    });
    expect(stagingDesc(8, 4)).toHaveLength(44);
    const id = [...guid('770aae78-f26f-4dba-a829-253c83d1b387')];
    expect(id.map((byte) => byte.toString(16)).join(' ')).toBe(
      '78 ae a 77 6f f2 ba 4d a8 29 25 3c 83 d1 b3 87',
    );
  });
});

describe('a pointer of Windows', () => {
  const about = (kind: number, width: number, height: number, pitch: number, hotX = 0, hotY = 0): DataView =>
    ints(kind, width, height, pitch, hotX, hotY);
  const rgbaOf = (info: DataView, bytes: number[]) => {
    const shape = dxgiPointerShape(info, new DataView(Uint8Array.from(bytes).buffer));
    return shape === null ? null : [...shape.rgba];
  };
  const [clear, black, white] = [
    [0, 0, 0, 0],
    [0, 0, 0, 255],
    [255, 255, 255, 255],
  ] as const;

  test('in two masks: black, white, nothing, and black for the opposite of the screen', () => {
    // AND 0011…, XOR 0101…, both one row of a byte
    expect(rgbaOf(about(1, 4, 2, 1), [0b0011_0000, 0b0101_0000])).toEqual(
      [black, white, clear, black].flat(),
    );
  });

  test('in colour keeps its alpha; rows have their pitch', () => {
    const row = [1, 2, 3, 128, 99, 99, 99, 99];
    expect(rgbaOf(about(2, 1, 2, 8), [...row, ...row])).toEqual([3, 2, 1, 128, 3, 2, 1, 128]);
  });

  test('in masked colour: the colour, nothing, and black for the opposite', () => {
    const pixels = [10, 20, 30, 0, 0, 0, 0, 255, 255, 255, 255, 255];
    expect(rgbaOf(about(4, 3, 1, 12), pixels)).toEqual([30, 20, 10, 255, ...clear, ...black]);
  });

  test('that does not fit its bytes is none; the point that points stays inside', () => {
    expect(rgbaOf(about(2, 2, 2, 8), [1, 2, 3, 4])).toBeNull();
    expect(rgbaOf(about(2, 2, 1, 4), [1, 2, 3, 4, 5, 6, 7, 8])).toBeNull();
    expect(rgbaOf(about(7, 1, 1, 4), [1, 2, 3, 4])).toBeNull();
    expect(rgbaOf(about(2, 0, 0, 0), [])).toBeNull();
    const shape = dxgiPointerShape(about(2, 1, 1, 4, 50, -4), new DataView(new ArrayBuffer(4)));
    expect(shape).toMatchObject({ hotX: 1, hotY: 0 });
    expect(SHAPE_INFO_BYTES).toBe(about(2, 1, 1, 4).byteLength);
  });
});

describe('methods of COM objects', () => {
  test('are found by their place in the table and called, on this thread and on another', async () => {
    const koffi = nativeKoffi();
    const libc = koffi.load('libc.so.6');
    const calloc = libc.func('void *calloc(size_t, size_t)');
    const table = BigInt(calloc(4, 8) as bigint);
    const object = BigInt(calloc(1, 8) as bigint);
    // memcmp(object, other, bytes) stands in for a method that compares
    koffi.encode(table + 24n, 'void *', koffi.address(libc.symbol('memcmp')));
    koffi.encode(object, 'void *', table);
    const com = createCom(koffi);
    const method = { slot: 3, parameters: ['void *', 'size_t'] };
    const same = new Uint8Array(new BigUint64Array([table]).buffer);
    expect(com.call(object, method, same, 8)).toBe(0);
    expect(com.call(object, method, new Uint8Array(8), 8)).not.toBe(0);
    expect(await com.callAside(object, method, same, 8)).toBe(0);
  });
});

test('where there is no Windows, DXGI says so', () => {
  const opened = openDxgiDisplay(
    { koffi: nativeKoffi(), clock: monotonicClock },
    { x: 0, y: 0, width: 8, height: 8 },
  );
  expect(opened).toMatchObject({ ok: false, error: { code: 'CAPTURE_UNAVAILABLE' } });
});

import type { Clock } from '../../src-shared/clock.ts';
import { appError } from '../../src-shared/errors.ts';
import { assertNever, type Result } from '../../src-shared/result.ts';
import type { CaptureNews, CaptureOrder, FromCapture } from '../../src-shared/tiles/capture-messages.ts';
import type { TileCodec } from '../../src-shared/tiles/codec.ts';
import type { CaptureTarget } from '../../src-shared/tiles/frame-source.ts';
import type { Rect } from '../../src-shared/tiles/geometry.ts';
import { createMaskedSource, type MaskedSource } from '../../src-shared/tiles/masked-source.ts';
import { createTileSender } from '../../src-shared/tiles/tile-sender.ts';
import { captureOrderSchema, readToCapture } from './capture-orders.ts';
import type { OpenedSource } from './opened-source.ts';

/** One end of a message port, the other is in a window. */
export interface ViewerPort {
  post(message: FromCapture): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The window is gone, or was loaded anew. */
  onClose(listener: () => void): void;
  close(): void;
}

export interface CaptureHostPorts {
  readonly open: (target: CaptureTarget) => Result<OpenedSource>;
  readonly codec: Result<TileCodec>;
  readonly clock: Clock;
  readonly say: (news: CaptureNews) => void;
}

/** What the capture process does, without the process: one source, and a sender for each viewer. */
export interface CaptureHost {
  /** An order of main with the ports that came with it; what is no order is passed over. */
  take(order: unknown, ports: readonly ViewerPort[]): void;
  close(): void;
}

interface Shown {
  readonly source: OpenedSource;
  readonly masked: MaskedSource;
  readonly codec: TileCodec;
}

export function createCaptureHost({ open, codec, clock, say }: CaptureHostPorts): CaptureHost {
  let shown: Shown | null = null;
  const viewers = new Set<() => void>();

  const close = (): void => {
    for (const leave of [...viewers]) leave();
    shown?.masked.close();
    shown = null;
  };
  const openTarget = (target: CaptureTarget, masks: readonly Rect[]): void => {
    if (shown !== null) return; // the first order, once
    const opened = codec.ok ? open(target) : codec;
    if (!codec.ok || !opened.ok)
      return say({ type: 'unavailable', error: opened.ok ? appError('CAPTURE_UNAVAILABLE') : opened.error });
    const masked = createMaskedSource(opened.value);
    masked.setMasks(masks);
    shown = { source: opened.value, masked, codec: codec.value };
    masked.onEnded((error) => {
      // not in the middle of the source's own event
      clock.after(0, close);
      say({ type: 'ended', error });
    });
    say({ type: 'opened', size: masked.size });
  };
  const serve = ({ masked, codec: own }: Shown, port: ViewerPort): void => {
    const post = (message: FromCapture) => port.post(message);
    const sender = createTileSender({ source: masked, codec: own, clock, post });
    const leave = (): void => {
      if (!viewers.delete(leave)) return;
      sender.close();
      port.close();
    };
    viewers.add(leave);
    port.onClose(leave);
    port.onMessage((raw) => {
      const message = readToCapture(raw);
      if (message !== null && viewers.has(leave)) sender.take(message);
    });
  };
  const follow = (order: CaptureOrder, ports: readonly ViewerPort[]): void => {
    switch (order.type) {
      case 'open':
        return openTarget(order.target, order.masks);
      case 'viewer':
        for (const port of ports) {
          if (shown === null) port.close();
          else serve(shown, port);
        }
        return;
      case 'target':
        return shown?.source.retarget(order.target);
      case 'masks':
        return shown?.masked.setMasks(order.masks);
      case 'ping':
        return say({ type: 'pong' });
      default:
        return assertNever(order);
    }
  };
  return {
    take(raw, ports) {
      const order = captureOrderSchema.safeParse(raw);
      if (order.success) follow(order.data, ports);
      else ports.forEach((port) => port.close());
    },
    close,
  };
}

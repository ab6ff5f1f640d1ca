import type { Page } from 'playwright-core';

/** What a page has made since it is watched: its picture channels with their connections, and its workers. */
export interface WatchedWindow {
  readonly watched: {
    /** Of every link, the newest last. */
    readonly tiles: { readonly channel: RTCDataChannel; readonly connection: RTCPeerConnection }[];
    readonly workers: { readonly name: string; readonly worker: Worker }[];
    /** The newest messages that were sent on a picture channel, and how many there were in all. */
    readonly sent: Uint8Array<ArrayBuffer>[];
    sentCount: number;
  };
}

/** Notes what a page makes from now on, so that a story can break it from outside: before the page has a session. */
export function watchPage(page: Page): Promise<void> {
  return page.evaluate(() => {
    const kept = 60;
    const watched: WatchedWindow['watched'] = { tiles: [], workers: [], sent: [], sentCount: 0 };
    const keep = (channel: RTCDataChannel) => {
      const send = channel.send.bind(channel) as (bytes: Uint8Array) => void;
      Object.assign(channel, {
        send(bytes: Uint8Array) {
          watched.sentCount += 1;
          watched.sent.push(new Uint8Array(bytes));
          if (watched.sent.length > kept) watched.sent.shift();
          send(bytes);
        },
      });
    };
    const { prototype } = RTCPeerConnection;
    const create = Reflect.get(prototype, 'createDataChannel');
    prototype.createDataChannel = function (label, options) {
      const channel = create.call(this, label, options);
      if (label === 'tiles') {
        watched.tiles.push({ channel, connection: this });
        keep(channel);
      }
      return channel;
    };
    const Plain = window.Worker;
    window.Worker = class extends Plain {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        watched.workers.push({ name: options?.name ?? '', worker: this });
      }
    };
    Object.assign(window, { watched });
  });
}

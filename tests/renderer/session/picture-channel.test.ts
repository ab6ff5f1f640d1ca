import { expect, test } from 'vitest';
import type { PeerChannel } from '../../../src-renderer/peer/ports.ts';
import { createPictureChannel } from '../../../src-renderer/session/picture-channel.ts';
import { createListeners } from '../../../src-shared/listeners.ts';
import { createScope } from '../../../src-shared/scope.ts';
import { decodeHostPicture } from '../../../src-shared/tiles/wire.ts';

function setUp() {
  const sent: Uint8Array[] = [];
  const pieces = createListeners<Uint8Array>();
  let takes = Number.POSITIVE_INFINITY;
  const channel: PeerChannel = {
    open: true,
    bufferedBytes: 0,
    send: (piece) => sent.length < takes && sent.push(piece) > 0,
    onOpen: () => () => undefined,
    onPiece: pieces.on,
    onDrained: () => () => undefined,
  };
  const scope = createScope();
  const picture = createPictureChannel(scope, channel, 60_000);
  const heard: Uint8Array[] = [];
  picture.onPiece((message) => heard.push(message));
  return { picture, scope, sent, heard, hear: pieces.tell, takeOnly: (count: number) => (takes = count) };
}

const message = Uint8Array.from({ length: 50_000 }, (_, n) => n & 255);

test('what one side sends the other hears, whole', () => {
  const { picture, sent, hear, heard } = setUp();
  expect(picture.send(message)).toBe(true);
  expect(sent.length).toBeGreaterThan(10);
  for (const piece of sent) hear(piece);
  expect(heard).toEqual([message]);
});

test('a message of which a piece did not leave was not sent', () => {
  const { picture, takeOnly } = setUp();
  takeOnly(3);
  expect(picture.send(message)).toBe(false);
});

test('what cannot be put together counts as a broken message', () => {
  const { hear, heard } = setUp();
  hear(Uint8Array.of(200, 1, 2));
  expect(heard.map((one) => decodeHostPicture(one).ok)).toEqual([false]);
});

test('more than may come is not collected', () => {
  const { picture, sent, hear, heard } = setUp();
  picture.send(new Uint8Array(60_001));
  for (const piece of sent) hear(piece);
  expect(heard).toEqual([new Uint8Array(0)]);
});

test('nothing is heard after its link has ended', () => {
  const { picture, scope, sent, hear, heard } = setUp();
  picture.send(message);
  scope.close();
  for (const piece of sent) hear(piece);
  expect(heard).toEqual([]);
});

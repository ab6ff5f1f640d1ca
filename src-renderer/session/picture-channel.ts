import { createListeners } from '../../src-shared/listeners.ts';
import type { Scope } from '../../src-shared/scope.ts';
import { createPieceJoiner, cutPicture } from '../../src-shared/tiles/pieces.ts';
import type { PeerChannel } from '../peer/ports.ts';

/**
 * The picture channel as one of whole messages. What cannot be put together is told as an empty message, which no
 * reader of the wire takes: it counts as broken there (PX-3). Nothing longer than `longest` bytes is collected.
 */
export function createPictureChannel(scope: Scope, channel: PeerChannel, longest: number): PeerChannel {
  const messages = createListeners<Uint8Array>();
  const joiner = createPieceJoiner(longest);
  scope.add(
    channel.onPiece((piece) => {
      const message = joiner.push(piece);
      if (message !== null) messages.tell(message === 'broken' ? new Uint8Array(0) : message);
    }),
  );
  return {
    get open() {
      return channel.open;
    },
    get bufferedBytes() {
      return channel.bufferedBytes;
    },
    send: (message) => message.length > 0 && cutPicture(message).every((piece) => channel.send(piece)),
    onOpen: channel.onOpen,
    onPiece: messages.on,
    onDrained: channel.onDrained,
  };
}

import type { CapturedScreen } from './capture.ts';
import { contentHintFor, MAX_BITS_PER_SECOND, preferredCodecs } from './codec-recipe.ts';

/** The host's one video sender: negotiated up front and empty, so that a grant only has to put a track in. */
export interface VideoSender {
  show(screen: CapturedScreen | null): Promise<void>;
}

/** Call in the same task in which the connection was made: the offer is written in a later one. */
export function addVideoSender(connection: RTCPeerConnection): VideoSender {
  const transceiver = connection.addTransceiver('video', {
    direction: 'sendonly',
    sendEncodings: [{ maxBitrate: MAX_BITS_PER_SECOND, maxFramerate: 30 }],
  });
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
  transceiver.setCodecPreferences([...preferredCodecs(codecs)]);
  const { sender } = transceiver;
  let turn: Promise<void> = Promise.resolve();
  return {
    show(screen) {
      // One after the other: a take-back right after a grant must not be overtaken by it.
      turn = turn.then(() => put(sender, screen)).catch(() => undefined); // the connection closed meanwhile
      return turn;
    },
  };
}

async function put(sender: RTCRtpSender, screen: CapturedScreen | null): Promise<void> {
  if (screen === null) return sender.replaceTrack(null);
  const parameters = sender.getParameters();
  screen.track.contentHint = contentHintFor(parameters.codecs[0]?.mimeType);
  await tune(sender, parameters);
  await sender.replaceTrack(screen.track);
}

async function tune(sender: RTCRtpSender, parameters: RTCRtpSendParameters): Promise<void> {
  const [encoding] = parameters.encodings;
  if (encoding === undefined) return; // not negotiated yet: the rates stand in sendEncodings already
  encoding.maxBitrate = MAX_BITS_PER_SECOND;
  // TypeScript's DOM does not know the preference; every Chromium does.
  await sender.setParameters(Object.assign(parameters, { degradationPreference: 'maintain-resolution' }));
}

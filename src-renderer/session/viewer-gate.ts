import { MAX_VIEWER_PICTURE_BYTES } from '../../src-shared/tiles/wire.ts';
import { createRequestBudget } from './request-budget.ts';

/** What one viewer may say to the capture process: an answer to every piece it was sent, and a few words beside. */
export interface ViewerGate {
  /** One piece went out to it. */
  sent(): void;
  /** False for a piece that must not go on; `now` in ms. */
  lets(piece: Uint8Array, now: number): boolean;
}

/** Pieces that may be on their way unanswered; more than any window holds. */
const MAX_UNANSWERED = 4_000;

/**
 * Answers are as many as pieces at most, so no honest viewer is ever held up; hello, refresh and the like come about
 * once a second. A viewer that says more costs this window a comparison, and the capture process nothing.
 */
export function createViewerGate(): ViewerGate {
  const words = createRequestBudget();
  let unanswered = 0;
  return {
    sent: () => void (unanswered = Math.min(MAX_UNANSWERED, unanswered + 1)),
    lets(piece, now) {
      if (piece.length === 0 || piece.length > MAX_VIEWER_PICTURE_BYTES) return false; // empty: could not be joined
      if (unanswered === 0) return words.takes(now);
      unanswered -= 1;
      return true;
    },
  };
}

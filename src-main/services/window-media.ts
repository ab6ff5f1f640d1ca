import { windowMediaSchema, type WindowMedia } from '../../src-shared/diagnostics/media-areas.ts';

/** What the host's window has reported of microphones, cameras and speakers; the latest word on each counts. */
export interface WindowMediaFacts {
  take(media: WindowMedia): void;
  current(): WindowMedia;
}

export function createWindowMedia(onChanged: () => void): WindowMediaFacts {
  let known: WindowMedia = {};
  return {
    take(media) {
      const parsed = windowMediaSchema.safeParse(media);
      if (!parsed.success) return;
      known = { ...known, ...parsed.data };
      onChanged();
    },
    current: () => known,
  };
}

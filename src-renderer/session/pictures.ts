import type { Scope } from '../../src-shared/scope.ts';
import type { PictureSurface } from '../stores/picture.ts';
import { createDeskPicture, type DeskPicture, type PictureWay } from '../viewer/desk-picture.ts';
import type { SecureLink } from './secure-link.ts';
import type { SessionEnv } from './session-env.ts';

/** The technician's pictures, one a link: a resumed session has a new one, the old one ends with it. */
export interface Pictures {
  /** The picture of a link; null before both FINs, before which the tiles' channel is not read either. // PM-1 */
  of(secure: SecureLink | null): PictureSurface | null;
  /** The newest, as far as it knows tiles. */
  readonly newest: DeskPicture | null;
  /** Not allowed: every pixel goes, and none comes back when the person shows the screen again. */
  allow(on: boolean): void;
}

export function createPictures(scope: Scope, env: SessionEnv, onWay: (way: PictureWay) => void): Pictures {
  const { clock, openWorker } = env;
  let made: {
    readonly secure: SecureLink;
    readonly picture: DeskPicture;
    readonly close: () => void;
  } | null = null;
  const make = (secure: SecureLink): PictureSurface | null => {
    const { tiles: channel } = secure;
    const { picture: track } = secure.link;
    if (channel === null || openWorker === undefined) return track;
    if (made?.secure === secure) return made.picture;
    made?.close();
    const picture = createDeskPicture({ clock, channel, track, openWorker: () => openWorker('tile') });
    const ways = picture.onWay(onWay);
    const close = scope.add(() => {
      ways();
      picture.close();
    });
    made = { secure, picture, close };
    return picture;
  };
  return {
    of: (secure) => (secure?.ready === true ? make(secure) : null),
    get newest() {
      return made?.picture ?? null;
    },
    allow: (on) => made?.picture.allow(on),
  };
}

import { filmFrames } from './photo.ts';
import { lineOf } from './sample-text.ts';
import type { SceneName } from './options.ts';
import { paintStrip, stripPlace, VIDEO, videoPlace } from './time-strip.ts';
import { GLYPH, type Canvas, type Surface } from './x-canvas.ts';

/** What a scene paints itself; a terminal and a browser, which paint on their own, are added by scene-child.ts. */
export interface Painting {
  /** Changes a second. */
  readonly rate: number;
  /** One change, time code and all. */
  paint(): void;
  /** Brings the time code back on top of windows that came later. */
  onTop(): void;
}

const FILM_FRAMES = 24;

export function createPainting(
  scene: SceneName,
  canvas: Canvas,
  width: number,
  height: number,
  random: () => number,
): Painting {
  const place = stripPlace(scene, width, height);
  switch (scene) {
    case 'still':
      return overText(10);
    case 'terminal':
    case 'browser':
      return overText(60);
    case 'typing':
      return typing();
    case 'video':
      return film(canvas.window(videoPlaceOnText()), VIDEO.width, VIDEO.height);
    case 'full-video':
      return film(canvas.window({ x: 0, y: 0, width, height }), width, height);
    case 'switching':
      return switching();
  }

  function textPage(from: number, paper: number): Surface {
    const page = canvas.picture(width, height);
    canvas.fill(page, page.rect, paper);
    for (let y = 0, row = from; y < height; y += GLYPH.height + 3, row += 1)
      canvas.text(page, 6, y, lineOf(row, Math.floor(width / GLYPH.width) - 2), 0x202020, paper);
    return page;
  }

  function overText(rate: number): Painting {
    canvas.window({ x: 0, y: 0, width, height }, textPage(0, 0xf4f4f0));
    const strip = canvas.window(place);
    return { rate, paint: () => paintStrip(canvas, strip, 0, 0), onTop: () => canvas.raise(strip) };
  }

  /** Glyph by glyph with a caret behind, into a text editor's window. */
  function typing(): Painting {
    const under = overText(60);
    const box = { x: 60, y: 120, width: width - 120, height: height - 200 };
    const page = canvas.window(box);
    canvas.fill(page, { ...box, x: 0, y: 0 }, 0xffffff);
    const columns = Math.floor(box.width / GLYPH.width) - 2;
    const rows = Math.floor(box.height / GLYPH.height) - 1;
    let typed = 0;
    const put = (at: number, glyph: string, colour: number) =>
      canvas.text(
        page,
        (1 + (at % columns)) * GLYPH.width,
        (Math.floor(at / columns) % rows) * GLYPH.height,
        glyph,
        colour,
        0xffffff,
      );
    return {
      ...under,
      paint() {
        put(typed, lineOf(Math.floor(typed / columns), columns).charAt(typed % columns), 0x1a1a60);
        typed += 1;
        put(typed, '_', 0);
        under.paint();
      },
    };
  }

  function videoPlaceOnText() {
    canvas.window({ x: 0, y: 0, width, height }, textPage(0, 0xf4f4f0));
    return videoPlace(width, height);
  }

  /** Frame and time code are put on the display in one step. Forth and back, so that it never jumps. */
  function film(window: Surface, w: number, h: number): Painting {
    const frames = filmFrames(w, h, FILM_FRAMES, random).map((pixels) => {
      const picture = canvas.picture(w, h);
      canvas.put(picture, pixels);
      return picture;
    });
    let at = 0;
    return {
      rate: 30,
      paint() {
        const turn = at++ % (2 * FILM_FRAMES - 2);
        const frame = frames[turn < FILM_FRAMES ? turn : 2 * FILM_FRAMES - 2 - turn];
        if (frame === undefined) return;
        paintStrip(canvas, frame, place.x - window.rect.x, place.y - window.rect.y);
        canvas.copy(frame, window);
      },
      onTop: () => undefined,
    };
  }

  /** Two windows of other content; the server paints a raised one at once from its own memory, time code and all. */
  function switching(): Painting {
    const pages = [textPage(500, 0x102030), textPage(0, 0xf4f4f0)];
    pages.forEach((page, index) => {
      canvas.fill(page, { x: 0, y: 0, width, height: 26 }, index === 0 ? 0x805020 : 0x305080);
      if (index === 1) canvas.fill(page, { x: width / 2, y: 100, width: width / 3, height: 80 }, 0xc04040);
    });
    const windows = pages.map((page) => canvas.window({ x: 0, y: 0, width, height }, page));
    let turn = 0;
    return {
      rate: 4,
      paint() {
        turn = 1 - turn;
        const [page, window] = [pages[turn], windows[turn]];
        if (page === undefined || window === undefined) return;
        paintStrip(canvas, page, place.x, place.y);
        canvas.raise(window);
      },
      onTop: () => undefined,
    };
  }
}

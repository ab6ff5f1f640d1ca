import { TILE_SIDE, type TilePlace } from './codec.ts';
import { coverage } from './damage.ts';
import { area, contains, intersection, union, whole, type Rect, type Size } from './geometry.ts';

/**
 * Where the screen moves as a film does: a heat map over the tile grid. An area is left out of exact encoding and sent
 * as lossy pictures until it is still.
 */
export interface MovingAreas {
  /** Apart from each other. */
  readonly areas: readonly Rect[];
  /** Tiles with many colours that were sent exactly just now; answers the areas that begin to move by it. */
  changed(photoTiles: readonly TilePlace[], at: number): readonly Rect[];
  /** Damage of any kind; answers areas that had become still and move again. */
  damaged(rects: readonly Rect[], at: number): readonly Rect[];
  /** Areas that have been still for {@link STILL_MS}: no longer moving, to be refined now. */
  stilled(at: number): readonly Rect[];
  /** No area moves any more, and none is remembered; answers those that did. */
  end(): readonly Rect[];
  /** Share of the screen that moves. */
  readonly share: number;
}

/** Updates in a row that make a tile a part of a film. */
const HOT = 2;
/** Changes of a tile that follow sooner are one update, later ones are not in a row, ms. */
const SAME_UPDATE_MS = 8;
const IN_A_ROW_MS = 300;
/** What changed as a photo so lately belongs to the film that was found, even if it changed but once, ms. */
const SAME_FILM_MS = 100;
/** Fewer pixels than this are sent exactly: it costs about as much. */
const LEAST_PIXELS = 60_000;
/** Share of hot tiles in the box around them. */
const LEAST_SHARE = 0.5;
export const STILL_MS = 400;
/** An area moves while damage covers so much of it in {@link STILL_MS}; a caret or a clock does not count. */
const MOVES_SHARE = 0.25;
/** A film that went on a moment ago is known at its first new picture, ms. */
const REMEMBERED_MS = 3_000;
const MAX_PAINTED = 64;

interface Moving {
  readonly rect: Rect;
  movedAt: number;
  /** Damage since `movedAt`, as a share of the area. */
  gathered: number;
  gatheredAt: number;
}

export function createMovingAreas(size: Size): MovingAreas {
  const columns = Math.ceil(size.width / TILE_SIDE);
  const heat = new Map<number, { value: number; at: number }>();
  let moving: Moving[] = [];
  let painted: { readonly rect: Rect; readonly at: number }[] = [];
  let remembered: { readonly rect: Rect; readonly until: number }[] = [];

  function warm(place: TilePlace, at: number): void {
    const key = place.row * columns + place.column;
    const tile = heat.get(key);
    if (tile === undefined || at - tile.at > IN_A_ROW_MS) return void heat.set(key, { value: 1, at });
    if (at - tile.at < SAME_UPDATE_MS) return;
    tile.at = at;
    tile.value += 1;
  }

  /** What was a photo and is painted over as a whole is on its way to being a film, sent again or not. */
  function rewarm(rects: readonly Rect[], at: number): void {
    if (heat.size === 0 || rects.every((rect) => area(rect) < LEAST_PIXELS)) return;
    for (const [key, tile] of heat) {
      const place = intersection(tileRect(key, columns), whole(size));
      if (place === null || at - tile.at > IN_A_ROW_MS || at - tile.at < SAME_UPDATE_MS) continue;
      if (rects.some((rect) => area(rect) >= LEAST_PIXELS && coverage([rect], place) > LEAST_SHARE)) {
        tile.at = at;
        tile.value += 1;
      }
    }
  }

  /** Tiles of one film: around a hot one, with those that changed just now, since not all become hot at once. */
  function warmTiles(at: number): Set<number> {
    for (const [key, tile] of heat) if (at - tile.at > IN_A_ROW_MS) heat.delete(key);
    return new Set(
      [...heat].flatMap(([key, tile]) => (tile.value >= HOT || at - tile.at < SAME_FILM_MS ? [key] : [])),
    );
  }

  const isHot = (key: number) => (heat.get(key)?.value ?? 0) >= HOT;

  /** Without the rests of tiles that nothing is painted in: they stay exact, and the pictures small. */
  function trimmed(box: Rect): Rect {
    const around = grown(box);
    const inside = painted.filter(({ rect }) => contains(around, rect) && intersection(rect, box) !== null);
    const [first, ...rest] = inside.map(({ rect }) => rect);
    return first === undefined ? box : (intersection(rest.reduce(union, first), box) ?? box);
  }

  /** A film's rest next to what moves already is a part of it, however small. */
  function touching(rect: Rect, at: number): readonly Rect[] {
    const lately = moving.filter((one) => at - one.movedAt < IN_A_ROW_MS);
    return lately.map((one) => one.rect).filter((other) => intersection(grown(other), rect) !== null);
  }

  /** What begins to move may touch what moves already: both become one. */
  function add(rect: Rect, at: number): Rect {
    const touching = moving.filter((other) => intersection(grown(other.rect), rect) !== null);
    const box = touching.reduce((all, other) => union(all, other.rect), rect);
    moving = moving.filter((other) => !touching.includes(other));
    if (touching.length > 0 && moving.some((other) => intersection(other.rect, box) !== null))
      return add(box, at);
    moving.push({ rect: box, movedAt: at, gathered: 0, gatheredAt: at });
    return box;
  }

  return {
    get areas() {
      return moving.map(({ rect }) => rect);
    },
    changed(photoTiles, at) {
      if (photoTiles.length === 0) return [];
      for (const place of photoTiles) warm(place, at);
      if (![...heat.keys()].some(isHot)) return [];
      const found = boxes(warmTiles(at), isHot, columns).flatMap(({ box, tiles }) => {
        const beside = touching(box, at);
        const rect = intersection(trimmed(beside.reduce(union, box)), whole(size));
        if (rect === null) return [];
        if (beside.length > 0) return [rect];
        if (area(rect) < LEAST_PIXELS) return [];
        return (tiles * TILE_SIDE * TILE_SIDE) / area(box) > LEAST_SHARE ? [rect] : [];
      });
      if (found.length > 0) heat.clear();
      return found.map((rect) => add(rect, at));
    },
    damaged(rects, at) {
      painted = painted.filter((one) => at - one.at < IN_A_ROW_MS).slice(-MAX_PAINTED);
      painted.push(...rects.map((rect) => ({ rect, at })));
      rewarm(rects, at);
      for (const one of moving) {
        if (at - one.gatheredAt > STILL_MS) one.gathered = 0;
        const share = coverage(rects, one.rect);
        if (share === 0) continue;
        if (one.gathered === 0) one.gatheredAt = at;
        one.gathered += share;
        if (one.gathered < MOVES_SHARE) continue;
        one.movedAt = at;
        one.gathered = 0;
      }
      remembered = remembered.filter(({ until }) => until > at);
      const again = remembered.filter(({ rect }) => coverage(rects, rect) > LEAST_SHARE);
      remembered = remembered.filter((one) => !again.includes(one));
      return again.map(({ rect }) => add(rect, at));
    },
    stilled(at) {
      const still = moving.filter((one) => at - one.movedAt >= STILL_MS);
      moving = moving.filter((one) => !still.includes(one));
      for (const { rect } of still) remembered.push({ rect, until: at + REMEMBERED_MS });
      return still.map(({ rect }) => rect);
    },
    end() {
      const ended = moving.map(({ rect }) => rect);
      moving = [];
      remembered = [];
      heat.clear();
      return ended;
    },
    get share() {
      return moving.reduce((sum, { rect }) => sum + area(rect), 0) / area(size);
    },
  };
}

/** One tile larger on every side: films do not fill their last tiles. */
function grown({ x, y, width, height }: Rect): Rect {
  return { x: x - TILE_SIDE, y: y - TILE_SIDE, width: width + 2 * TILE_SIDE, height: height + 2 * TILE_SIDE };
}

/** Boxes around tiles that touch, corners included, with a hot one among them. */
function boxes(
  warm: ReadonlySet<number>,
  isHot: (tile: number) => boolean,
  columns: number,
): readonly { readonly box: Rect; readonly tiles: number }[] {
  const left = new Set(warm);
  const found: { readonly box: Rect; readonly tiles: number }[] = [];
  for (const start of warm) {
    if (!left.delete(start)) continue;
    const open = [start];
    let box = tileRect(start, columns);
    let tiles = 0;
    let hot = false;
    for (let tile = open.pop(); tile !== undefined; tile = open.pop()) {
      tiles += 1;
      hot ||= isHot(tile);
      box = union(box, tileRect(tile, columns));
      for (const next of around(tile, columns)) if (left.delete(next)) open.push(next);
    }
    if (hot) found.push({ box, tiles });
  }
  return found;
}

function around(tile: number, columns: number): readonly number[] {
  const column = tile % columns;
  return [-1, 0, 1].flatMap((down) =>
    [-1, 0, 1].flatMap((aside) =>
      column + aside < 0 || column + aside >= columns ? [] : [tile + down * columns + aside],
    ),
  );
}

function tileRect(tile: number, columns: number): Rect {
  const [column, row] = [tile % columns, Math.floor(tile / columns)];
  return { x: column * TILE_SIDE, y: row * TILE_SIDE, width: TILE_SIDE, height: TILE_SIDE };
}

import { tileWidth } from './tree.js';

/** A tile of hashes, or (`entries`) a bundle of the entries themselves. */
export interface Tile {
  level: number | 'entries';
  index: number;
  /** 256, or fewer for the last of its level. */
  width: number;
}

const pattern = /^(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;
const highestLevel = 63;

/** c2sp.org/tlog-tiles: 1234067 is written x001/x234/067. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const parts = padded.match(/\d{3}/g)!;
  const place = parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/');
  return `${level}/${place}${width < tileWidth ? `.p/${width}` : ''}`;
}

/** @returns null for a path that is not the canonical spelling of a tile. */
export function readTilePath(path: string): Tile | null {
  const [, level, place, width] = pattern.exec(path) ?? [];
  if (!level || !place) return null;
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(place.replace(/[x/]/g, '')),
    width: width ? Number(width) : tileWidth,
  };
  const outside = tile.level !== 'entries' && tile.level > highestLevel;
  return outside || !Number.isSafeInteger(tile.index) || tilePath(tile) !== path ? null : tile;
}

import { emptyRoot, nodeHash, rootOf } from './merkle.js';

/** A tile contains 256 hashes, which are eight levels of the tree. */
export const tileWidth = 256;

/**
 * Reads `count` hashes from `start` on, at level `level` of the tiles. Level 0 has the leaves,
 * level 1 the root of each full tile of level 0, and so on.
 */
export type ReadHashes = (level: number, start: number, count: number) => Promise<Buffer[]>;

/** A tree that is read tile by tile; each tile is read once. */
export class Tree {
  private readonly tiles = new Map<string, Promise<Buffer[]>>();

  constructor(
    readonly size: number,
    private readonly read: ReadHashes,
  ) {}

  /** The root of the tree when it had `size` leaves. */
  root(size = this.size): Promise<Buffer> {
    return size === 0 ? Promise.resolve(emptyRoot) : this.hashOf(0, size);
  }

  /**
   * RFC 6962, section 2.1.1: the path from the leaf to the root, beginning with the leaf's
   * neighbour.
   */
  inclusionProof(index: number): Promise<Buffer[]> {
    return this.path(index, 0, this.size);
  }

  /** RFC 6962, section 2.1.2: proves that this tree begins with the one of `size` leaves. */
  async consistencyProof(size: number): Promise<Buffer[]> {
    return size === 0 || size === this.size ? [] : this.subproof(size, 0, this.size, true);
  }

  private async path(index: number, start: number, end: number): Promise<Buffer[]> {
    if (end - start === 1) return [];
    const middle = start + leftPart(end - start);
    return index < middle
      ? [...(await this.path(index, start, middle)), await this.hashOf(middle, end)]
      : [...(await this.path(index, middle, end)), await this.hashOf(start, middle)];
  }

  private async subproof(
    size: number,
    start: number,
    end: number,
    whole: boolean,
  ): Promise<Buffer[]> {
    if (start + size === end) return whole ? [] : [await this.hashOf(start, end)];
    const left = leftPart(end - start);
    const middle = start + left;
    return size <= left
      ? [...(await this.subproof(size, start, middle, whole)), await this.hashOf(middle, end)]
      : [
          ...(await this.subproof(size - left, middle, end, false)),
          await this.hashOf(start, middle),
        ];
  }

  /** The hash over the leaves from `start` to before `end`. */
  private async hashOf(start: number, end: number): Promise<Buffer> {
    const count = end - start;
    const left = leftPart(count);
    // For a power of two, leftPart is half of it: such a range is a single node of the tree.
    if (left * 2 === count || count === 1) return this.node(start, count);
    return nodeHash(await this.node(start, left), await this.hashOf(start + left, end));
  }

  /** The root of a full subtree of `count` leaves, a power of two. */
  private async node(start: number, count: number): Promise<Buffer> {
    let [level, from, width] = [0, start, count];
    while (width >= tileWidth)
      [level, from, width] = [level + 1, from / tileWidth, width / tileWidth];
    const tile = Math.floor(from / tileWidth);
    const hashes = await this.tile(level, tile);
    return rootOf(hashes.slice(from % tileWidth, (from % tileWidth) + width));
  }

  private tile(level: number, index: number): Promise<Buffer[]> {
    const key = `${level}/${index}`;
    const start = index * tileWidth;
    const count = Math.min(tileWidth, hashesAt(level, this.size) - start);
    const found = this.tiles.get(key) ?? this.read(level, start, count);
    this.tiles.set(key, found);
    return found;
  }
}

/** How many hashes a level of the tiles has in a tree of `size` leaves. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level);
}

/** The largest power of two below `count`. */
function leftPart(count: number): number {
  let part = 1;
  while (part * 2 < count) part *= 2;
  return part;
}

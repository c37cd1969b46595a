import {
  extendsTree,
  GrowingTree,
  hex,
  leafHash as verifiersLeafHash,
  ownSha256,
  rootFromInclusion,
} from '../../../client/public/verify/verify-register.mjs';
import { createHash, randomBytes } from 'node:crypto';
import { emptyRoot, leafHash, nodeHash, rootOf } from '../../src/platform/tlog/merkle.js';
import { hashesAt, Tree, tileWidth, type ReadHashes } from '../../src/platform/tlog/tree.js';

/** The tree of RFC 6962's implementations: eight leaves, and the roots of sizes 0 to 8. */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((text) => leafHash(Buffer.from(text, 'hex')));
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** Tiles as the database has them: a level holds the roots of the full tiles below. */
function readerOf(hashes: readonly Buffer[]): ReadHashes {
  return (level, start, count) => {
    let above = [...hashes];
    for (let at = 0; at < level; at += 1)
      above = Array.from({ length: Math.floor(above.length / tileWidth) }, (_, tile) =>
        rootOf(above.slice(tile * tileWidth, (tile + 1) * tileWidth)),
      );
    return Promise.resolve(above.slice(start, start + count));
  };
}
const treeOf = (hashes: readonly Buffer[]) => new Tree(hashes.length, readerOf(hashes));
const many = Array.from({ length: 70_000 }, (_, at) => leafHash(`entry ${at}`));

describe('the hashes of the log are those of RFC 6962', () => {
  it('the roots of all trees of the eight known leaves', async () => {
    expect(emptyRoot.toString('hex')).toBe(roots[0]);
    const growing = new GrowingTree();
    for (const [size, root] of roots.entries()) {
      expect(rootOf(leaves.slice(0, size)).toString('hex')).toBe(root);
      expect((await treeOf(leaves.slice(0, size)).root()).toString('hex')).toBe(root);
      expect(hex(growing.root())).toBe(root);
      if (leaves[size]) growing.add(leaves[size]);
    }
  });

  it('a leaf never passes for a node', () => {
    expect(leafHash('L123456').toString('hex')).toBe(
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    );
    expect(nodeHash(Buffer.from('N123'), Buffer.from('N456')).toString('hex')).toBe(
      'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
    );
  });

  it("the verifier's own SHA-256 is that of Node, for every length of a block and more", () => {
    for (let length = 0; length < 200; length += 1) {
      const data = randomBytes(length);
      expect(hex(ownSha256(data))).toBe(createHash('sha256').update(data).digest('hex'));
    }
    expect(hex(verifiersLeafHash(new TextEncoder().encode('é')))).toBe(
      leafHash('é').toString('hex'),
    );
  });
});

describe('LG1 LG2 proofs', () => {
  it.each([1, 2, 3, 7, 8, 255, 256, 257, 300])('of each entry in a log of %d', async (size) => {
    const tree = treeOf(many.slice(0, size));
    const root = await tree.root();
    for (let index = 0; index < size; index += 1) {
      const proof = await tree.inclusionProof(index);
      expect(hex(rootFromInclusion(index, size, many[index]!, proof))).toBe(root.toString('hex'));
    }
  });

  it('of entries in a log of several levels of tiles, whose widths the specification names', async () => {
    const tree = treeOf(many);
    const root = await tree.root();
    expect([0, 1, 2].map((level) => hashesAt(level, 70_000))).toEqual([70_000, 273, 1]);
    for (const index of [0, 255, 256, 65_535, 65_536, 69_999]) {
      const proof = await tree.inclusionProof(index);
      expect(rootFromInclusion(index, 70_000, many[index]!, proof)).toEqual(new Uint8Array(root));
    }
  });

  it('that a log begins with an older one, for all sizes up to 33', async () => {
    for (let size = 1; size <= 33; size += 1) {
      const tree = treeOf(many.slice(0, size));
      const newer = { size, root: await tree.root() };
      for (let older = 0; older <= size; older += 1) {
        const known = { size: older, root: await tree.root(older) };
        const proof = await tree.consistencyProof(older);
        expect(extendsTree(known, newer, proof)).toBe(true);
        const other = { ...known, root: many[99]! };
        if (older > 0) expect(extendsTree(other, newer, proof)).toBe(false);
        if (proof.length > 0) expect(extendsTree(known, newer, proof.slice(1))).toBe(false);
        if (older > 0) expect(extendsTree(known, newer, [...proof, many[0]!])).toBe(false);
      }
    }
  });

  it('that are changed, cut, lengthened or of another entry lead to no root or another', async () => {
    const tree = treeOf(many.slice(0, 100));
    const root = hex(await tree.root());
    const proof = await tree.inclusionProof(42);
    const leadsThere = (index: number, size: number, leaf: Buffer, hashes: Buffer[]) => {
      try {
        return hex(rootFromInclusion(index, size, leaf, hashes)) === root;
      } catch {
        return false;
      }
    };
    expect(leadsThere(42, 100, many[42]!, proof)).toBe(true);
    expect(leadsThere(43, 100, many[42]!, proof)).toBe(false);
    expect(leadsThere(42, 100, many[43]!, proof)).toBe(false);
    expect(leadsThere(42, 100, many[42]!, proof.slice(1))).toBe(false);
    expect(leadsThere(42, 100, many[42]!, [...proof, many[0]!])).toBe(false);
    expect(leadsThere(142, 100, many[42]!, proof)).toBe(false);
    for (const at of proof.keys())
      expect(leadsThere(42, 100, many[42]!, proof.with(at, many[0]!))).toBe(false);
  });
});

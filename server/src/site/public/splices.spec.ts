import { ragged } from './ragged.js';
import { spliced, splicedLists, type Splice } from './splices.js';

const at = (row: number, replaces: boolean, from?: number): Splice => ({ at: row, replaces, from });

describe('the rows of a newer table', () => {
  const older = Uint8Array.of(10, 20, 30, 40);
  const newer = Uint8Array.of(1, 2, 3);

  it('replace, go before, go after and take away those of the older one', () => {
    const splices = [at(0, false, 0), at(1, true, 1), at(2, true), at(4, false, 2)];
    expect([...spliced(older, newer, splices)]).toEqual([1, 10, 2, 40, 3]);
    expect([...older]).toEqual([10, 20, 30, 40]);
  });

  it('are none where nothing was touched, or what was touched is not public', () => {
    expect([...spliced(older, newer, [])]).toEqual([...older]);
    expect([...spliced(older, newer, [at(2, false)])]).toEqual([...older]);
  });

  it('fill an empty table and empty a full one', () => {
    const none = new Uint8Array(0);
    expect([
      ...spliced(
        none,
        newer,
        [0, 1, 2].map((row) => at(0, false, row)),
      ),
    ]).toEqual([1, 2, 3]);
    expect([
      ...spliced(
        newer,
        none,
        [0, 1, 2].map((row) => at(row, true)),
      ),
    ]).toEqual([]);
  });

  it('may have several numbers each, as ids have', () => {
    const wide = spliced(Uint32Array.of(1, 1, 2, 2), Uint32Array.of(9, 8), [at(1, true, 0)], 2);
    expect([...wide]).toEqual([1, 1, 9, 8]);
  });

  it('may be lists of any length', () => {
    const lists = ragged([2, 0, 1], Uint32Array.of(1, 2, 3));
    const { starts, values } = splicedLists(lists, ragged([3, 0], Uint32Array.of(7, 8, 9)), [
      at(0, true, 1),
      at(1, true, 0),
      at(3, false, 0),
    ]);
    expect([...starts]).toEqual([0, 0, 3, 4, 7]);
    expect([...values]).toEqual([7, 8, 9, 3, 7, 8, 9]);
  });
});

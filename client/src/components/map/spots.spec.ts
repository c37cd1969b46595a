import { height, width } from '../../../../contract/projection.mjs';
import { markOf, spreadOut } from './spots.js';

const at = (count: number, x: number, y: number) =>
  Array.from({ length: count }, (_, name) => ({ x, y, name }));

describe('26.E marks on the map', () => {
  it('one for each kind, distinguishable without colours', () => {
    const spot = { x: 100, y: 50 };
    const marks = (['municipality', 'region', 'association'] as const).map((kind) =>
      markOf(kind, spot),
    );
    expect(new Set(marks).size).toBe(3);
  });

  it('alone, a spot stays where it is', () => {
    const spots = [...at(1, 10, 10), ...at(1, 40, 10)];
    expect(spreadOut(spots).spots).toEqual(
      spots.map((spot) => ({ ...spot, from: null, reach: 14 })),
    );
  });

  it.each([
    [2, 500, 400],
    [6, 500, 400],
    [6, 0, 0],
    [5, width, height],
  ])('%d at %d, %d: none covers another, none is lost, none leaves the sheet', (count, x, y) => {
    const { spots, crowds } = spreadOut(at(count, x, y));
    expect(crowds).toEqual([]);
    expect(spots.map(({ name }) => name)).toEqual(at(count, x, y).map(({ name }) => name));
    for (const [index, one] of spots.entries())
      for (const other of spots.slice(index + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(23.5);
    for (const spot of spots) {
      expect(spot.from).toEqual({ x, y });
      expect(spot.x > 10 && spot.x < width - 10 && spot.y > 10 && spot.y < height - 10).toBe(true);
    }
  });

  it('more than six become one circle in place, and are not spread across borders', () => {
    const { spots, crowds } = spreadOut(at(60, 63, 600));
    expect(spots).toEqual([]);
    expect(crowds).toMatchObject([{ x: 63, y: 600 }]);
    expect(crowds[0]!.members).toHaveLength(60);
  });

  it('between two marks the nearer one is pressed', () => {
    const { spots } = spreadOut([...at(1, 100, 100), ...at(1, 110, 100)]);
    expect(spots.map(({ reach }) => reach)).toEqual([5, 5]);
  });
});

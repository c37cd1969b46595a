import { markOf, spreadOut } from './spots.js';

describe('26.E marks on the map', () => {
  it('one for each kind, told apart without colours', () => {
    const spot = { x: 100, y: 50 };
    const marks = (['municipality', 'region', 'association'] as const).map((kind) =>
      markOf(kind, spot),
    );
    expect(new Set(marks).size).toBe(3);
  });

  it('alone, a spot stays where it is', () => {
    const spots = [
      { x: 10, y: 10, name: 'A' },
      { x: 40, y: 10, name: 'B' },
    ];
    expect(spreadOut(spots)).toEqual(spots.map((spot) => ({ ...spot, from: null })));
  });

  it.each([2, 3, 7, 25])('%d at one point: none covers another, and none is lost', (count) => {
    const spots = Array.from({ length: count }, (_, name) => ({ x: 500, y: 400, name }));
    const spread = spreadOut(spots);
    expect(spread.map(({ name }) => name)).toEqual(spots.map(({ name }) => name));
    for (const [index, one] of spread.entries())
      for (const other of spread.slice(index + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(23.5);
    for (const { from } of spread) expect(from).toEqual({ x: 500, y: 400 });
  });
});

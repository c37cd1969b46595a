import { drawAnew } from './drawn-anew.js';

it('draws an id again that a row before it or the database has', async () => {
  const fresh = ['b', 'x', 'c', 'd'];
  const rows = ['a', 'a', 'x', 'e'].map((public_id) => ({ public_id }));
  const drawn = await drawAnew(
    rows,
    'public_id',
    () => fresh.shift()!,
    () => Promise.resolve(['x']),
  );
  expect(drawn.map(({ public_id }) => public_id)).toEqual(['a', 'b', 'c', 'e']);
});

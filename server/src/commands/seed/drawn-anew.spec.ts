import { drawAnew } from './drawn-anew.js';

it('draws an id again if an earlier row or the database has it', async () => {
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

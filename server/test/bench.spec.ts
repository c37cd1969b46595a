import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './support/repository.js';

/** Benchmarks are run by hand, so nothing else notices when a file that they load has moved. */
it('each part of the server that a benchmark loads is there', () => {
  const folder = join(root, 'bench');
  const parts = readdirSync(folder).flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/builtPart\('([^']+)'\)/g)].map(
      ([, part]) => part!,
    ),
  );
  expect(parts.length).toBeGreaterThan(3);
  for (const part of parts)
    expect([part, existsSync(join(root, 'server/src', `${part}.ts`))]).toEqual([part, true]);
});

import { readFile } from 'node:fs/promises';
import { nameFault } from '../../platform/text/names.js';
import { readGazetteer } from './gazetteer.js';

describe('TR18 a name that is published', () => {
  it('may be that of every place in the gazetteer of the 46 member states, in every language', async () => {
    const places = await readGazetteer();
    const names = places.flatMap(({ nameOfficial, nameEn, nameFr, region }) => [
      ...[nameOfficial, nameEn, nameFr, region].filter(Boolean),
    ]);
    expect(new Set(places.map(({ countryCode }) => countryCode)).size).toBe(46);
    expect(names.filter((name) => nameFault(name) !== null)).toEqual([]);
  });

  it('may be that of every participant and of every demonstration town', async () => {
    const files = ['participants.json', 'demo-authorities.json'];
    for (const file of files) {
      const rows = JSON.parse(
        await readFile(new URL(`../../commands/seed/${file}`, import.meta.url), 'utf8'),
      ) as Record<string, string | undefined>[];
      const names = rows.flatMap(({ nameOfficial, nameEn, nameFr, region }) => [
        ...[nameOfficial, nameEn, nameFr, region].filter((name) => name !== undefined),
      ]);
      expect(names.length).toBeGreaterThan(20);
      expect(names.filter((name) => nameFault(name) !== null)).toEqual([]);
    }
  });
});

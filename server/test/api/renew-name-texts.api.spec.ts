import { DataSource } from 'typeorm';
import { renewNameTexts } from '../../src/commands/seed/renew-name-texts.js';
import { identityKey } from '../../src/platform/text/text.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { Importer } from '../support/importer.js';
import { asOwner } from '../support/public-log.js';

let register: TestApp;
let importer: Importer;
beforeAll(async () => {
  register = await startApp();
  const anna = await Colleague.signsIn(register, 'publisher');
  importer = new Importer(anna);
});
afterAll(() => register.close());

const renew = () => renewNameTexts(register.app.get(DataSource));

/** As if this edition of the rules had never been applied. */
const forgetEdition = () => register.sql(`DELETE FROM setting WHERE key = 'name-texts'`);

const stored = (...names: string[]) =>
  register.sql<{ name: string; key: string; distinction: string; id: string; text: string }>(
    `SELECT id, name_official AS name, identity_key AS key, distinction, search_text AS text
     FROM authority WHERE name_official = ANY($1) ORDER BY created_at, id`,
    [names],
  );

async function enters(...names: string[]): Promise<void> {
  const rows = names.map((name) => `${name};DE;municipality;Nordrhein-Westfalen`);
  await importer.takesOver(
    await importer.uploads(`name;country;kind;region\n${rows.join('\n')}\n`),
    { publish: true },
  );
}

/** The keys and texts of rules that were in use before. */
const hadBefore = (name: string, key: string) =>
  register.sql(
    `UPDATE authority SET identity_key = $2, search_text = ' old rules ' WHERE name_official = $1`,
    [name, key],
  );

describe('IN6 when the rules for comparing names have changed', () => {
  it('every stored name follows them once, and is found by them', async () => {
    await enters('Stadt Düren');
    await hadBefore('Stadt Düren', 'stadt dueren');
    await forgetEdition();
    expect(await renew()).toBe(1);
    expect((await stored('Stadt Düren'))[0]).toMatchObject({ key: identityKey('Stadt Düren') });
    expect((await importer.found('q=duren')).items).toHaveLength(1);
    await hadBefore('Stadt Düren', 'stadt dueren');
    expect(await renew()).toBe(0);
    expect((await stored('Stadt Düren'))[0]).toMatchObject({ key: 'stadt dueren' });
  });

  it('two that were two stay two where the new rules take them for one', async () => {
    await enters('Stadt Köln', 'Ville de Cologne');
    await register.sql(
      `UPDATE authority SET name_official = 'Köln' WHERE name_official = 'Ville de Cologne'`,
    );
    await hadBefore('Stadt Köln', 'stadt koln');
    await hadBefore('Köln', identityKey('Köln'));
    await forgetEdition();
    await renew();
    const both = await stored('Stadt Köln', 'Köln');
    expect(both.map(({ key }) => key)).toEqual([identityKey('Köln'), identityKey('Köln')]);
    expect(both[0]!.distinction).toBe('');
    expect(both[1]!.distinction).toBe(`said:${both[1]!.id}`);
  });

  it('two may take over each other’s keys', async () => {
    await enters('Kleve', 'Goch');
    await hadBefore('Kleve', 'goch-before');
    await hadBefore('Goch', identityKey('Kleve'));
    await hadBefore('Kleve', identityKey('Goch'));
    await forgetEdition();
    await renew();
    const keys = (await stored('Kleve', 'Goch')).map(({ name, key }) => [name, key]);
    expect(Object.fromEntries(keys)).toEqual({ Kleve: 'kleve', Goch: 'goch' });
  });

  it('however many there are: the time limit of a question does not end it', async () => {
    await enters('Wesel');
    await hadBefore('Wesel', 'wesel before');
    await forgetEdition();
    await asOwner(
      register,
      'CREATE TABLE heard_limit (value text)',
      `CREATE FUNCTION hears_limit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
       BEGIN INSERT INTO heard_limit VALUES (current_setting('statement_timeout')); RETURN NEW; END
       $$`,
      `CREATE TRIGGER hears_limit BEFORE UPDATE ON authority FOR EACH ROW
       EXECUTE FUNCTION hears_limit()`,
    );
    await renew();
    await asOwner(register, 'DROP TRIGGER hears_limit ON authority');
    const heard = await register.sql<{ value: string }>('SELECT DISTINCT value FROM heard_limit');
    expect(heard).toEqual([{ value: '0' }]);
  });

  it('cases get their texts before they are next searched for', async () => {
    const { reference } = await Applicant.endorses(register, {
      authority: { nameOfficial: 'Łódź Testowa', countryCode: 'PL' },
      place: { latitude: '51.8', longitude: 19.4 },
    });
    const anna = await Colleague.signsIn(register, 'reviewer');
    const search = async () => {
      const path = '/api/v1/staff/submissions?q=lodz';
      const { items } = (await anna.browser.get(path).expect(200)).body as {
        items: { reference: string }[];
      };
      return items.map((item) => item.reference);
    };
    expect(await search()).toEqual([reference]);
    await register.sql(
      `UPDATE submission SET search_text = ' old rules ' WHERE reference = '${reference}'`,
    );
    expect(await search()).toEqual([]);
    await forgetEdition();
    await renew();
    expect(await search()).toEqual([reference]);
  });
});

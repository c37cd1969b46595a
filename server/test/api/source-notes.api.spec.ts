import { DataSource, type EntityManager } from 'typeorm';
import { seedParticipants, updateSourceNotes } from '../../src/commands/seed/participants.js';
import { bumpRegisterVersion } from '../../src/platform/settings/register-version.js';
import { startApp, type TestApp } from '../support/app.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());

const inDatabase = <Result>(work: (manager: EntityManager) => Promise<Result>) =>
  register.app.get(DataSource).transaction(work);
const pageOf = async (name: string, language: string) => {
  const list = (await register.anonymous.get('/api/v1/signatories').expect(200)).body as {
    items: { slug: string; names: { en: string } }[];
  };
  const { slug } = list.items.find(({ names }) => names.en === name)!;
  return (await register.anonymous.get(`/${language}/signatories/${slug}`).expect(200)).text;
};

it('CT1 a participant’s page shows the note on its source, also in a register that was filled before', async () => {
  await inDatabase(async (manager) => {
    await seedParticipants(manager);
    await bumpRegisterVersion(manager, 'by the operator');
  });
  // A register that was filled before the notes existed.
  await register.sql(`UPDATE signatory SET source_note = NULL`);
  const update = () => inDatabase(updateSourceNotes);
  expect([await update(), await update()]).toEqual([true, false]);
  await inDatabase((manager) => bumpRegisterVersion(manager, 'by the operator'));
  await register.hearsOfChanges();

  for (const name of ['Belgrade', 'Kragujevac', 'Surdulica']) {
    const page = await pageOf(name, 'en');
    expect(page).toContain('14 June 2017');
    expect(page).toContain(
      'signed in Belgrade on 14 June 2017, at a meeting of the Congress’s Current Affairs Committee',
    );
    expect(page).toContain('www.skgo.org');
  }
  expect(await pageOf('Belgrade', 'fr')).toContain('signé à Belgrade le 14 juin 2017');
  expect(await pageOf('Nicosia', 'fr')).toContain('en présence du porte-parole thématique');
  // A participant of which no source says more has no note.
  expect(await pageOf('Bela Palanka', 'en')).not.toContain('class="small">signed');
});

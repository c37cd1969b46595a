import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let reviewer: Colleague;
beforeAll(async () => {
  register = await startApp();
  reviewer = await Colleague.signsIn(register, 'reviewer');
});
afterAll(() => register.close());

const idOf = async ({ reference }: Applicant) =>
  (
    await register.sql<{ id: string; version: number }>(
      'SELECT id, version FROM submission WHERE reference = $1',
      [reference],
    )
  )[0]!;

describe('TR5 a reviewer cannot approve', () => {
  it('an unconfirmed endorsement: staff do not even see it', async () => {
    const town = await Applicant.sends(register);
    const found = await idOf(town);
    await changesNothing(register, async () => {
      for (const show of ['waiting', 'changes_requested', 'to_publish', 'published', 'rejected'])
        expect((await reviewer.queue(`show=${show}&q=${town.reference}`)).items).toEqual([]);
      expectProblem(
        await reviewer.browser.get(`/api/v1/staff/submissions/${found.id}`),
        404,
        'not-found',
      );
      expectProblem(
        await reviewer.decides(found, { verdict: 'approve', duplicatesCompared: true }),
        404,
        'not-found',
      );
      expectProblem(
        await reviewer.decides(found, { verdict: 'reject', reason: 'No.' }),
        404,
        'not-found',
      );
    });
  });

  it('without having opened the document', async () => {
    const town = await Applicant.endorses(register);
    const found = await reviewer.findsCase(town.reference);
    const refusal = await changesNothing(register, () =>
      reviewer.decides(found, { verdict: 'approve', duplicatesCompared: true }),
    );
    expect(fieldsOf(expectProblem(refusal, 422, 'invalid-input'))).toEqual(['/documents isOpened']);
    await reviewer.opensDocuments(found);
    expect((await reviewer.opensCase(found.id)).documents).toMatchObject([{ opened: true }]);
    expect((await reviewer.decides(found, { verdict: 'approve' })).status).toBe(200);
  });

  it('with another document opened than the one that was sent', async () => {
    const town = await Applicant.endorses(register);
    await reviewer.opensDocuments(await reviewer.findsCase(town.reference));
    await reviewer.decides(await reviewer.findsCase(town.reference), {
      verdict: 'request_changes',
      reason: 'Scan it again.',
    });
    const [old] = (await town.looks()).documents;
    await town.browser.delete(`/api/v1/submission/documents/${old!.id}`).expect(204);
    await town.uploads(signedPact('another'));
    await town.sends();
    const found = await reviewer.findsCase(town.reference);
    expect(
      fieldsOf(
        expectProblem(
          await changesNothing(register, () => reviewer.decides(found, { verdict: 'approve' })),
          422,
        ),
      ),
    ).toEqual(['/documents isOpened']);
  });

  it('with only the council’s decision opened', async () => {
    const town = await Applicant.endorsesWithDecision(register);
    const found = await reviewer.findsCase(town.reference);
    await reviewer.opensDocuments({
      ...found,
      documents: found.documents.filter(({ kind }) => kind === 'council_decision'),
    });
    const refusal = await changesNothing(register, () =>
      reviewer.decides(found, { verdict: 'approve' }),
    );
    expect(fieldsOf(expectProblem(refusal, 422))).toEqual(['/documents isOpened']);
  });

  it('without knowing which of the towns of this name it is', async () => {
    const town = await Applicant.endorses(register, { authority: { region: '' } });
    const found = await reviewer.findsCase(town.reference);
    expect(found.evidence.identified).toBe(false);
    await reviewer.opensDocuments(found);
    const refusal = await changesNothing(register, () =>
      reviewer.decides(found, { verdict: 'approve', duplicatesCompared: true }),
    );
    expect(fieldsOf(expectProblem(refusal, 422))).toEqual([
      '/answers/authority/region isIdentified',
    ]);
  });

  it('without having compared it with those that look like it', async () => {
    await reviewer.approves(
      (
        await Applicant.endorses(register, {
          authority: { nameOfficial: 'Strasbourg', countryCode: 'FR', region: 'Grand Est' },
        })
      ).reference,
    );
    const town = await Applicant.endorses(register, {
      authority: { nameOfficial: 'Ville de Strasbourg', countryCode: 'FR', region: 'Alsace' },
    });
    const found = await reviewer.findsCase(town.reference);
    expect(found.duplicates).toMatchObject([
      { nameOfficial: 'Strasbourg', state: 'unlisted', similarity: 1 },
    ]);
    const both = await changesNothing(register, () =>
      reviewer.decides(found, { verdict: 'approve' }),
    );
    expect(fieldsOf(expectProblem(both, 422))).toEqual([
      '/documents isOpened',
      '/duplicatesCompared isCompared',
    ]);
    await reviewer.opensDocuments(found);
    for (const duplicatesCompared of [undefined, false]) {
      const refusal = await changesNothing(register, () =>
        reviewer.decides(found, {
          verdict: 'approve',
          ...(duplicatesCompared === undefined ? {} : { duplicatesCompared }),
        }),
      );
      expect(fieldsOf(expectProblem(refusal, 422))).toEqual(['/duplicatesCompared isCompared']);
    }
    expect(
      (await reviewer.decides(found, { verdict: 'approve', duplicatesCompared: true })).status,
    ).toBe(200);
  });
});

describe('TR6 the same authority under another spelling', () => {
  it('is shown to staff as a probable duplicate, and never dropped', async () => {
    await reviewer.approves(
      (
        await Applicant.endorses(register, {
          authority: { nameOfficial: 'Köln', nameEn: 'Cologne', countryCode: 'DE', region: 'NRW' },
        })
      ).reference,
    );
    await reviewer.approves(
      (
        await Applicant.endorses(register, {
          authority: {
            nameOfficial: 'Київ',
            nameEn: 'Kyiv',
            countryCode: 'UA',
            region: 'Kyiv City',
          },
        })
      ).reference,
    );
    for (const [nameOfficial, countryCode, of] of [
      ['Koln', 'DE', 'Köln'],
      ['Koeln', 'DE', 'Köln'],
      ['Stadt Köln', 'DE', 'Köln'],
      ['KÖLN', 'DE', 'Köln'],
      ['Ko\u0308ln', 'DE', 'Köln'],
      ['City of Cologne', 'DE', 'Köln'],
      ['Ko\u200b\u0308ln', 'DE', 'Köln'],
      ['Kyiv', 'UA', 'Київ'],
      ['Київ', 'UA', 'Київ'],
      ['місто Київ', 'UA', 'Київ'],
    ]) {
      const town = await Applicant.endorses(register, {
        authority: {
          nameOfficial,
          countryCode,
          region: 'Elsewhere',
          confirmed: [`askName:${nameOfficial}`],
        },
      });
      expect((await reviewer.findsCase(town.reference)).duplicates).toMatchObject([
        { nameOfficial: of },
      ]);
    }
    const abroad = await Applicant.endorses(register, {
      authority: { nameOfficial: 'Köln', countryCode: 'AT' },
    });
    expect((await reviewer.findsCase(abroad.reference)).duplicates).toEqual([]);
  });

  it.each(['Tromsø', 'TROMSØ', 'Tromso', 'City of Tromsø', 'Tromsø Municipality'])(
    'cannot be on the register twice: %s after Tromsø',
    async (nameOfficial) => {
      const there = { countryCode: 'NO', region: 'Troms' };
      const place = { latitude: '69.65', longitude: 18.96 };
      if (
        (await register.sql(`SELECT 1 FROM authority WHERE name_official = 'Tromsø'`)).length === 0
      ) {
        await reviewer.approves(
          (
            await Applicant.endorses(register, {
              authority: { nameOfficial: 'Tromsø', ...there },
              place,
            })
          ).reference,
        );
      }
      const town = await Applicant.endorses(register, {
        authority: { nameOfficial, ...there, confirmed: [`askName:${nameOfficial}`] },
        place: { ...place, latitude: '69.68' },
      });
      const found = await reviewer.findsCase(town.reference);
      expect(found.duplicates).toMatchObject([{ nameOfficial: 'Tromsø' }]);
      await reviewer.opensDocuments(found);
      const refusal = await changesNothing(register, () =>
        reviewer.decides(found, { verdict: 'approve', duplicatesCompared: true }),
      );
      expectProblem(refusal, 409, 'authority-exists');
      expect((await reviewer.opensCase(found.id)).state).toBe('waiting');
    },
  );
});

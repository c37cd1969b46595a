import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import {
  edits,
  historyOfSignatory,
  opensSignatory,
  restoresVersion,
  signatoriesPath,
} from '../support/editing.js';
import { Importer } from '../support/importer.js';
import { begins, saves, sends } from '../support/own-place.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let anna: Colleague;

beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const here = { latitude: '54.20', longitude: 9.1 };
const far = { latitude: '54.70', longitude: 9.1 };

/** A town of the region that has two of the name. */
const endorses = (nameOfficial: string, place: Record<string, unknown>) =>
  Applicant.endorses(register, {
    authority: { nameOfficial, countryCode: 'DE', region: 'Schleswig-Holstein' },
    place,
  });

const approval = { verdict: 'approve', duplicatesCompared: true } as const;

describe('IN6 two authorities of one name in one region', () => {
  it('a colleague says that a case is another authority, and why; it can then be approved', async () => {
    await anna.approves((await endorses('Neukirchen', here)).reference);
    const found = await anna.findsCase((await endorses('Neukirchen', here)).reference);
    await anna.opensDocuments(found);
    const refusal = await changesNothing(register, () => anna.decides(found, approval));
    expectProblem(refusal, 409, 'authority-exists');
    const why = 'One is the municipality, the other the parish of the same place';
    const approved = await anna.decides(found, { ...approval, anotherAuthority: why });
    expect(approved.status).toBe(200);
    expect(
      await register.sql(
        `SELECT details->>'anotherAuthority' AS another FROM event WHERE subject_id = $1
          AND action = 'submission.approve'`,
        [found.id],
      ),
    ).toEqual([{ another: 'true' }]);
    expect(
      await register.sql('SELECT text FROM case_note WHERE submission_id = $1', [found.id]),
    ).toEqual([{ text: why }]);
    // A third one is not taken for the second because that was said of the second.
    const third = await anna.findsCase((await endorses('Neukirchen', here)).reference);
    await anna.opensDocuments(third);
    expectProblem(await anna.decides(third, approval), 409, 'authority-exists');
  });

  it('an amendment cannot make a town identical to its namesake, but may change anything else', async () => {
    await anna.approvesAndPublishes((await endorses('Altdorf', here)).reference);
    const second = await endorses('Altdorf', far);
    await anna.approvesAndPublishes(second.reference);
    const amends = async (place: Record<string, unknown>) => {
      await begins(second, 'amendment');
      const saved = await saves(second, 'place', place, 1);
      expect(saved.status).toBe(200);
      const { reference } = await sends(second);
      return anna.findsCase(reference);
    };
    const onto = await amends(here);
    expectProblem(
      await changesNothing(register, () => anna.decides(onto, approval)),
      409,
      'authority-exists',
    );
    expect(
      (await anna.decides(onto, { ...approval, verdict: 'reject', reason: 'Not there' })).status,
    ).toBe(200);
    expect((await anna.decides(await amends({ ...far, latitude: '54.71' }), approval)).status).toBe(
      200,
    );
    expect(
      await register.sql(
        `SELECT distinction FROM authority WHERE name_official = 'Altdorf' ORDER BY latitude`,
      ),
    ).toEqual([{ distinction: '' }, { distinction: 'at:54.71,9.10' }]);
  });

  it('staff write district and official code, and see them in the history', async () => {
    const { id } = await anna.approvesAndPublishes((await endorses('Wanderup', here)).reference);
    const before = await opensSignatory(anna, id);
    const told = { district: 'Schleswig-Flensburg', officialCode: '01059182' };
    expect((await edits(anna, before, told)).status).toBe(200);
    const after = await opensSignatory(anna, id);
    expect(after.content).toMatchObject(told);
    const { revisions } = await historyOfSignatory(anna, id);
    expect(revisions.map(({ number }) => number)).toEqual([2, 1]);
    const compared = await anna.browser
      .get(`${signatoriesPath}/${id}/comparison`)
      .query({ from: 1, to: 2 })
      .expect(200);
    expect(compared.body).toMatchObject({
      fields: [
        { field: 'district', before: null, after: told.district },
        { field: 'officialCode', before: null, after: told.officialCode },
      ],
    });
    expect((await restoresVersion(anna, after, 1)).status).toBe(200);
    expect((await opensSignatory(anna, id)).content).toMatchObject({
      district: '',
      officialCode: null,
    });
  });

  it('an import that adds a second one and an approval of another second one are one after the other', async () => {
    await anna.approves((await endorses('Borgdorf', here)).reference);
    const found = await anna.findsCase((await endorses('Borgdorf', far)).reference);
    await anna.opensDocuments(found);
    const importer = new Importer(anna);
    const begun = await importer.uploads(
      'name;country;kind;region;latitude;longitude\nBorgdorf;DE;town;Schleswig-Holstein;' +
        '54.71;9.11\n',
    );
    const [approved] = await Promise.all([
      anna.decides(found, approval),
      importer.runs(begun, { choices: [{ row: 2, choice: 'create' }] }),
    ]);
    const ended = await importer.ends(begun.id);
    expect([approved.status === 200, ended.state === 'done'].filter(Boolean)).toHaveLength(1);
    expect(
      await register.sql(`SELECT 1 FROM authority WHERE name_official = 'Borgdorf'`),
    ).toHaveLength(2);
  });
});

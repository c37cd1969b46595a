import type { ChangedSignatoryDto } from '../../src/workbench/decisions/decision.dto.js';
import type { MergerSidesDto } from '../../src/workbench/decisions/merger.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
let other: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  other = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const takesBack = (who: Colleague, id: string) => who.browser.post(`/api/v1/staff/undo/${id}`);

describe('TR14 a merger', () => {
  const merges = (who: Colleague, from: { id: string; version: number }, body: object) =>
    who.browser
      .post(`/api/v1/staff/signatories/${from.id}/merger`)
      .set('If-Match', `"${from.version}"`)
      .send(body);

  async function two() {
    const towns = [
      await Applicant.endorses(register),
      await Applicant.endorses(register, {
        protection: { actions: [], ownWords: [{ text: 'A night bus' }] },
      }),
    ];
    const [from, into] = [
      await staff.approvesAndPublishes(towns[0]!.reference),
      await staff.approvesAndPublishes(towns[1]!.reference),
    ];
    return { from, into, town: towns[0]! };
  }

  it('leads the old address to the one that stays, joins chosen pledges, tells the contact; and can be taken back', async () => {
    const { from, into, town } = await two();
    const sides = (
      await staff.browser
        .get(`/api/v1/staff/signatories/${from.id}/merger?into=${into.publicId}`)
        .expect(200)
    ).body as MergerSidesDto;
    expect(sides.from).toMatchObject({
      kind: 'municipality',
      population: 12500,
      practices: 0,
      files: 0,
      mayGo: true,
      mayStay: true,
      demo: false,
    });
    const body = {
      into: into.id,
      intoVersion: into.version,
      reasonCode: 'entered_twice',
      pledges: sides.from.pledges.map(({ id }) => id),
    };
    const merged = (await merges(staff, from, body).expect(200)).body as ChangedSignatoryDto;
    await register.hearsOfChanges();
    expect(
      (await register.anonymous.get(`/api/v1/signatories/${from.publicId}`).expect(301)).headers[
        'location'
      ],
    ).toBe(`/api/v1/signatories/${into.publicId}`);
    expect(
      (await register.anonymous.get(`/fr/signatories/${from.publicId}`).expect(301)).headers[
        'location'
      ],
    ).toContain(`/fr/signatories/${into.publicId}`);
    const page = (await register.anonymous.get(`/api/v1/signatories/${into.publicId}`).expect(200))
      .body as {
      pledges: { action: string | null; ownWords: string | null }[];
    };
    expect(page.pledges.filter(({ action }) => action === 'prevention.training')).toHaveLength(1);
    expect(page.pledges.map(({ ownWords }) => ownWords)).toEqual(
      expect.arrayContaining(['A night bus', 'A house for children\nin the old mill']),
    );
    expect(
      await register.sql(`SELECT 1 FROM pledge WHERE signatory_id = $1`, [from.id]),
    ).toHaveLength(sides.from.pledges.length);
    expect(
      await register.sql(`SELECT kind, reason_code FROM public_transparency WHERE public_id = $1`, [
        from.publicId,
      ]),
    ).toEqual([{ kind: 'merged', reason_code: 'entered_twice' }]);
    await takesBack(staff, merged.undo!.id).expect(200);
    await register.hearsOfChanges();
    await register.anonymous.get(`/api/v1/signatories/${from.publicId}`).expect(200);
    expect(
      await register.sql(`SELECT 1 FROM pledge WHERE signatory_id = $1`, [into.id]),
    ).toHaveLength(sides.into.pledges.length);

    const again = { ...from, version: from.version + 2 };
    await merges(staff, again, { ...body, intoVersion: into.version + 2 }).expect(200);
    await register.drain();
    expect(register.mailbox.newest(town.email, /have been merged/).text).toContain(
      `/signatories/${into.publicId}`,
    );
  });

  it('leaves the later report of the two, and nobody is called silent who has reported', async () => {
    const { from, into } = await two();
    const days = (id: string) =>
      register.sql(
        `SELECT reported_on::text AS reported, report_excused_on AS excused,
           report_extended_until AS extended, silence_told AS told FROM signatory WHERE id = $1`,
        [id],
      );
    await register.sql(`UPDATE signatory SET reported_on = '2026-05-01' WHERE id = $1`, [from.id]);
    await register.sql(
      `UPDATE signatory SET reported_on = '2024-05-01', report_excused_on = '2025-05-01',
        report_extended_until = '2026-06-01', silence_told = true WHERE id = $1`,
      [into.id],
    );
    const before = await days(into.id);
    const body = { into: into.id, intoVersion: into.version, reasonCode: 'entered_twice' };
    const merged = await merges(staff, from, { ...body, pledges: [] });
    expect(merged.status).toBe(200);
    expect(await days(into.id)).toEqual([
      { reported: '2026-05-01', excused: null, extended: null, told: false },
    ]);
    await takesBack(staff, (merged.body as ChangedSignatoryDto).undo!.id).expect(200);
    expect(await days(into.id)).toEqual(before);
  });

  it('is refused with itself, into what is not public, with another one’s pledges, after a change, and wins a race once', async () => {
    const { from, into } = await two();
    const body = {
      into: into.id,
      intoVersion: into.version,
      reasonCode: 'entered_twice',
      pledges: [],
    };
    const [foreign] = await register.sql<{ id: string }>(
      `SELECT id FROM pledge WHERE signatory_id = $1`,
      [into.id],
    );
    const { signatory: unlisted } = await staff.approves(
      (await Applicant.endorses(register)).reference,
    );
    const reviewer = await Colleague.signsIn(register, 'reviewer');
    const seen = await reviewer.browser
      .get(`/api/v1/staff/signatories/${unlisted!.id}/merger?into=${into.publicId}`)
      .expect(200);
    expect(seen.body).toMatchObject({
      from: { mayGo: false, mayStay: false },
      into: { mayGo: false, mayStay: true },
    });
    await changesNothing(register, async () => {
      expect(
        fieldsOf(
          expectProblem(
            await merges(staff, from, { ...body, into: from.id, intoVersion: from.version }),
            422,
          ),
        ),
      ).toEqual(['/into isOther']);
      expect(
        fieldsOf(
          expectProblem(
            await merges(staff, from, { ...body, into: unlisted!.id, intoVersion: 1 }),
            422,
          ),
        ),
      ).toEqual(['/into isPublic']);
      expect(
        fieldsOf(
          expectProblem(await merges(staff, from, { ...body, pledges: [foreign!.id] }), 422),
        ),
      ).toEqual(['/pledges isTheirPledge']);
      expectProblem(await merges(staff, { ...from, version: from.version + 1 }, body), 412);
      expectProblem(await merges(staff, from, { ...body, intoVersion: 99 }), 412);
      expectProblem(await merges(reviewer, from, body), 403, 'not-allowed');
    });
    const back = { into: from.id, intoVersion: from.version, reasonCode: 'other', pledges: [] };
    const both = await Promise.all([merges(staff, from, body), merges(other, into, back)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

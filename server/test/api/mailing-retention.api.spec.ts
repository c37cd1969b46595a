import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { limits } from '../../src/platform/config/limits.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { joins, looks, sends, written } from '../support/mailings.js';
import { answers, content, opened, resultsOf, takes } from '../support/rounds.js';

let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

describe('the period of a letter', () => {
  it('ends with its recipients, mails and results; the numbers and the texts stay', async () => {
    await joins(register, anna, 'de');
    const { id } = await written(anna);
    await sends(anna, await looks(anna, id)).expect(200);
    await register.app.get(JobsService).runAll();
    await register.drain();
    await register.app.get(JobsService).runAll();
    const before = await looks(anna, id);
    expect(before).toMatchObject({ state: 'sent', forgottenAt: null });
    const age = async (days: number) => {
      await register.sql(
        `UPDATE mailing SET sent_at = now() - make_interval(days => $2) WHERE id = $1`,
        [id, days],
      );
      await register.app.get(JobsService).runAll();
    };
    await age(limits.letterRecipientDays - 1);
    expect((await looks(anna, id)).forgottenAt).toBeNull();
    const mails = await register.sql<{ id: string }>(
      'SELECT mail_id AS id FROM mailing_recipient WHERE mailing_id = $1 AND mail_id IS NOT NULL',
      [id],
    );
    expect(mails.length).toBeGreaterThan(0);
    await age(limits.letterRecipientDays + 1);
    const after = await looks(anna, id);
    const { recipients, leftOut, results, texts } = before;
    expect(after).toMatchObject({ recipients, leftOut, results, texts });
    expect(after.forgottenAt).not.toBeNull();
    expect(before.languages[0]!.signatory).not.toBeNull();
    expect(after.languages).toEqual(
      before.languages.map((one) => ({ ...one, signatoryId: null, signatory: null })),
    );
    const kept = await register.sql('SELECT counts FROM mailing WHERE id = $1', [id]);
    expect(JSON.stringify(kept)).not.toContain(before.languages[0]!.signatoryId);
    expect(
      await register.sql('SELECT 1 FROM mailing_recipient WHERE mailing_id = $1', [id]),
    ).toEqual([]);
    expect(
      await register.sql('SELECT 1 FROM outbox WHERE id = ANY($1)', [mails.map((one) => one.id)]),
    ).toEqual([]);
    expect(
      await register.sql(`SELECT 1 FROM removal WHERE what = 'letter' AND amount > 0`),
    ).toHaveLength(1);
  });

  it('does not end a round that is still open: its towns answer, and the public reads how many were asked', async () => {
    const town = await joins(register, anna, 'en');
    const round = await opened(anna, { ...content, lastDay: dayFromToday(90) });
    await register.app.get(JobsService).runAll();
    await register.drain();
    await register.app.get(JobsService).runAll();
    const { asked } = await resultsOf(anna, round.id);
    expect(asked).toBeGreaterThan(0);
    await register.sql(
      `UPDATE mailing SET sent_at = now() - make_interval(days => $2)
       WHERE round_id = $1 AND state = 'sent'`,
      [round.id, limits.letterRecipientDays + 1],
    );
    await register.app.get(JobsService).runAll();
    await answers(town.browser, round.id).expect(200);
    await takes(anna, round.id, 'close').expect(200);
    const { body } = await register.anonymous.get(`/api/v1/rounds/${round.id}`).expect(200);
    expect(body).toMatchObject({ asked, answered: 1 });
  });
});

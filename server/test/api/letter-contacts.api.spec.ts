import { DataSource } from 'typeorm';
import { PersonalDataService } from '../../src/joining/case/personal-data.service.js';
import { limits } from '../../src/platform/config/limits.js';
import { MailingSender } from '../../src/workbench/mailings/mailing-sender.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { joins, letter, recipientsOf, sends, written } from '../support/mailings.js';
import { tokenIn } from '../support/mailbox.js';
import { expectProblem } from '../support/problems.js';

let register: TestApp;
let anna: Colleague;
type Town = Awaited<ReturnType<typeof joins>>;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const drain = () => register.drain();
const lettersTo = ({ email }: Town, about: RegExp) =>
  register.mailbox.of(email).filter(({ subject }) => about.test(subject));
const stateOf = async (id: string, town: Town) =>
  (await recipientsOf(anna, id)).items.find(({ signatoryId }) => signatoryId === town.signatoryId);

describe('a letter while contacts change', () => {
  const news = { ...letter, kind: 'news' as const };
  const leaves = (town: Town, about: RegExp) => {
    const raw = lettersTo(town, about)
      .at(-1)!
      .raw.replace(/\r?\n[ \t]+/g, ' ');
    const link = /List-Unsubscribe: <http:\/\/register\.example(\/\S+)>/.exec(raw)![1]!;
    return register.anonymous.post(link).type('form').send({ 'List-Unsubscribe': 'One-Click' });
  };
  const isWaiting = async () => {
    const [row] = await register.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return row!.count > 0;
  };

  it.each(['duty', 'news'])(
    'waits for an erasure that is under way, and then (%s) writes to nobody',
    async (kind) => {
      const town = await joins(register, anna, 'en');
      const draft = await written(anna, { q: town.town }, { ...letter, kind });
      const eraser = register.app.get(DataSource).createQueryRunner();
      await eraser.startTransaction();
      await eraser.query(`SELECT 1 FROM submission WHERE reference = $1 FOR UPDATE`, [
        town.reference,
      ]);
      const sending = sends(anna, draft).then((response) => response);
      while (!(await isWaiting())) await new Promise((done) => setTimeout(done, 20));
      await eraser.query(
        `UPDATE submission SET contact_email = NULL, answers = '{}' WHERE reference = $1`,
        [town.reference],
      );
      await eraser.query(`DELETE FROM outbox WHERE recipient = $1`, [town.email]);
      await eraser.commitTransaction();
      await eraser.release();
      expect((await sending).status).toBe(200);
      await drain();
      expect(lettersTo(town, /Report of/)).toHaveLength(0);
      expect(await register.sql(`SELECT 1 FROM outbox WHERE recipient = $1`, [town.email])).toEqual(
        [],
      );
      expect(await stateOf(draft.id, town)).toMatchObject({ leftOut: 'no_contact' });
    },
  );

  it('is not sent to someone who unsubscribed, even if the case of that letter is erased', async () => {
    const [one, other] = [await joins(register, anna, 'en'), await joins(register, anna, 'en')];
    await register.sql(`UPDATE submission SET contact_email = $1 WHERE reference = $2`, [
      one.email.toUpperCase(),
      other.reference,
    ]);
    await sends(anna, await written(anna, { q: one.town }, news)).expect(200);
    await drain();
    await leaves(one, /Report of/).expect(200);
    await register.sql(`UPDATE signatory SET state = 'withdrawn' WHERE id = $1`, [one.signatoryId]);
    const [{ id }] = (await register.sql<{ id: string }>(
      `SELECT id FROM submission WHERE reference = $1`,
      [one.reference],
    )) as [{ id: string }];
    await register.app.get(PersonalDataService).erase(id);
    expect(await written(anna, { q: other.town }, news)).toMatchObject({
      recipients: 0,
      leftOut: [{ reason: 'unsubscribed', count: 1 }],
    });
    // The address is no longer in use, so nothing is kept.
    await register.sql(`UPDATE signatory SET state = 'withdrawn' WHERE id = $1`, [
      other.signatoryId,
    ]);
    const [next] = await register.sql<{ id: string }>(
      `SELECT id FROM submission WHERE reference = $1`,
      [other.reference],
    );
    await register.app.get(PersonalDataService).erase(next!.id);
    const kept = await register.sql(`SELECT 1 FROM news_refusal WHERE email = $1`, [
      one.email.toLowerCase(),
    ]);
    expect(kept).toEqual([]);
  });

  it('that failed is not sent again to someone who unsubscribed', async () => {
    const town = await joins(register, anna, 'en');
    const administrator = await Colleague.signsIn(register, 'administrator');
    await sends(anna, await written(anna, { q: town.town }, news)).expect(200);
    await drain();
    const drafts = [];
    for (const state of ['dead', 'queued']) {
      const draft = await written(anna, { q: town.town }, news);
      await sends(anna, draft).expect(200);
      await register.sql(
        `UPDATE outbox SET state = $2, handed_over = 1, next_attempt_at = now() + interval '1 h'
         WHERE id = (SELECT mail_id FROM mailing_recipient WHERE mailing_id = $1)`,
        [draft.id, state],
      );
      drafts.push(draft);
    }
    await leaves(town, /Report of/).expect(200);
    expect(await stateOf(drafts[0]!.id, town)).toMatchObject({ leftOut: 'unsubscribed' });
    // A mail that a server may have received cannot be withdrawn. If it fails, it is not sent
    // again.
    const [mail] = await register.sql<{ id: string }>(
      `UPDATE outbox SET state = 'dead'
       WHERE id = (SELECT mail_id FROM mailing_recipient WHERE mailing_id = $1) RETURNING id`,
      [drafts[1]!.id],
    );
    const again = await administrator.browser.post(`/api/v1/staff/mails/${mail!.id}/resending`);
    expect(expectProblem(again, 409)).toMatchObject({
      type: expect.stringContaining('news-refused') as string,
    });
    await drain();
    expect(lettersTo(town, /Report of/)).toHaveLength(1);
  });

  it('is taken back from who hands the case over, who can still unsubscribe for another', async () => {
    const [town, other] = [await joins(register, anna, 'en'), await joins(register, anna, 'en')];
    await register.sql(`UPDATE submission SET contact_email = $1 WHERE reference = $2`, [
      town.email,
      other.reference,
    ]);
    await sends(anna, await written(anna, { q: town.town }, news)).expect(200);
    await drain();
    const to = { name: 'Nadia New', email: `new-${town.email}` };
    await town.browser.post('/api/v1/submission/hand-overs').send(to).expect(202);
    await drain();
    await sends(anna, await written(anna, { q: town.town }, news)).expect(200);
    const token = tokenIn(register.mailbox.newest(to.email, /Become the contact/));
    await register.browser().post('/api/v1/hand-overs').send({ token }).expect(200);
    await drain();
    expect(lettersTo(town, /Report of/)).toHaveLength(1);
    await leaves(town, /Report of/).expect(200);
    expect(await written(anna, { q: other.town }, news)).toMatchObject({ recipients: 0 });
  });

  it('leaves room for other mails while the mail server takes none', async () => {
    const town = await joins(register, anna, 'en');
    const before = limits.letterBatch;
    Object.assign(limits, { letterBatch: 1 });
    const drafts = [await written(anna, { q: town.town }), await written(anna, { q: town.town })];
    await sends(anna, drafts[0]!).expect(200);
    await register.sql(
      `UPDATE mailing SET state = 'sending', sent_by = written_by, sent_at = now() WHERE id = $1`,
      [drafts[1]!.id],
    );
    await register.sql(`INSERT INTO mailing_recipient (mailing_id, signatory_id) VALUES ($1, $2)`, [
      drafts[1]!.id,
      town.signatoryId,
    ]);
    const run = () =>
      register.app
        .get(DataSource)
        .transaction((manager) => register.app.get(MailingSender).run(manager));
    expect(await run()).toBe(0);
    await drain();
    expect(await run()).toBe(1);
    Object.assign(limits, { letterBatch: before });
    await drain();
  });

  it('TR16 in slices needs a second colleague as one to all does', async () => {
    const town = await joins(register, anna, 'en');
    const bruno = await Colleague.signsIn(register, 'publisher');
    await register.sql(`UPDATE setting SET value = value || '{"fourEyes": true}'
      WHERE key = 'settings'`);
    const before = limits.lettersAlone;
    Object.assign(limits, { lettersAlone: 1 });
    await sends(bruno, await written(bruno, { q: town.town })).expect(200);
    await sends(bruno, await written(bruno, { q: town.town })).expect(202);
    Object.assign(limits, { lettersAlone: before });
  });
});

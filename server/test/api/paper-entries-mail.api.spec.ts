import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { Paper } from '../support/paper.js';
import { deriveToken } from '../../src/platform/text/tokens.js';
import { testSecret } from '../support/database-names.js';
import { eventsOf, mailsOf } from '../support/records.js';

let register: TestApp;
let enterer: Colleague;
let other: Colleague;

beforeAll(async () => {
  register = await startApp();
  enterer = await Colleague.signsIn(register, 'reviewer', 'publisher');
  other = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

const caseOf = (paper: Paper, who = other) => who.opensCase(paper.entry.id);
describe('U21 "no automatic mail"', () => {
  const withheld = async (id: string) =>
    (await eventsOf(register, id))
      .filter(({ action }) => action === 'mail.withhold')
      .map(({ details }) => details['template']);

  it('withholds every automatic mail from the contact, records it in the trail, and also applies to later submissions', async () => {
    const paper = await Paper.enters(enterer, {}, true);
    const { id } = paper.entry;
    const email = String(paper.endorsement.contact['email']);
    const found = await caseOf(paper);
    expect(found.noAutomaticMail).toBe(true);
    expect((await eventsOf(register, id)).at(-1)).toMatchObject({
      action: 'submission.enter',
      details: { noAutomaticMail: true },
    });
    const preview = await other.browser
      .post(`/api/v1/staff/submissions/${id}/mail-preview`)
      .send({ verdict: 'approve' })
      .expect(200);
    expect(preview.body).toEqual({ mail: null });

    const { signatory, decisions } = await other.approves(found.reference);
    expect(decisions).toMatchObject([{ verdict: 'approve', mailed: false }]);
    expect((await other.changes(signatory!, 'publish')).status).toBe(200);
    const published = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE subject_id = $1 AND action = 'signatory.publish'`,
      [signatory!.id],
    );
    expect(published).toMatchObject([{ details: { mailed: false } }]);
    await register.sql(
      `UPDATE signatory SET published_at = now() - interval '3 years' WHERE id = $1`,
      [signatory!.id],
    );
    await register.app.get(JobsService).runAll();
    expect(await withheld(id)).toEqual(['approved', 'published', 'report_missing']);
    expect(await mailsOf(register, id)).toEqual([]);

    // Mails that the contact requests are still sent. Its later submissions also cause no automatic
    // mail.
    await register.anonymous
      .post('/api/v1/case-links')
      .send({ reference: found.reference, email })
      .expect(202);
    expect(await mailsOf(register, id)).toEqual([{ template: 'case_link', recipient: email }]);
    const [link] = await register.sql<{ token: string }>(
      `SELECT data->>'tokenId' AS token FROM outbox WHERE submission_id = $1`,
      [id],
    );
    const browser = register.browser();
    await browser
      .post('/api/v1/case-sessions')
      .send({ token: deriveToken(testSecret, 'case_link', link!.token) })
      .expect(200);
    await browser.post('/api/v1/submission/follow-ups').send({ kind: 'withdrawal' }).expect(201);
    const leaving = (await browser.get('/api/v1/submission').expect(200)).body as {
      version: number;
      reference: string;
    };
    await browser
      .put('/api/v1/submission/sections/leaving')
      .set('If-Match', `"${leaving.version}"`)
      .send({ reason: 'We leave.' })
      .expect(200);
    await browser
      .put('/api/v1/submission/sections/declaration')
      .set('If-Match', `"${leaving.version + 1}"`)
      .send({ accepted: true })
      .expect(200);
    await browser.post('/api/v1/submission/sending').expect(200);
    const followUp = await other.findsCase(leaving.reference);
    expect(followUp.noAutomaticMail).toBe(true);
    expect(await withheld(followUp.id)).toEqual(['leaving_received']);
    await register.drain();
    expect(register.mailbox.of(email)).toHaveLength(1);
  });

  it('without the flag the contact is written to as always', async () => {
    const paper = await Paper.enters(enterer);
    await other.approves((await caseOf(paper)).reference);
    expect(await mailsOf(register, paper.entry.id)).toEqual([
      { template: 'approved', recipient: paper.endorsement.contact['email'] },
    ]);
    expect(await withheld(paper.entry.id)).toEqual([]);
  });
});

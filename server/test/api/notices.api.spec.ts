import { DataSource } from 'typeorm';
import type { NoticeKind, NoticePeriod } from '../../../contract/notices.js';
import { noticeKinds } from '../../../contract/notices.js';
import type { NoticesDto } from '../../src/accounts/notices/notices.dto.js';
import { AtOnce } from '../../src/workbench/letters/at-once.service.js';
import { StaffLetters } from '../../src/workbench/letters/letters.service.js';
import { TrailHeadService } from '../../src/workbench/trail/trail-head.service.js';
import { TrailCheck } from '../../src/workbench/trail/trail-check.service.js';
import type { CaseDto } from '../../src/workbench/cases/review.dto.js';
import { isWorkday } from '../../src/workbench/queue/working-days.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { expectProblem, fieldsOf } from '../support/problems.js';

const days = 24 * 3600 * 1000;
/** Nine in the morning, or eight in summer, on the first Monday of two weeks without holidays. */
const monday = (() => {
  const day = new Date(`${dayFromToday(1)}T07:30:00Z`).getTime();
  const after = (count: number) => new Date(day + count * days);
  const first = [...Array(40).keys()].find(
    (n) => after(n).getUTCDay() === 1 && [n, n + 1, n + 7].every((one) => isWorkday(after(one))),
  );
  return after(first!);
})();
const on = (count: number) => new Date(monday.getTime() + count * days);
const [tuesday, saturday, nextMonday] = [on(1), on(5), on(7)];
const beforeWork = new Date(monday.getTime() - 3 * 3600 * 1000);

let register: TestApp;
let anna: Colleague;
let boris: Colleague;
let root: Colleague;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());

/** Each test has colleagues of its own, and nothing waits and nothing was told before it. */
beforeEach(async () => {
  await register.forgetLimits();
  await register.sql('UPDATE staff SET disabled_at = now() WHERE disabled_at IS NULL');
  await register.sql(`UPDATE submission SET state = 'rejected'`);
  await register.sql(`DELETE FROM setting WHERE key IN ('staff_letters', 'trail_check')`);
  for (const table of ['staff_notice', 'staff_choice', 'outbox'])
    await register.sql(`DELETE FROM ${table}`);
  register.mailbox.mails.splice(0);
  anna = await Colleague.signsIn(register, 'reviewer');
  boris = await Colleague.signsIn(register, 'reviewer', 'publisher');
  root = await Colleague.signsIn(register, 'administrator');
});

const path = '/api/v1/staff/notices';
async function choices(who: Colleague, query = ''): Promise<NoticesDto> {
  return (await who.browser.get(`${path}${query}`).expect(200)).body as NoticesDto;
}

async function chooses(
  who: Colleague,
  wanted: Partial<Record<NoticeKind, NoticePeriod>>,
): Promise<NoticesDto> {
  const { version } = await choices(who);
  const response = await who.browser.put(path).set('If-Match', `"${version}"`).send(wanted);
  expect(response.status).toBe(200);
  return response.body as NoticesDto;
}

/** Everything by letter of this period, or nothing. */
const allAt = (period: NoticePeriod) =>
  Object.fromEntries(noticeKinds.map((kind) => [kind, period]));

const letters = (now: Date) =>
  register.app
    .get(DataSource)
    .transaction((manager) => register.app.get(StaffLetters).tell(manager, now));
const atOnce = (now = new Date()) =>
  register.app
    .get(DataSource)
    .transaction((manager) => register.app.get(AtOnce).tell(manager, now));
const checkTrail = () =>
  register.app.get(DataSource).transaction((manager) => register.app.get(TrailCheck).step(manager));

/** What a colleague finds in her mailbox since the last look. */
async function mailsTo(who: Colleague) {
  await register.drain();
  const mine = register.mailbox.mails.filter(({ to }) => to.includes(who.email));
  register.mailbox.mails.splice(0);
  return mine;
}

async function newCase(): Promise<CaseDto> {
  const { reference } = await Applicant.endorses(register);
  register.mailbox.mails.splice(0);
  return anna.findsCase(reference);
}

/** Moves the time at which a case came to us. */
const waitsSince = (id: string, days: number) =>
  register.sql(
    `UPDATE submission SET confirmed_at = now() - make_interval(days => $2),
      submitted_at = now() - make_interval(days => $2) WHERE id = $1`,
    [id, days],
  );

async function assigns(who: Colleague, id: string, to: Colleague, seen = 0): Promise<void> {
  await who.browser
    .put(`/api/v1/staff/submissions/${id}/assignee`)
    .set('If-Match', `"${seen}"`)
    .send({ colleagueId: to.id })
    .expect(200);
}

async function mentions(who: Colleague, id: string, text: string): Promise<void> {
  await who.browser
    .post(`/api/v1/staff/submissions/${id}/notes`)
    .set('If-Match', '"0"')
    .send({ text })
    .expect(201);
}

async function answersRequest(): Promise<CaseDto> {
  const town = await Applicant.endorses(register);
  const found = await anna.findsCase(town.reference);
  expect((await anna.decides(found, { verdict: 'request_changes', reason: 'Why?' })).status).toBe(
    200,
  );
  town.version = (await town.looks()).version;
  await town.sends();
  register.mailbox.mails.splice(0);
  return anna.opensCase(found.id);
}

async function failsMail(submissionId: string | null): Promise<void> {
  await register.sql(
    `INSERT INTO outbox (id, recipient, language, template, data, submission_id, state,
      next_attempt_at)
     VALUES (gen_random_uuid(), 'mayor@town.example', 'en', 'approved', '{}', $1, 'dead', now())`,
    [submissionId],
  );
}

const breakTrail = () =>
  register.sql(
    `INSERT INTO setting (key, value) VALUES ('trail_check', '{"day": null, "seq": "0",
      "hash": "", "broken": {"seq": "7", "reason": "changed"}}')
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  );

describe('A colleague chooses what she is told', () => {
  it('and without a choice her roles say it', async () => {
    expect((await choices(anna)).items).toMatchObject([
      { kind: 'assigned', period: 'at_once', isDefault: true },
      { kind: 'mention', period: 'at_once' },
      { kind: 'due', period: 'daily' },
      { kind: 'sentAgain', period: 'daily' },
      { kind: 'newCase', period: 'daily' },
      { kind: 'failedMail', period: 'daily' },
    ]);
    expect((await choices(root)).items.map(({ kind, period }) => [kind, period])).toEqual([
      ['failedMail', 'daily'],
      ['brokenTrail', 'at_once'],
    ]);
    const chosen = await chooses(anna, { newCase: 'never' });
    expect(chosen.items).toContainEqual({ kind: 'newCase', period: 'never', isDefault: false });
    expect(await choices(anna)).toEqual(chosen);
    expect((await choices(boris)).items).toContainEqual(
      expect.objectContaining({ kind: 'newCase', period: 'daily' }),
    );
    const [event] = await register.sql(
      `SELECT details FROM event WHERE action = 'staff.change_notices'`,
    );
    expect(event).toEqual({ details: { choices: { newCase: 'never' } } });
  });

  it('with words that exist, and not over what she did in another window', async () => {
    const { version } = await choices(anna);
    const put = (body: object, seen = version) =>
      anna.browser.put(path).set('If-Match', `"${seen}"`).send(body);
    expect(fieldsOf(expectProblem(await put({ due: 'hourly' }), 422))).toEqual(['/due isIn']);
    expectProblem(await put({ due: 'never' }, version + 1), 412);
    expect(await register.sql('SELECT 1 FROM staff_choice')).toEqual([]);
  });

  it('and a link in a mail leads there, and says when it was meant for somebody else', async () => {
    await newCase();
    await letters(monday);
    const [mail] = await mailsTo(anna);
    const [, token] = /\/staff\/notices\?token=([\w-]+)/.exec(mail!.text) ?? [];
    expect((await choices(anna, `?token=${token}`)).othersLink).toBe(false);
    expect((await choices(boris, `?token=${token}`)).othersLink).toBe(true);
    expect((await register.anonymous.get(`${path}?token=${token}`)).status).toBe(401);
  });
});

/** How each kind comes about for Boris, and what the mail says. */
const causes: Record<
  Exclude<NoticeKind, 'brokenTrail'>,
  { happens: () => Promise<CaseDto>; subject: RegExp; heading: string }
> = {
  newCase: { happens: newCase, subject: /^New case: /, heading: 'New cases (1)' },
  sentAgain: { happens: answersRequest, subject: /^Sent again: /, heading: 'Sent again (1)' },
  due: {
    happens: async () => {
      const found = await newCase();
      await waitsSince(found.id, 9);
      return found;
    },
    subject: /^Due: /,
    heading: 'Due or overdue (1)',
  },
  assigned: {
    happens: async () => {
      const found = await newCase();
      await assigns(anna, found.id, boris);
      return found;
    },
    subject: /^Assigned to you: /,
    heading: 'Assigned to you (1)',
  },
  mention: {
    happens: async () => {
      const found = await newCase();
      await mentions(anna, found.id, `@${boris.name} the mayor is Petra Kovač, see her letter`);
      return found;
    },
    subject: /mentioned you/,
    heading: 'You were mentioned (1)',
  },
  failedMail: {
    happens: async () => {
      const found = await newCase();
      await failsMail(found.id);
      return found;
    },
    subject: /could not be delivered/,
    heading: 'E-mails that could not be delivered (1)',
  },
};

describe.each(Object.keys(causes) as (keyof typeof causes)[])('%s', (kind) => {
  const { happens, subject, heading } = causes[kind];
  beforeEach(async () => {
    await chooses(boris, allAt('never'));
    // She chose long ago.
    await register.sql(`UPDATE staff_choice SET since = now() - interval '20 days'`);
  });
  const choosesLongAgo = async (period: NoticePeriod) => {
    await chooses(boris, { [kind]: period });
    await register.sql(`UPDATE staff_choice SET since = now() - interval '20 days'`);
  };

  it('is told at once, in one mail that holds name, reference and link alone', async () => {
    await choosesLongAgo('at_once');
    const found = await happens();
    register.mailbox.mails.splice(0);
    await Promise.all([atOnce(), atOnce(), atOnce()]);
    const mails = await mailsTo(boris);
    expect(mails.map((mail) => mail.subject)).toEqual([expect.stringMatching(subject)]);
    const { text } = mails[0]!;
    expect(text).toContain(kind === 'failedMail' ? '/staff/mails' : `/staff/cases/${found.id}`);
    expect(text).not.toMatch(/Petra|mayor@town\.example|contact@/);
    await atOnce();
    await letters(monday);
    expect(await mailsTo(boris)).toEqual([]);
  });

  it('is named in the letter of the day', async () => {
    await choosesLongAgo('daily');
    await happens();
    register.mailbox.mails.splice(0);
    await atOnce();
    expect(await mailsTo(boris)).toEqual([]);
    await letters(beforeWork);
    expect(await mailsTo(boris)).toEqual([]);
    await Promise.all([letters(monday), letters(monday)]);
    const mails = await mailsTo(boris);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.subject).toBe('Waiting in the register of the Pact: 1');
    expect(mails[0]!.text).toContain(heading);
    expect(mails[0]!.text).not.toMatch(/Petra|mayor@town\.example|contact@/);
    expect(await letters(monday)).toBe(0);
    await letters(tuesday);
    const again = (await mailsTo(boris)).length;
    expect(again).toBe(kind === 'mention' || kind === 'failedMail' ? 0 : 1);
  });

  it('is named in the letter of the week', async () => {
    await choosesLongAgo('weekly');
    await letters(monday);
    await happens();
    register.mailbox.mails.splice(0);
    await letters(tuesday);
    await letters(saturday);
    expect(await mailsTo(boris)).toEqual([]);
    await letters(nextMonday);
    expect((await mailsTo(boris)).map(({ text }) => text.includes(heading))).toEqual([true]);
  });

  it('is never told who does not want it', async () => {
    await happens();
    register.mailbox.mails.splice(0);
    await atOnce();
    await letters(monday);
    expect(await mailsTo(boris)).toEqual([]);
  });

  it('is not told a disabled colleague, not even what was written before', async () => {
    await choosesLongAgo('at_once');
    await happens();
    await atOnce();
    const [account] = await register.sql<{ version: number }>(
      'SELECT version FROM staff WHERE id = $1',
      [boris.id],
    );
    await root.browser
      .put(`/api/v1/staff/colleagues/${boris.id}/access`)
      .set('If-Match', `"${account!.version}"`)
      .send({ enabled: false })
      .expect(204);
    expect(await mailsTo(boris)).toEqual([]);
    await register.sql('DELETE FROM staff_notice');
    await atOnce();
    await letters(monday);
    expect(await mailsTo(boris)).toEqual([]);
  });
});

describe('A broken trail', () => {
  it('is told administrators at once, once, and nobody else', async () => {
    await chooses(anna, { brokenTrail: 'at_once' });
    await breakTrail();
    await Promise.all([atOnce(), atOnce()]);
    await register.drain();
    const told = register.mailbox.mails.filter(({ subject }) => /not intact/.test(subject));
    expect(told.map(({ to }) => to)).toEqual([expect.stringContaining(root.email)]);
    expect(told[0]!.text).toContain('event 7');
  });

  it.each(['daily', 'weekly'] as const)('or in the %s letter', async (period) => {
    await chooses(root, { brokenTrail: period });
    await breakTrail();
    await atOnce();
    await letters(monday);
    const [mail] = await mailsTo(root);
    expect(mail!.text).toContain('from event 7');
  });
});

describe('Letters', () => {
  it('go by default to reviewers when something waits, and to nobody when nothing does', async () => {
    await letters(monday);
    await register.drain();
    expect(register.mailbox.mails).toEqual([]);
    const found = await newCase();
    await letters(tuesday);
    const mails = await mailsTo(anna);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toContain(found.reference);
    expect(await mailsTo(root)).toEqual([]);
  });

  it('name a case once, under what concerns her most', async () => {
    const found = await newCase();
    await waitsSince(found.id, 40);
    await chooses(anna, allAt('daily'));
    await assigns(boris, found.id, anna);
    await letters(monday);
    const [mail] = await mailsTo(anna);
    expect(mail!.subject).toContain(': 1');
    expect(mail!.text.split(`/staff/cases/${found.id}`)).toHaveLength(2);
    expect(mail!.text).toContain('Assigned to you (1)');
  });

  it('leave out what another colleague handles and what she did herself', async () => {
    const found = await newCase();
    await chooses(anna, allAt('daily'));
    await assigns(boris, found.id, boris);
    await letters(monday);
    expect(await mailsTo(anna)).toEqual([]);
    await chooses(boris, allAt('daily'));
    await assigns(boris, found.id, anna, 1);
    await assigns(anna, found.id, anna, 2);
    await register.sql('DELETE FROM staff_notice WHERE by_staff <> staff_id');
    expect(await register.sql('SELECT 1 FROM staff_notice WHERE by_staff = staff_id')).toEqual([]);
    await register.sql(
      `UPDATE submission SET entered_by = $1, assignee_id = NULL WHERE state = 'waiting'`,
      [anna.id],
    );
    await letters(tuesday);
    expect(await mailsTo(anna)).toEqual([]);
  });

  it('are in the language of the colleague', async () => {
    await register.sql(`UPDATE staff SET language = 'fr' WHERE id = $1`, [anna.id]);
    await newCase();
    await chooses(anna, { due: 'never' });
    await letters(monday);
    const [mail] = await mailsTo(anna);
    expect(mail!.subject).toBe('En attente dans le registre du Pacte : 1');
    expect(mail!.text).toContain('Nouveaux dossiers (1)');
    expect(mail!.text).toContain('Choisir mes notifications');
  });

  it('tell of a flood at once; of a case that is due one mail does, and one when it is overdue', async () => {
    await chooses(boris, { ...allAt('never'), newCase: 'at_once', due: 'at_once' });
    await register.sql(`UPDATE staff_choice SET since = now() - interval '29 days'`);
    const found = await newCase();
    await waitsSince(found.id, 9);
    await register.sql(`UPDATE staff_choice SET since = now() WHERE kind = 'newCase'`);
    await atOnce();
    await waitsSince(found.id, 20);
    await register.sql(`UPDATE staff_notice SET at = now() - interval '5 days'`);
    await Promise.all([atOnce(), atOnce()]);
    const subjects = (await mailsTo(boris)).map(({ subject }) => subject.split(':')[0]);
    expect(subjects.sort()).toEqual(['Due', 'Overdue']);
    for (let more = 0; more < 6; more++) await Applicant.endorses(register);
    register.mailbox.mails.splice(0);
    await atOnce();
    const mails = await mailsTo(boris);
    expect(mails.map(({ subject }) => subject)).toEqual(['Waiting in the register of the Pact: 6']);
  });

  it('an interrupted run writes nothing, and the next one everything', async () => {
    await newCase();
    const database = register.app.get(DataSource);
    await expect(
      database.transaction(async (manager) => {
        await register.app.get(StaffLetters).tell(manager, monday);
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await mailsTo(anna)).toEqual([]);
    await letters(monday);
    expect(await mailsTo(anna)).toHaveLength(1);
  });
});

describe('Administrators', () => {
  const head = () =>
    register.app
      .get(DataSource)
      .transaction((manager) => register.app.get(TrailHeadService).tell(manager));

  it('get the week’s figures with the head of the trail once a week, and nobody else does', async () => {
    await register.sql(`DELETE FROM setting WHERE key = 'trail_head'`);
    await head();
    expect((await mailsTo(root)).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Audit trail: /),
    ]);
    await register.sql(
      `UPDATE setting SET value = value || '{"day": "2026-01-06", "week": "2026-01-05"}'
       WHERE key = 'trail_head'`,
    );
    const { id } = await newCase();
    await register.sql(
      `UPDATE submission SET confirmed_at = date_trunc('week', now()) - interval '3 days',
         submitted_at = NULL WHERE id = $1`,
      [id],
    );
    await Promise.all([head(), head()]);
    await register.drain();
    const letters = register.mailbox.mails.filter(({ subject }) => /week to/.test(subject));
    expect(letters.map(({ to }) => to)).toEqual([expect.stringContaining(root.email)]);
    const [{ seq, hash } = { seq: '', hash: '' }] = await register.sql<{
      seq: string;
      hash: string;
    }>(`SELECT seq, encode(hash, 'hex') AS hash FROM event_head`);
    expect(letters[0]!.text).toContain(`${seq}:${hash}`);
    expect(letters[0]!.text).toContain('Cases that arrived: 1');
    expect(letters[0]!.text).toContain('Waiting now: 1');
    register.mailbox.mails.splice(0);
    await head();
    expect(await mailsTo(root)).toEqual([]);
  });
});

/** The last, as nothing can be trusted after it. */
it('a broken trail is found by the regular check, once a day, and a whole trail is not', async () => {
  expect(await checkTrail()).toBe(0);
  await register.sql(
    `UPDATE setting SET value = value || '{"day": "2020-01-01"}' WHERE key = 'trail_check'`,
  );
  await register.sql('ALTER TABLE event DISABLE TRIGGER event_is_append_only');
  await register.sql(`UPDATE event SET details = '{"forged": true}' WHERE seq = 3`);
  expect(await checkTrail()).toBe(1);
  expect(await checkTrail()).toBe(0);
  await atOnce();
  expect((await mailsTo(root)).map(({ subject }) => subject)).toEqual([
    'The audit trail is not intact',
  ]);
});

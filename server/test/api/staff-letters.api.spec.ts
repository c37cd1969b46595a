import { DataSource } from 'typeorm';
import { StaffLetters } from '../../src/workbench/letters/letters.service.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  allAt,
  anna,
  assigns,
  atOnce,
  boris,
  breakTrail,
  checkTrail,
  chooses,
  head,
  letters,
  mailsTo,
  monday,
  newCase,
  newOffice,
  root,
  tuesday,
  waitsSince,
} from '../support/notices.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());
beforeEach(() => newOffice(register));

describe('A broken trail', () => {
  it('is reported to administrators at once, only once, and to nobody else', async () => {
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
         submitted_at = date_trunc('week', now()) - interval '3 days' WHERE id = $1`,
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

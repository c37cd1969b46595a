import type { Response } from 'supertest';
import { DataSource } from 'typeorm';
import type { VersionedSettingsDto } from '../../src/accounts/settings/settings.dto.js';
import { defaultSettings } from '../support/default-settings.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { eventually } from '../support/eventually.js';
import { edits, opensSignatory } from '../support/editing.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import {
  confirms,
  onlyProposes,
  publishedByTwo,
  rejects,
  threeColleagues,
  waiting,
} from '../support/two-colleagues.js';

let register: TestApp;
let staff: Colleague;
let other: Colleague;
let administrator: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true, fourEyes: true });
  ({ staff, other, administrator } = await threeColleagues(register));
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const published = (town?: Applicant) => publishedByTwo(register, other, staff, town);

describe('TR10 four eyes', () => {
  it('nobody approves what they entered by hand', async () => {
    const found = await staff.findsCase((await Applicant.endorses(register)).reference);
    await register.sql(`UPDATE submission SET entered_by = $2 WHERE id = $1`, [found.id, staff.id]);
    await staff.opensDocuments(found);
    const approval = { verdict: 'approve', duplicatesCompared: true } as const;
    expectProblem(
      await changesNothing(register, () => staff.decides(found, approval)),
      403,
      'own-entry',
    );
    expect(await staff.opensCase(found.id)).toMatchObject({
      ownEntry: true,
      actions: ['request_changes', 'reject'],
    });
    expect((await other.decides(found, approval)).status).toBe(200);
  });

  it('are on by default: the approver can neither publish nor schedule; another colleague does', async () => {
    const { signatory, id } = await staff.approves((await Applicant.endorses(register)).reference);
    const publishOn = dayFromToday(9);
    await changesNothing(register, async () => {
      expectProblem(await staff.changes(signatory!, 'publish'), 403, 'second-person-needed');
      expectProblem(
        await staff.changes(signatory!, 'schedule', '', { publishOn }),
        403,
        'second-person-needed',
      );
    });
    expect((await staff.opensCase(id)).signatory).toMatchObject({
      secondPersonNeeded: true,
      actions: ['merge'],
    });
    expect((await other.changes(signatory!, 'schedule', '', { publishOn })).status).toBe(200);
    // A scheduled entry counts as public: nobody may change it alone until then.
    const town = await opensSignatory(staff, signatory!.id);
    await onlyProposes(register, () => edits(staff, town, { population: 4711 }));
  });

  it('one alone takes down at once, and needs another to put back', async () => {
    const id = await published();
    expect((await staff.changes({ id, version: 2 }, 'hold', 'A doubt')).status).toBe(200);
    const resumed = await onlyProposes(register, () => staff.changes({ id, version: 3 }, 'resume'));
    await confirms(other, resumed).expect(204);
    expect((await staff.changes({ id, version: 4 }, 'withdraw', 'Left.')).status).toBe(200);
    const back = await onlyProposes(register, () =>
      staff.changes({ id, version: 5 }, 'restore', 'Came back'),
    );
    await confirms(other, back).expect(204);
    expect(await opensSignatory(staff, id)).toMatchObject({ state: 'published', version: 6 });
  });

  it('two administrators turn them off, and each step is in the trail', async () => {
    const second = await Colleague.signsIn(register, 'administrator');
    const puts = (change: object, version: number) =>
      administrator.browser
        .put('/api/v1/staff/settings')
        .set('If-Match', `"${version}"`)
        .send({ ...defaultSettings, ...change })
        .expect(200);
    const answer = await puts({ fourEyes: false, replyTo: 'office@congress.example' }, 0);
    expect(answer.body).toMatchObject({
      settings: { fourEyes: true, replyTo: 'office@congress.example' },
    });
    const [proposal] = await waiting(administrator);
    expect(proposal).toMatchObject({ kind: 'settings.four_eyes_off', mine: true });
    const asked = { body: { proposal: proposal!.id } } as Response;
    expectProblem(await confirms(administrator, asked), 403, 'own-proposal');
    expectProblem(await confirms(staff, asked), 403, 'not-allowed');
    await confirms(second, asked).expect(204);
    const { body } = await administrator.browser.get('/api/v1/staff/settings');
    expect(body).toMatchObject({ settings: { fourEyes: false } });
    const { version } = body as { version: number };
    expect((await puts({ fourEyes: true }, version)).body).toMatchObject({
      settings: { fourEyes: true },
    });
    const trail = await register.sql<{ action: string; actor_id: string }>(
      `SELECT action, actor_id FROM event WHERE subject_kind = 'settings' ORDER BY seq`,
    );
    expect(trail.map(({ action, actor_id }) => [action, actor_id === second.id])).toEqual([
      ['settings.change', false],
      ['proposal.make', false],
      ['proposal.confirm', true],
      ['settings.change', false],
      ['settings.change', false],
    ]);
  });

  it('publishing who is silent, or doing so earlier, takes two administrators; one can delay or stop it', async () => {
    const second = await Colleague.signsIn(register, 'administrator');
    const settings = async () =>
      (await administrator.browser.get('/api/v1/staff/settings').expect(200))
        .body as VersionedSettingsDto;
    const sends = async (change: object) => {
      const { settings: now, version } = await settings();
      const answer = await administrator.browser
        .put('/api/v1/staff/settings')
        .set('If-Match', `"${version}"`)
        .send({ ...now, fourEyes: true, ...change })
        .expect(200);
      return (answer.body as VersionedSettingsDto).settings;
    };
    const puts = async (silencePublicFrom: string) =>
      (await sends({ silencePublicFrom })).silencePublicFrom;
    const day = dayFromToday(30);
    expect(await puts(day)).toBe('');
    const [first] = await waiting(second);
    expect(first).toMatchObject({
      kind: 'settings.silence_public',
      wanted: { silencePublicFrom: day },
    });
    const asked = { body: { proposal: first!.id } } as Response;
    expectProblem(await confirms(administrator, asked), 403, 'own-proposal');
    await confirms(second, asked).expect(204);
    expect((await settings()).settings.silencePublicFrom).toBe(day);

    expect(await puts(dayFromToday(29))).toBe(day);
    const [earlier] = await waiting(second);
    await rejects(second, { body: { proposal: earlier!.id } } as Response, 'Not yet').expect(204);

    // While a day is set, so does a change that makes a signatory silent earlier.
    const { silentDays, reportGraceDays, reportMonths } = (await settings()).settings;
    for (const sooner of [
      { silentDays: silentDays - 1 },
      { reportGraceDays: reportGraceDays - 1 },
      { reportMonths: reportMonths - 1 },
    ]) {
      expect(await sends(sooner)).toMatchObject({ silentDays, reportGraceDays, reportMonths });
      const [waits] = await waiting(second);
      expect(waits).toMatchObject({ wanted: { silencePublicFrom: day, ...sooner } });
      const proposal = { body: { proposal: waits!.id } } as Response;
      await rejects(second, proposal, 'They have until then').expect(204);
    }
    const later = { silentDays: silentDays + 1 };
    expect(await sends(later)).toMatchObject(later);
    expect(await puts(dayFromToday(31))).toBe(dayFromToday(31));
    expect(await puts('')).toBe('');
  });

  it('nobody turns them off with a change made while another turns them on', async () => {
    const { body } = await administrator.browser.get('/api/v1/staff/settings').expect(200);
    const { version } = body as VersionedSettingsDto;
    const four = (eyes: boolean, seen: number) =>
      `UPDATE setting SET version = ${seen},
         value = value || '{"fourEyes": ${eyes}}' WHERE key = 'settings'`;
    await register.sql(four(false, version));
    let answer: Promise<Response> | undefined;
    await register.app.get(DataSource).transaction(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('settings'))`);
      await manager.query(four(true, version + 1));
      answer = administrator.browser
        .put('/api/v1/staff/settings')
        .set('If-Match', `"${version + 1}"`)
        .send({ ...defaultSettings, fourEyes: false })
        .then((response) => response);
      // Until it waits for the lock.
      await eventually(async () =>
        expect(await register.sql('SELECT 1 FROM pg_locks WHERE NOT granted')).toHaveLength(1),
      );
    });
    expect((await answer)!.body).toMatchObject({ settings: { fourEyes: true } });
  });
});

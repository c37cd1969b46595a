import type { SignatoryProfileDto } from '../../src/site/public/history.dto.js';
import type { SignatoryListDto } from '../../src/site/public/public.dto.js';
import type { HeldDto } from '../../src/workbench/data-requests/person.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { edits, opensSignatory } from '../support/editing.js';
import { expectProblem } from '../support/problems.js';
import { tablesWith } from '../support/persons.js';
import { reports } from '../support/reporting.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

/** Everything that has happened moves a day into the past. */
async function dayPasses(): Promise<void> {
  const earlier = (table: string, ...columns: string[]) =>
    register.sql(
      `UPDATE ${table}
       SET ${columns.map((name) => `${name} = ${name} - interval '1 day'`).join(', ')}`,
    );
  await earlier('signatory_revision', 'created_at');
  await earlier('signatory_step', 'at');
  await earlier('register_change', 'at');
  await earlier('pledge_report', 'reported_on');
  await earlier('pledge', 'reported_on');
  await earlier('signatory', 'published_at', 'changed_at', 'reported_on', 'withdrawn_at');
  await register.sql(`
    UPDATE signatory_revision SET content = jsonb_set(content, '{pledges}', coalesce((
      SELECT jsonb_agg(CASE WHEN c->>'reportedOn' IS NULL THEN c
        ELSE c || jsonb_build_object('reportedOn', (c->>'reportedOn')::date - 1) END ORDER BY n)
      FROM jsonb_array_elements(content->'pledges') WITH ORDINALITY AS x (c, n)), '[]'))`);
  await register.sql(`UPDATE register SET version = version + 1, only_adds = false`);
  await register.sql(`SELECT pg_notify('register', version::text) FROM register`);
}

async function ask<Body>(path: string): Promise<Body> {
  await register.hearsOfChanges();
  return (await register.anonymous.get(`/api/v1/${path}`).expect(200)).body as Body;
}
const listOf = async (day?: string) =>
  (await ask<SignatoryListDto>(`signatories?limit=100${day ? `&asOf=${day}` : ''}`)).items;
const profileOf = async (publicId: string, day?: string) => {
  await register.hearsOfChanges();
  const answer = await register.anonymous.get(
    `/api/v1/signatories/${publicId}${day ? `?asOf=${day}` : ''}`,
  );
  return answer.status === 200 ? (answer.body as SignatoryProfileDto) : null;
};

interface Town {
  town: Applicant;
  id: string;
  publicId: string;
}
async function joins(): Promise<Town> {
  const town = await Applicant.endorses(register);
  return { town, ...(await staff.approvesAndPublishes(town.reference)) };
}
async function steps(id: string, action: 'hold' | 'resume' | 'withdraw' | 'restore') {
  const { version } = await opensSignatory(staff, id);
  expect((await staff.changes({ id, version }, action, 'Because.')).status).toBe(200);
}
async function changesContent(id: string, round: number) {
  const opened = await opensSignatory(staff, id);
  const pledges = opened.content.pledges.map((pledge) =>
    pledge.ownWords ? { ...pledge, ownWords: `Own words of round ${round}` } : pledge,
  );
  const change = { nameEn: `Town of round ${round}`, population: 1000 + round, pledges };
  expect((await edits(staff, opened, change)).status).toBe(200);
}

/** What must be the same then as later: words only where they are still public. */
const told = (profile: SignatoryProfileDto, today: SignatoryProfileDto) => ({
  state: profile.state,
  names: profile.names,
  population: profile.population,
  signedOn: profile.signedOn,
  pledges: profile.pledges
    .filter(
      ({ id, action, ownWords }) =>
        action ?? today.pledges.some((now) => now.id === id && now.ownWords === ownWords),
    )
    .map(({ id, action, progress, ownWords, reports: lines }) => ({
      ...{ id, action, progress, reported: lines.length, ownWords },
    })),
});

/** A simple generator with a seed: a failure can be repeated. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** One of what can happen to a signatory on a day, or nothing. */
async function somethingHappens(
  { town, id }: Town,
  roll: (below: number) => number,
  round: number,
): Promise<void> {
  const { state } = (await opensSignatory(staff, id)) as { state: string };
  const happening = roll(6);
  if (state === 'withdrawn') return happening < 3 ? steps(id, 'restore') : undefined;
  switch (happening) {
    case 0:
      return steps(id, state === 'on_hold' ? 'resume' : 'hold');
    case 1:
      return steps(id, 'withdraw');
    case 2:
      return reports(register, staff, town, id, roll(2) ? 'done' : 'under_way');
    case 3:
    case 4:
      return changesContent(id, round);
  }
}

/** What the public reads of each of these today. */
async function readAll(towns: readonly Town[]): Promise<Map<string, SignatoryProfileDto>> {
  const all = new Map<string, SignatoryProfileDto>();
  for (const { publicId } of towns) {
    const profile = await profileOf(publicId);
    if (profile) all.set(publicId, profile);
  }
  return all;
}

describe('O19 the register as of a day', () => {
  it('is what the public read on that day, without entries that left or had to be removed', async () => {
    const roll = dice(20_270_301);
    const towns: Town[] = [];
    const days: { age: number; seen: Map<string, SignatoryProfileDto> }[] = [];
    for (let round = 1; round <= 9; round += 1) {
      if (round <= 4) towns.push(await joins());
      for (const town of towns) await somethingHappens(town, roll, round);
      const seen = await readAll(towns);
      for (const day of days) day.age += 1;
      days.push({ age: 1, seen });
      await dayPasses();
    }
    const now = await readAll(towns);
    expect(now.size).toBeGreaterThan(0);
    for (const { age, seen } of days) {
      const day = dayFromToday(-age);
      const stayed = [...seen.keys()].filter((id) => now.has(id)).sort();
      const listed = (await listOf(day)).map(({ id }) => id).sort();
      expect({ day, listed }).toEqual({ day, listed: stayed });
      for (const id of stayed) {
        const then = told((await profileOf(id, day))!, now.get(id)!);
        expect({ id, day, then }).toEqual({ id, day, then: told(seen.get(id)!, now.get(id)!) });
      }
      const file = await ask<{ asOf: string; items: SignatoryProfileDto[] }>(
        `signatories.json?asOf=${day}`,
      );
      expect(file.asOf).toBe(day);
      expect(file.items.map(({ id }) => id).sort()).toEqual(stayed);
      const counts = await ask<{ countries: Record<string, number> }>(`counts?asOf=${day}`);
      const counted = Object.values(counts.countries).reduce((sum, count) => sum + count, 0);
      expect(counted).toBe(stayed.length);
      const map = await ask<{ points: { slug: string }[] }>(`map?asOf=${day}`);
      expect(map.points.map(({ slug }) => slug.slice(0, 8)).sort()).toEqual(stayed);
    }
  });

  it('replaced texts are not shown for earlier days, and signatories that left appear on none', async () => {
    const { id, publicId } = await joins();
    const before = (await profileOf(publicId))!.pledges.find(({ ownWords }) => ownWords)!;
    await dayPasses();
    await changesContent(id, 77);
    const then = (await profileOf(publicId, dayFromToday(-1)))!;
    expect(then.pledges.map(({ id: pledge }) => pledge)).not.toContain(before.id);
    expect(then.pledges.length).toBeGreaterThan(0);
    expect(then.names.en).not.toBe('Town of round 77');
    await steps(id, 'withdraw');
    expect(await profileOf(publicId, dayFromToday(-1))).toBeNull();
    expect((await listOf(dayFromToday(-1))).map((item) => item.id)).not.toContain(publicId);
  });

  it('PR11 a person erased today was never there: no page, answer or file of any day names them', async () => {
    const name = 'Thaddea Quellwasser';
    const town = await Applicant.endorses(register, {
      participation: { actions: [], ownWords: [{ text: `A room led by ${name}` }] },
    });
    const { publicId, id } = await staff.approvesAndPublishes(town.reference);
    await register.sql(
      `UPDATE pledge SET progress = 'done', reported_on = current_date, progress_note = $2
       WHERE signatory_id = $1`,
      [id, `Opened by ${name}`],
    );
    await dayPasses();
    const day = dayFromToday(-1);
    const said = async () => {
      await register.hearsOfChanges();
      const paths = [
        ...[`/api/v1/signatories/${publicId}`, '/api/v1/signatories.json', '/api/v1/pledges.json'],
        ...['/api/v1/reports.json', `/en/signatories/${publicId}`],
      ].flatMap((path) => [path, `${path}?asOf=${day}`]);
      const naming: string[] = [];
      for (const path of paths) {
        const answer = await register.anonymous.get(path).redirects(1).expect(200);
        if (answer.text.includes('Quellwasser')) naming.push(path);
      }
      return naming;
    };
    expect(await said()).toEqual(
      expect.arrayContaining([
        `/api/v1/signatories/${publicId}?asOf=${day}`,
        `/api/v1/reports.json?asOf=${day}`,
      ]),
    );
    const root = await Colleague.signsIn(register, 'administrator');
    const persons = '/api/v1/staff/persons';
    const found = await root.browser.post(`${persons}/search`).send({ name }).expect(200);
    const { mentions } = found.body as HeldDto;
    await root.browser
      .post(`${persons}/mentions/erasure`)
      .send({ name, mentions: mentions.map(({ kind, id: of }) => ({ kind, id: of })) })
      .expect(200);
    expect(await said()).toEqual([]);
    expect(Object.keys(await tablesWith(register, 'quellwasser'))).toEqual([]);
  });

  it('a change that was undone later is not shown for the day before either', async () => {
    const { id, publicId } = await joins();
    const name = (await profileOf(publicId))!.names.en;
    await dayPasses();
    await changesContent(id, 88);
    await dayPasses();
    const opened = await opensSignatory(staff, id);
    const back = { nameEn: name, pledges: opened.content.pledges.slice(0, 1) };
    expect((await edits(staff, opened, back)).status).toBe(200);
    expect((await profileOf(publicId, dayFromToday(-1)))!.names.en).toBe('Town of round 88');
    // As undoing an import writes it.
    await register.sql(
      `UPDATE signatory_revision SET cause = 'undo' WHERE signatory_id = $1 AND number = 3`,
      [id],
    );
    await register.sql(`UPDATE register SET version = version + 1, only_adds = false`);
    await register.sql(`SELECT pg_notify('register', version::text) FROM register`);
    for (const day of [dayFromToday(-1), dayFromToday(-2)]) {
      const then = (await profileOf(publicId, day))!;
      expect({ day, name: then.names.en }).toEqual({ day, name });
      expect((await listOf(day)).find((item) => item.id === publicId)?.names.en).toBe(name);
    }
  });

  it('a page says which day it shows, leads to today, is for no search engine; files carry the day', async () => {
    const { publicId } = await joins();
    await dayPasses();
    const day = dayFromToday(-1);
    await register.hearsOfChanges();
    const list = await register.anonymous.get(`/en/signatories?asof=${day}`).expect(200);
    expect(list.text).toContain('This page shows the register at the end of');
    expect(list.text).toContain('<meta name="robots" content="noindex">');
    const slug = new RegExp(`/en/signatories/(${publicId}[^"?]*)\\?asOf=${day}`).exec(
      list.text,
    )![1];
    const page = await register.anonymous.get(`/en/signatories/${slug}?asOf=${day}`).expect(200);
    expect(page.text).toContain(`href="/en/signatories/${slug}"`);
    expect(page.text).toContain('content="noindex"');
    const today = await register.anonymous.get(`/en/signatories/${slug}`).expect(200);
    expect(today.text).not.toContain('This page shows the register');
    const file = await register.anonymous.get(`/api/v1/pledges.csv?asOf=${day}`).expect(200);
    expect(file.headers['content-disposition']).toContain(`pledges-${day}.csv`);
  });

  it('is refused where only today is told, so that nobody mixes two days', async () => {
    const day = dayFromToday(-1);
    for (const path of ['figures', 'changes.csv', 'changes.json', 'countries', 'actions']) {
      const refused = await register.anonymous.get(`/api/v1/${path}?asOf=${day}`);
      expectProblem(refused, 400, 'only-today');
      expect(JSON.stringify(refused.body)).toContain('asOf');
      await register.anonymous.get(`/api/v1/${path}?utm_source=x`).expect(200);
    }
  });

  it('before the first day, and after today, it says of which days it knows', async () => {
    for (const path of ['signatories', 'map', 'counts', 'signatories.json', 'signatories/aaaaaaaa'])
      for (const day of ['2001-01-01', dayFromToday(2)]) {
        const refused = await register.anonymous.get(`/api/v1/${path}?asOf=${day}`);
        expectProblem(refused, 404, 'day-not-known');
        expect(refused.body).toMatchObject({ lastDay: dayFromToday() });
      }
    expectProblem(await register.anonymous.get('/api/v1/signatories?asOf=yesterday'), 422);
    const page = await register.anonymous
      .get('/en/signatories?asOf=2001-01-01')
      .set('accept', 'text/html');
    expect(page.status).toBe(404);
    expect(page.text).toContain('The register is known from');
  });
});

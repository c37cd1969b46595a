import { get as httpGet, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { unzipSync } from 'fflate';
import { DataSource } from 'typeorm';
import { limits } from '../../src/platform/config/limits.js';
import { readTable } from '../../src/platform/spreadsheets/read-sheet.js';
import type { SheetCell } from '../../src/platform/spreadsheets/table.js';
import { logger } from '../../src/platform/log/logger.js';
import type { SignatoryRowsDto } from '../../src/workbench/register-editing/signatories.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague, signInFully } from '../support/colleague.js';
import { eventually } from '../support/eventually.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { dayFromToday } from '../support/days.js';

let register: TestApp;
let staff: Colleague;
let cookie: string;
const many = 4_000;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
  cookie = await signInFully(register, staff.email);
  // The form rejects such a name, but a row of an older version may have it.
  const unusual = await Applicant.endorses(register, { authority: { countryCode: 'FR' } });
  await register.sql(
    `UPDATE submission SET answers = jsonb_set(answers, '{authority,nameOfficial}', '"=1+1"')
      WHERE reference = $1`,
    [unusual.reference],
  );
  const decided = await Applicant.endorses(register, {
    authority: { nameOfficial: 'Nancy', countryCode: 'FR', kind: 'region' },
  });
  await staff.approves(decided.reference);
  await register.sql(`
    INSERT INTO authority (id, kind, country_code, name_official, name_en, name_fr, identity_key,
      search_text, demo)
    SELECT gen_random_uuid(), 'municipality', 'DE', name, name, name, name, ' ' || name, true
      FROM (SELECT 'town ' || n AS name FROM generate_series(1, ${many}) n) towns`);
  await register.sql(`
    INSERT INTO signatory (id, public_id, authority_id, state, published_at, demo)
    SELECT gen_random_uuid(), lpad(to_hex(row_number() OVER ()), 8, '0'), id, 'published',
      '2024-02-29T12:00:00Z', true FROM authority WHERE demo`);
  await register.sql(`
    INSERT INTO submission (id, reference, kind, state, language, answers, contact_email,
      submitted_at, confirmed_at, demo)
    SELECT gen_random_uuid(), 'R' || n, 'endorsement', 'rejected', 'en',
           jsonb_build_object('authority',
             jsonb_build_object('nameOfficial', 'Town ' || n, 'countryCode', 'DE', 'kind',
             'municipality')), 'secret@town.example', now(), now(), true
    FROM generate_series(1, ${many}) n`);
  await register.sql(`
    INSERT INTO event (seq, at, actor_kind, action, subject_kind, details, previous_hash, hash)
    SELECT h.seq + n, now(), 'system', 'register.snapshot', 'register', '{}', h.hash, h.hash
      FROM event_head h, generate_series(1, ${many}) n`);
  await register.sql(`UPDATE event_head SET seq = (SELECT max(seq) FROM event)`);
});
afterAll(() => register.close());

const path = '/api/v1/staff';
const file = async (address: string) =>
  (await staff.browser.get(`${path}/${address}`).buffer(true).parse(bytes).expect(200))
    .body as Buffer;
const lines = (content: Buffer) =>
  content
    .toString()
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
/**
 * The only sheet of a workbook, and its dates, which Excel counts in days from 30 December 1899.
 */
async function sheet(address: string) {
  const xml = Buffer.from(unzipSync(await file(address))['xl/worksheets/sheet1.xml']!).toString();
  const dayOf = (days: string) =>
    new Date(Date.UTC(1899, 11, 30) + Number(days) * 86_400_000).toISOString().slice(0, 10);
  return {
    xml,
    moments: () =>
      [...xml.matchAll(/<c r="[A-Z]+\d+" s="3"><v>([\d.]+)<\/v>/g)].map(([, days]) => dayOf(days!)),
  };
}
/** All sheets of a workbook by their names. */
async function readSheets(address: string): Promise<Record<string, SheetCell[][]>> {
  const content = await file(address);
  const read = (name?: string) =>
    readTable(content, { sheet: name }, limits.sheetUnpacked, { rows: 10_000, columns: 60 });
  const { facts } = await read();
  const names = facts.sheets!.map(({ name }) => name);
  const tables = await Promise.all(names.map(read));
  return Object.fromEntries(
    tables.map(({ rows }, index) => [names[index]!, rows.map(({ cells }) => cells)]),
  );
}
const newestEvent = async () =>
  (
    await register.sql<{ action: string; actor_id: string; details: Record<string, unknown> }>(
      'SELECT action, actor_id, details FROM event ORDER BY seq DESC LIMIT 1',
    )
  )[0]!;

describe('U19 an export', () => {
  it('of the queue holds exactly the cases of the filter, no person, and is in the trail', async () => {
    const content = await file('submissions/export?show=waiting,to_publish&country=FR&format=csv');
    const { items } = await staff.queue('show=waiting,to_publish&country=FR');
    expect(
      lines(content)
        .slice(1)
        .map((line) => line.split(',')[0]),
    ).toEqual(items.map(({ reference }) => reference));
    expect(content.toString()).toContain(",'=1+1,");
    expect(content.toString()).not.toMatch(/@|Ada|Olaf/);
    expect(await newestEvent()).toMatchObject({
      action: 'case.export',
      actor_id: staff.id,
      details: {
        format: 'csv',
        rows: 2,
        searched: false,
        filter: { show: ['waiting', 'to_publish'], country: ['FR'] },
      },
    });
    expect(lines(await file('submissions/export?show=rejected&format=csv'))).toHaveLength(many + 1);
    expect(
      lines(await file('submissions/export?show=rejected&q=Town%2017&format=csv')).length,
    ).toBeLessThan(many);
  });

  it('as XLSX has real dates, and what looks like a formula is a text', async () => {
    const cases = await sheet('submissions/export?country=FR&format=xlsx');
    expect(cases.xml).toContain('<is><t xml:space="preserve">=1+1</t></is>');
    expect(cases.xml).not.toContain('<f>');
    expect(cases.moments()).toEqual([dayFromToday()]);

    const words = await readSheets('submissions/export?country=FR&format=xlsx');
    expect(words['Cases']![0]).toContain('Assigned to');
    expect(words['Cases']!.flat()).toEqual(expect.arrayContaining(['France', 'Municipality']));
    expect(words['Codes']!.flat()).toEqual(expect.arrayContaining(['country_iso2', 'FR']));
    expect(words['Cases']!.length).toBe(words['Codes']!.length);

    const trail = await sheet('events.xlsx?action=submission.approve');
    expect(trail.moments()).toEqual([dayFromToday()]);
    expect(await newestEvent()).toMatchObject({
      action: 'trail.export',
      details: { format: 'xlsx', filter: ['action'] },
    });
  });

  it.each(['state=published&country=DE', 'kind=region', 'q=nancy', 'demo=no'])(
    'of the register holds exactly the signatories of %s',
    async (filter) => {
      const listed = (await staff.browser.get(`${path}/signatories?${filter}`).expect(200))
        .body as SignatoryRowsDto;
      const exported = lines(await file(`signatories/export?${filter}&format=csv`)).slice(1);
      expect(exported).toHaveLength(listed.total);
      expect(exported.slice(0, 50).map((line) => line.split(',')[0])).toEqual(
        listed.items.map(({ publicId }) => publicId),
      );
      expect(await newestEvent()).toMatchObject({
        action: 'register.export',
        details: { rows: listed.total },
      });
    },
  );

  it('of the register speaks the colleague’s language, and keeps the codes on a second sheet', async () => {
    await register.sql(`UPDATE staff SET language = 'fr' WHERE id = $1`, [staff.id]);
    const french = await readSheets('signatories/export?country=FR&format=xlsx');
    await register.sql(`UPDATE staff SET language = 'en' WHERE id = $1`, [staff.id]);
    expect(Object.keys(french)).toEqual(['Registre', 'Codes']);
    expect(french['Registre']![0]).toEqual(expect.arrayContaining(['Nom officiel', 'Pays']));
    expect(french['Registre']![1]).toEqual(
      expect.arrayContaining(['Nancy', 'Région', 'Approuvé, non publié']),
    );
    expect(french['Codes']![1]).toEqual(expect.arrayContaining(['Nancy', 'region', 'unlisted']));
  });

  it('is refused in another format, with a wrong filter, or for who may not see the list; nothing is written', async () => {
    const administrator = await Colleague.signsIn(register, 'administrator');
    const refused = (who: Colleague, address: string) =>
      changesNothing(register, () => who.browser.get(`${path}/${address}`));
    expectProblem(await refused(staff, 'submissions/export?format=pdf'), 422);
    expectProblem(await refused(staff, 'submissions/export?format=csv&band=late'), 422);
    expectProblem(
      await refused(administrator, 'submissions/export?format=csv'),
      403,
      'not-allowed',
    );
    expectProblem(
      await refused(await Colleague.signsIn(register, 'reviewer'), 'events.xlsx'),
      403,
      'not-allowed',
    );
  });
});

describe('RL18 an export whose reader goes away in the middle', () => {
  /** The application's connection pool. */
  const pool = () =>
    (
      register.app.get(DataSource).driver as unknown as {
        master: { totalCount: number; idleCount: number; waitingCount: number };
      }
    ).master;
  const working = () =>
    register.sql(
      `SELECT state, query FROM pg_stat_activity WHERE application_name = 'pact app'
        AND datname = current_database() AND state <> 'idle'`,
    );

  async function leaves(address: string): Promise<void> {
    const { port } = register.app.getHttpServer().address() as AddressInfo;
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      httpGet({ port, path: `${path}/${address}`, headers: { cookie } }, resolve).on(
        'error',
        reject,
      ),
    );
    expect(response.statusCode).toBe(200);
    await new Promise((begun) => response.once('data', begun));
    response.destroy();
  }

  it.each([
    'signatories/export?format=csv',
    'signatories/export?format=xlsx',
    'submissions/export?show=rejected&format=csv',
    'submissions/export?show=rejected&format=xlsx',
    'events.csv',
    'events.xlsx',
  ])('%s gives its connection back, ends its query and says nothing', async (address) => {
    const noises = (['error', 'warn', 'fatal'] as const).map((level) => jest.spyOn(logger, level));
    for (let time = 0; time < 8; time += 1) {
      await leaves(address);
      await eventually(async () => expect(await working()).toEqual([]));
    }
    await eventually(() => {
      const { waitingCount, idleCount, totalCount } = pool();
      expect({ waitingCount, busy: totalCount - idleCount }).toEqual({ waitingCount: 0, busy: 0 });
    });
    for (const noise of noises) {
      expect(noise).not.toHaveBeenCalled();
      noise.mockRestore();
    }
    // The next export is admitted and complete.
    expect((await file(address)).length).toBeGreaterThan(1_000);
  });
});

import { unzipSync } from 'fflate';
import { limits } from '../../src/platform/config/limits.js';
import { readTable } from '../../src/platform/spreadsheets/read-sheet.js';
import type { PlenaryListDto } from '../../src/site/plenary/plenary-list.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
const session = dayFromToday(-30);
const path = '/api/v1/staff/plenary-list';

beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  const joins = async (name: string, countryCode: string, signedOn: string | null) => {
    const town = await Applicant.endorses(register, {
      authority: { nameOfficial: name, nameEn: name, nameFr: `${name} (fr)`, countryCode },
    });
    const { id } = await staff.approvesAndPublishes(town.reference);
    await register.sql('UPDATE signatory SET signed_on = $2 WHERE id = $1', [id, signedOn]);
    return id;
  };
  await joins('Tübingen', 'DE', session);
  await joins('Aachen', 'DE', session.slice(0, 7));
  await joins('Metz', 'FR', dayFromToday(-1));
  await joins('Lviv', 'UA', '2014');
  await joins('Kraków', 'PL', null);
  await joins('Old', 'AT', dayFromToday(-31)).then((id) =>
    register.sql(`UPDATE signatory SET published_at = now() - interval '31 days' WHERE id = $1`, [
      id,
    ]),
  );
  const held = await joins('Held', 'IT', session);
  await register.sql(`UPDATE signatory SET state = 'on_hold' WHERE id = $1`, [held]);
  const demo = await joins('Demo', 'IT', session);
  await register.sql(`UPDATE signatory SET demo = true WHERE id = $1`, [demo]);
  const approved = await Applicant.endorses(register, { authority: { nameEn: 'Unlisted' } });
  await staff.approves(approved.reference);
});
afterAll(() => register.close());

const file = async (query: string) =>
  (
    await staff.browser
      .get(`${path}/file?since=${session}&${query}`)
      .buffer(true)
      .parse(bytes)
      .expect(200)
  ).body as Buffer;
const documentOf = (content: Buffer) =>
  Buffer.from(unzipSync(content)['word/document.xml']!).toString();
const rowsOf = async (content: Buffer, sheet?: string) => {
  const table = await readTable(content, { sheet }, limits.sheetUnpacked, {
    rows: 100,
    columns: 50,
  });
  return table.rows.map(({ cells }) => cells);
};

describe('the list for a plenary session', () => {
  it('holds who joined since the day, and apart who joined earlier but is public only since', async () => {
    const { body } = await staff.browser.get(`${path}?since=${session}`).expect(200);
    const { joined, entered } = body as PlenaryListDto;
    expect(joined.map(({ nameEn }) => nameEn)).toEqual(['Aachen', 'Tübingen', 'Metz']);
    expect(entered.map(({ nameEn }) => nameEn)).toEqual(['Kraków', 'Lviv']);
    expect(joined[2]).toMatchObject({
      nameFr: 'Metz (fr)',
      countryCode: 'FR',
      kind: 'municipality',
      signedOn: dayFromToday(-1),
    });
    expect(joined[2]!.pillars.length).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toMatch(/@|Held|Demo|Old|Unlisted/);
  });

  it('is a document by country, in the language asked for', async () => {
    const xml = documentOf(await file('format=docx&language=fr'));
    const words = [...xml.matchAll(/<w:t [^>]*>([^<]*)</g)].map(([, text]) => text!);
    const at = (text: string) => words.indexOf(text);
    expect(at('Allemagne (2)')).toBeGreaterThan(0);
    expect(at('Allemagne (2)')).toBeLessThan(at('Aachen (fr)'));
    expect(at('Aachen (fr)')).toBeLessThan(at('Tübingen (fr)'));
    expect(at('France (1)')).toBeGreaterThan(at('Tübingen (fr)'));
    expect(words).toContain('3 signataires dans 2 pays');
    expect(xml).toContain('<w:tblHeader/>');
    expect(xml).not.toMatch(/@|Held|Demo|Old|plenary\.|\{\w+\}/);
  });

  it('is a workbook with words, real days and the address of each page', async () => {
    const content = await file('format=xlsx&language=en');
    const [head, ...rows] = await rowsOf(content);
    expect(head).toContain('Name in English');
    expect(rows.map(([country, name]) => `${country} ${name}`)).toEqual([
      'France Metz',
      'Germany Aachen',
      'Germany Tübingen',
    ]);
    expect(rows[0]).toContain(dayFromToday(-1));
    const address = new URL(String(rows[0]!.at(-1)));
    expect((await register.anonymous.get(address.pathname)).status).toBe(301);
    expect(await rowsOf(content, 'Joined earlier')).toHaveLength(3);
  });

  it('asks for a day that can be, and is for colleagues only', async () => {
    const refused = async (query: string) =>
      fieldsOf(expectProblem(await staff.browser.get(`${path}?${query}`), 422));
    expect(await refused(`since=${dayFromToday(3)}`)).toEqual(['/since isPastDate']);
    expect(await refused('since=2026-02-30')).toEqual(['/since isRealDay']);
    expectProblem(await register.anonymous.get(`${path}/file?since=${session}`), 401);
    const administrator = await Colleague.signsIn(register, 'administrator');
    await administrator.browser.get(`${path}?since=${session}`).expect(200);
  });
});

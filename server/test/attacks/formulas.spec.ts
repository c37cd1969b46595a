import { strFromU8, unzipSync } from 'fflate';
import { csvLine } from '../../src/platform/spreadsheets/csv.js';
import {
  encodeFormulas,
  quoteFormulas,
  unquoteFormulas,
} from '../../src/platform/spreadsheets/cell.js';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';

/**
 * Every cell that any program could make of a file, whatever it takes for the separator and whether
 * or not it knows quotes.
 */
function cellsHoweverCut(content: string): string[] {
  return content
    .split(/[;\t\r\n\v\f\u0085\u2028\u2029]/)
    .map((cell) => cell.replace(/^[\s"]+/, ''));
}
const beginsFormula = (cell: string) => /^[=+\-@＝＋－＠﹦﹢﹣﹫−]/.test(cell);

const evil = [
  '=1+1',
  'https://town.example/a;=HYPERLINK("https://evil.example")',
  'https://town.example/?a=1;-2+3;@SUM(A1);＝1',
  'Children first;=1+1',
  'Children first; =1+1',
  'Children first;"=1+1"',
  'Children first\n=cmd|"/c calc"!A1',
  'Children\t@SUM(A1)',
  'Children\u2028+1',
  '\t=1',
  ' =1',
  '"=1',
  "';'=1",
  ';;;;-1',
  'a;\n;"\t＋1',
  '−1',
];

describe('S06 no part of a text begins a formula', () => {
  it.each(evil)('%j', (text) => {
    const line = csvLine(['Nancy', text, text, 'end']);
    expect(cellsHoweverCut(line).filter(beginsFormula)).toEqual([]);
    if (/^https?:/.test(text))
      expect(new URL(encodeFormulas(text)).origin).toBe('https://town.example');
    else expect(unquoteFormulas(quoteFormulas(text))).toBe(text);
  });

  it.each([
    "O'Neill; Ltd",
    'a=b; c+d',
    'https://town.example/?a=1&b=-2',
    'x - y',
    "'",
    '',
    "'90s; 'tis",
  ])('%j stays as it is', (text) => {
    expect(quoteFormulas(text)).toBe(text);
    expect(unquoteFormulas(text)).toBe(text);
  });

  it('S09 is fast even for a text crafted to be slow', () => {
    const begun = Date.now();
    for (const text of [
      ';'.repeat(100_000),
      '\n '.repeat(50_000),
      `${'"'.repeat(100_000)}x`,
      "'".repeat(100_000),
      ';\t'.repeat(50_000) + 'x',
    ]) {
      quoteFormulas(text);
      unquoteFormulas(text);
    }
    expect(Date.now() - begun).toBeLessThan(500);
  });
});

describe('S06 in every exported file', () => {
  let register: TestApp;
  let staff: Colleague;
  beforeAll(async () => {
    register = await startApp();
    staff = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
    const authority = { website: 'https://town.example/a;=HYPERLINK(1)?x=1;@SUM(A1);-2' };
    const texts = {
      participation: { actions: [], ownWords: [{ text: 'A council;=1+1\n=2+2\n- of children' }] },
    };
    const waiting = await Applicant.endorses(register, { authority, ...texts });
    const published = await Applicant.endorses(register, { authority, ...texts });
    const signatory = await staff.approvesAndPublishes(published.reference);
    await staff.changes(signatory, 'hold', 'Wait;=1+1\n=2+2');
    // What the forms would not take, a row of an older version may hold.
    await register.sql(
      `UPDATE submission SET answers = jsonb_set(answers, '{authority,region}', '"a;=1;\\"+2"')
        WHERE reference = $1`,
      [waiting.reference],
    );
    await register.sql(
      `UPDATE authority SET region = 'a;=1' || chr(9) || '-2'
        WHERE id = (SELECT authority_id FROM signatory WHERE id = $1)`,
      [signatory.id],
    );
    await register.sql(
      `INSERT INTO subscriber (id, email, language, confirmed_at)
        VALUES (gen_random_uuid(), '"a;=1+1"@town.example', 'fr', now())`,
    );
    await register.sql(`UPDATE staff SET name = 'Eve;=1+1' WHERE id = $1`, [staff.id]);
    await register.app.get(JobsService).runAll();
    await register.hearsOfChanges();
  });
  afterAll(() => register.close());

  const file = async (path: string) =>
    (await staff.browser.get(path).buffer(true).parse(bytes).expect(200)).body as Buffer;
  const day = dayFromToday();

  it.each([
    '/api/v1/signatories.csv',
    `/api/v1/snapshots/${day}.csv`,
    '/en/transparency.csv',
    ...['growth', 'countries', 'kinds', 'pillars', 'progress'].map(
      (name) => `/en/figures/${name}.csv`,
    ),
    '/api/v1/staff/submissions/export?format=csv',
    '/api/v1/staff/signatories/export?format=csv',
    '/api/v1/staff/events.csv',
    '/api/v1/staff/subscribers.csv',
  ])('%s', async (path) => {
    const content = (await file(path)).toString();
    expect(content.length).toBeGreaterThan(20);
    expect(cellsHoweverCut(content).filter(beginsFormula)).toEqual([]);
  });

  it.each([
    '/api/v1/signatories.xlsx',
    '/api/v1/staff/events.xlsx',
    '/api/v1/staff/submissions/export?format=xlsx',
    '/api/v1/staff/signatories/export?format=xlsx',
  ])('%s holds text cells only, and no address that begins one when it is cut', async (path) => {
    const sheet = strFromU8(unzipSync(await file(path))['xl/worksheets/sheet1.xml']!);
    expect(sheet).not.toContain('<f');
    expect(sheet).not.toMatch(/https?:[^<]*;(?!#)[=+\-@]/);
  });
});

import type { Response } from 'supertest';
import { extractText, getMeta } from 'unpdf';
import { kitFormats, kitPapers } from '../../../contract/council-kit.js';
import { languages } from '../../../contract/languages.js';
import { writtenDocx } from '../../src/joining/papers/written-docx.js';
import {
  blanks,
  heading,
  text,
  type WrittenPaper,
} from '../../src/joining/papers/written-paper.js';
import { Problem } from '../../src/platform/http/problem.js';
import type { Settings } from '../../src/platform/settings/settings.js';
import { KitExamples } from '../../src/site/council-kit/kit-examples.service.js';
import { KitFiles } from '../../src/site/council-kit/kit-files.js';
import { AnswerState } from '../../src/site/public/answer-state.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { docxParagraphs, docxParts } from '../support/docx.js';
import { sharesPractice } from '../support/practices.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
});
afterAll(() => register.close());

const file = async (path: string) => {
  const response = await register.anonymous.get(path).buffer(true).responseType('blob').expect(200);
  return { response, bytes: response.body as Buffer };
};
const page = async (path: string) =>
  (await register.anonymous.get(path).expect(200)).text.replace(/[\u00a0\u202f]/g, ' ');
async function pdfText(path: string): Promise<string> {
  const { bytes } = await file(path);
  const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}
async function docxText(path: string): Promise<string> {
  const { bytes } = await file(path);
  return (await docxParagraphs(bytes))
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ');
}
const textsOf = (paper: string, language = 'en') =>
  Promise.all([
    pdfText(`/${language}/join/${paper}.pdf`),
    docxText(`/${language}/join/${paper}.docx`),
  ]);
async function sets(change: Partial<Settings>): Promise<void> {
  const path = '/api/v1/staff/settings';
  const { settings, version } = (await staff.browser.get(path).expect(200)).body as {
    settings: Settings;
    version: number;
  };
  const put: Response = await staff.browser
    .put(path)
    .set('If-Match', `"${version}"`)
    .send({ ...settings, ...change });
  expect(put.status).toBe(200);
  await register.hearsOfChanges();
}

describe('the papers for a council', () => {
  it('are on the page of how to join, which waits for no file and says the sizes of those written', async () => {
    const first = await register.anonymous.get('/en/join').expect(200);
    expect(first.headers['cache-control']).toBe('no-store');
    expect(first.text).toMatch(/href="\/en\/join\/note.pdf"[^>]*>(<[^]*?, <\/span>)PDF<\/a>/);
    for (const paper of kitPapers)
      for (const format of kitFormats) await file(`/en/join/${paper}.${format}`);
    const html = await page('/en/join');
    for (const paper of kitPapers)
      for (const format of kitFormats) {
        const path = `/en/join/${paper}.${format}`;
        const size = Math.ceil((await file(path)).bytes.length / 1000);
        const link = new RegExp(`href="${path}"[^]*?${format.toUpperCase()}, ${size} kB</a>`);
        expect(html).toMatch(link);
      }
  });

  it('are written while no connection of a reader waits', async () => {
    const state = jest.spyOn(AnswerState.prototype, 'end');
    const write = jest.spyOn(KitFiles.prototype, 'get');
    await file('/fr/join/decision.pdf');
    const [ended, written] = [state, write].map(({ mock }) => mock.invocationCallOrder[0]!);
    expect(ended).toBeLessThan(written!);
    jest.restoreAllMocks();
  });

  it('come without examples while too many others count, and nobody keeps them so', async () => {
    const busy = new Problem(503, 'busy', 'Too many searches are running.');
    const asked = jest.spyOn(KitExamples.prototype, 'pledges').mockRejectedValue(busy);
    const { response } = await file('/nl/join/actions.docx');
    expect(response.headers['cache-control']).toBe('no-store');
    await file('/nl/join/note.docx');
    expect(asked).toHaveBeenCalledTimes(1);
    await register.anonymous.get('/nl/join').expect(200);
    jest.restoreAllMocks();
    const again = await file('/nl/join/actions.docx');
    expect(again.response.headers['cache-control']).toContain('public');
  });

  it('that fail leave the page as it is', async () => {
    const failing = jest.spyOn(KitExamples.prototype, 'pledges').mockRejectedValue(new Error('x'));
    const { text } = await register.anonymous.get('/tr/join').expect(200);
    expect(text).toContain('/tr/join/actions.pdf');
    expect(failing).toHaveBeenCalled();
    jest.restoreAllMocks();
  });

  it.each(languages)('are whole in %s, as a PDF and as a DOCX', async (language) => {
    for (const paper of kitPapers) {
      const pdf = await file(`/${language}/join/${paper}.pdf`);
      const docx = await file(`/${language}/join/${paper}.docx`);
      expect(pdf.response.headers['content-type']).toBe('application/pdf');
      const { info } = await getMeta(new Uint8Array(pdf.bytes));
      expect(info).toMatchObject({ Language: language });
      const parts = await docxParts(docx.bytes);
      expect(parts.get('word/styles.xml')).toContain(`<w:lang w:val="${language}-`);
      const [first] = await docxParagraphs(docx.bytes);
      expect(first).toEqual({ style: 'Title', text: (info as { Title: string }).Title });
      const both = await textsOf(paper, language);
      // No placeholder, no key of a text, and no glyph that the font lacks.
      for (const text of both) expect(text).not.toMatch(/\{\w+\}|\bkit\.\w|undefined|\ufffd/);
    }
  });

  it('say the same in both formats', async () => {
    for (const paper of kitPapers) {
      const [pdf, docx] = (await textsOf(paper)).map((text) => text.split(/\W+/).filter(Boolean));
      const only = (these: string[], others: string[]) => {
        const known = new Set(others);
        return these.filter((word) => !known.has(word) && !/^\d+$/.test(word));
      };
      expect(only(docx!, pdf!)).toEqual([]);
      expect(only(pdf!, docx!)).toEqual([]);
    }
  });

  it('are the same bytes each time they are written, on all instances', async () => {
    const paper: WrittenPaper = {
      language: 'en',
      title: 'A paper',
      subtitle: 'The Pact',
      running: 'A paper · 1',
      day: '2026-11-30',
      blocks: [heading('Reasons'), text('A text'), blanks('Name', 'Office')],
    };
    const first = await writtenDocx(paper);
    // The clock of a ZIP counts in steps of two seconds.
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const again = await writtenDocx(paper);
    expect(again.equals(first)).toBe(true);
    const { response } = await file('/en/join/note.docx');
    expect(response.headers['cache-control']).toContain('public');
  });

  it('do not exist under other names', async () => {
    for (const name of ['pact.odt', 'secret.pdf', 'pact', 'pact.pdf.exe'])
      await register.anonymous.get(`/en/join/${name}`).expect(404);
    await register.anonymous.get('/xx/join/pact.pdf').expect(404);
  });

  it('are proposals until someone records who approved them, separately from the Pact’s wording', async () => {
    const proposed = 'Proposed text, written for this register';
    for (const text of await textsOf('decision')) expect(text).toContain(proposed);
    expect(await page('/en/join')).toContain(proposed);
    await sets({ kitSource: 'Bureau, CG/BUR(2026)7', kitOn: '2026-11-20' });
    const approved = 'The kit’s own texts were approved on 20 November 2026: Bureau, CG/BUR(2026)7';
    for (const text of [...(await textsOf('decision')), await page('/en/join')]) {
      expect(text).toContain(approved);
      expect(text).not.toContain(proposed);
    }
    for (const text of [...(await textsOf('decision')), await page('/en/join')]) {
      expect(text).toContain('Proposed wording: the Congress has not approved it yet');
      expect(text).not.toContain('Wording approved');
    }
    await sets({ kitSource: '', kitOn: '' });
  });

  it('state what is expected each year under the current settings', async () => {
    expect(await page('/en/join')).toContain('every 12 months');
    await sets({ reportMonths: 6, reportGraceDays: 45 });
    for (const text of [...(await textsOf('note')), await page('/en/join')]) {
      expect(text).toContain('every 6 months');
      expect(text).toContain('more than 45 days late');
      expect(text).toMatch(/As of \d+ \w+ 20\d\d/);
    }
    expect(await pdfText('/uk/join/note.pdf')).toContain('6 місяців');
  });

  it('show what signatories published: nothing invented, nothing on hold, nothing dropped', async () => {
    const none = await textsOf('actions');
    for (const text of none) expect(text).not.toContain('Example from the register:');
    const real = await Applicant.endorses(register);
    const { publicId, id } = await staff.approvesAndPublishes(real.reference);
    await sharesPractice(register, publicId, { title: 'A bus that listens' });
    const name = String(real.endorsement.authority['nameEn'] ?? '');
    for (const text of await textsOf('actions')) {
      expect(text).toContain('Example from the register:');
      expect(text).toContain(name);
      expect(text).toContain('A bus that listens');
      expect(text).toContain(publicId);
    }
    for (const change of [`demo = true`, `demo = false, state = 'on_hold'`]) {
      await register.sql(`UPDATE signatory SET ${change} WHERE id = $1`, [id]);
      await register.sql(`UPDATE register SET version = version + 1`);
      await register.sql(`SELECT pg_notify('register', (SELECT version::text FROM register))`);
      await register.hearsOfChanges();
      for (const text of await textsOf('actions')) {
        expect(text).not.toContain('Example from the register:');
        expect(text).not.toContain('A bus that listens');
      }
    }
  });
});

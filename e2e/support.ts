import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { simpleParser } from 'mailparser';
import { ownServer } from './server-settings.ts';

export const { dataDir } = ownServer;
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/**
 * `SCREENSHOTS=folder npm run e2e` saves a screenshot of every checked state of a page, for people
 * to look at.
 */
async function keepPicture(page: Page): Promise<void> {
  const { title, project } = test.info();
  const name = `${project.name} ${title.slice(0, 40)} ${new URL(page.url()).pathname}`.replace(
    /[^a-z0-9]+/gi,
    '-',
  );
  pictures += 1;
  if (process.env['SCREENSHOTS']) {
    await page.screenshot({
      path: join(process.env['SCREENSHOTS'], `${String(pictures).padStart(3, '0')}-${name}.png`),
      fullPage: true,
    });
  }
}

let pictures = 0;

/** Expects no violation of WCAG 2.2 AA or axe's best practices, and no horizontal overflow. */
export async function expectAccessible(page: Page): Promise<void> {
  // A page of the workbench is fetched when it is opened.
  await page.locator('h1').first().waitFor();
  await keepPicture(page);
  // Through the debugger, because our CSP allows no inline script and the test must not need an
  // exception.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const axe = (
      window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe;
    return (await axe.run()).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
    );
  });
  expect(violations, page.url()).toEqual([]);
  await expectWithinPolicy(page);
  const [content, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    window.innerWidth,
  ]);
  expect(content, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(screen!);
}

/** S12: our own CSP has blocked nothing since the page was loaded. */
async function expectWithinPolicy(page: Page): Promise<void> {
  const refused = await page.evaluate(
    () =>
      new Promise<string[]>((done) => {
        const observer = new ReportingObserver(
          (reports) => done(reports.map(({ body }) => JSON.stringify(body))),
          {
            types: ['csp-violation'],
            buffered: true,
          },
        );
        observer.observe();
        // Earlier violations are reported at once, so a short wait is enough.
        setTimeout(() => done([]), 50);
      }),
  );
  expect(refused, page.url()).toEqual([]);
}

/**
 * The latest mail to an address whose text contains all of these words: its headers, an empty line,
 * and its text.
 */
export async function readMail(recipient: string, words: string): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        found = (await mailsTo(recipient)).find((mail) => mail.includes(words));
        return found !== undefined;
      },
      { timeout: 15_000, message: `a mail to ${recipient} with "${words}"` },
    )
    .toBe(true);
  return found ?? '';
}

/** Playwright retries in a new process: a link mailed to the first try is not the second's. */
const began = Date.now();

async function mailsTo(recipient: string): Promise<string[]> {
  const folder = join(dataDir, 'mail');
  const mails = (existsSync(folder) ? readdirSync(folder) : [])
    .sort()
    .reverse()
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).mtimeMs >= began)
    .map((file) => readFileSync(file, 'utf8'))
    .filter((mail) => mail.includes(recipient));
  return Promise.all(mails.map(asRead));
}

async function asRead(message: string): Promise<string> {
  const { headerLines, subject, text } = await simpleParser(message);
  const head = headerLines.map(({ key, line }) =>
    key === 'subject' ? `Subject: ${subject}` : line.replace(/\r?\n[ \t]+/g, ' '),
  );
  return `${head.join('\n')}\n\n${text ?? ''}`;
}

export function linkIn(mail: string): string {
  const link = /https?:\/\/\S+/.exec(mail.slice(mail.indexOf('\n\n')))?.[0];
  if (!link) throw new Error('no link in the mail');
  return new URL(link).pathname + new URL(link).search;
}

/** The password that the server printed at its first start. */
export function firstPassword(): string {
  const password = / with password (\S+) at /.exec(
    readFileSync(join(dataDir, 'out.log'), 'utf8'),
  )?.[1];
  if (!password) throw new Error('the server printed no password');
  return password;
}

/** A one-page PDF, as a town would upload it. */
export const signedPact = {
  name: 'Beschluss Stadtrat.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 ' +
      'R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 ' +
      '842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  ),
};

/** Begins an endorsement in English and waits until it is there to be filled in. */
export async function begin(page: Page): Promise<void> {
  await page.goto('/en/endorse');
  await page.getByRole('button', { name: 'Start now', exact: true }).click();
  await page.waitForURL(/\/en\/endorse\/./);
}

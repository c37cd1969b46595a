import { expect, type Page } from '@playwright/test';
import { atWorkbench, openCase, staffWords } from './staff.ts';
import { expectAccessible, linkIn, readMail } from './support.ts';
import { attachPact, endorse, type Town } from './town.ts';
import { publicWords, subjectOf } from './words.ts';
import { test } from './story-test.ts';

const nobodyLooks = async () => undefined;

interface Story {
  town: Town;
  look: (page: Page) => Promise<void>;
}

/** From the form without the signed Pact to the case that is with the Congress. */
async function signLater(page: Page, { town, look }: Story): Promise<string> {
  const say = publicWords(town.language);
  const reference = await endorse(page, town, { look, unsigned: true });
  await readMail(town.email, subjectOf(town.language, 'signature_awaited'));
  await page.getByRole('link', { name: say.confirmed.follow }).click();
  await expect(page.getByText(say.case.states.awaiting_signature.title)).toBeVisible();
  await look(page);
  const paper = page.getByRole('link', { name: say.signature.print });
  expect(
    (await page.request.get((await paper.getAttribute('href')) ?? '')).headers()['content-type'],
  ).toBe('application/pdf');
  return reference;
}

async function sendSignature(page: Page, { town, look }: Story): Promise<void> {
  const say = publicWords(town.language);
  await page.getByRole('link', { name: say.signature.add }).click();
  await look(page);
  await attachPact(page, town);
  await expect(page.getByRole('heading', { name: say.signature.readyTitle })).toBeVisible();
  await look(page);
  await page.getByRole('link', { name: say.handOver.back }).click();
  await look(page);
  await page.getByRole('button', { name: say.signature.send }).click();
  await expect(page.getByText(say.case.states.waiting.title)).toBeVisible();
  await look(page);
  await readMail(town.email, subjectOf(town.language, 'signature_received'));
}

test('U5 sent without the signed Pact: staff see it separately, and the Pact follows later', async ({
  page,
  browser,
}, { project }) => {
  test.setTimeout(240_000);
  const story = {
    town: {
      language: 'en',
      kind: 'municipality',
      country: 'IE',
      official: project.name === 'phone' ? 'Ennis' : 'Kilkenny',
      email: `later-${project.name}@example.org`,
    },
    look: expectAccessible,
  } as const;
  const reference = await signLater(page, story);

  const reviewer = await (await browser.newContext(project.use)).newPage();
  const say = staffWords.en;
  await atWorkbench(reviewer, 'en');
  await reviewer
    .getByRole('navigation', { name: say.queue.tabs })
    .getByRole('link', { name: say.queue.tab.awaiting_signature })
    .click();
  await expect(reviewer.getByText(reference)).toBeVisible();
  await expectAccessible(reviewer);
  await reviewer.getByRole('link', { name: story.town.official }).click();
  await expect(reviewer.getByText(say.case.awaitingSignature)).toBeVisible();
  await expect(reviewer.getByRole('radio', { name: say.decision.reject })).toBeVisible();
  await expect(reviewer.getByRole('radio', { name: say.decision.approve })).toHaveCount(0);
  await expectAccessible(reviewer);

  await sendSignature(page, story);
  await openCase(reviewer, 'en', reference);
  await expect(reviewer.getByRole('radio', { name: say.decision.approve })).toBeVisible();
  await reviewer.context().close();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('U5 sent without the signed Pact, which follows later', async ({ page }, { project }) => {
    test.setTimeout(240_000);
    const story = {
      town: {
        language: 'fr',
        kind: 'municipality',
        country: 'FR',
        official: project.name === 'phone' ? 'Guéret' : 'Vesoul',
        email: `plus-tard-${project.name}@example.org`,
      },
      look: nobodyLooks,
    } as const;
    const reference = await signLater(page, story);
    // Another day, by the link of a mail.
    const say = publicWords('fr');
    await page.getByRole('button', { name: say.case.leave }).click();
    await page.goto(linkIn(await readMail(story.town.email, subjectOf('fr', 'signature_awaited'))));
    await page.locator('input[name=reference]').fill(reference);
    await page.locator('input[name=email]').fill(story.town.email);
    await page.getByRole('button', { name: say.caseSignIn.button }).click();
    await page.goto(linkIn(await readMail(story.town.email, subjectOf('fr', 'case_link'))));
    await page.getByRole('button', { name: say.caseOpen.button }).click();
    await sendSignature(page, story);
  });
});

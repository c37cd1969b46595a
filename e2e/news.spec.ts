import { deflateSync, crc32 } from 'node:zlib';
import { expect } from '@playwright/test';
import { atWorkbench, staffWords, goTo } from './staff.ts';
import { expectAccessible, linkIn, readMail } from './support.ts';
import { test } from './story-test.ts';

const say = staffWords.en;

/** A picture as a colleague might draw it: a bridge over a river in blue and sand. */
function picture(width = 900, height = 600): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const arch = Math.abs(((x % 300) - 150) / 150) ** 2 * 160 + 260;
      const isBridge = y > 240 && y < arch;
      rows.set(
        isBridge ? [196, 170, 120] : y > 420 ? [40, 74, 122] : [178, 200, 224],
        y * (width * 3 + 1) + 1 + x * 3,
      );
    }
  }
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(body.length);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([size, named, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('staff write news in two languages; a reader subscribes without scripts, gets the digest and unsubscribes with one click', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const { project, retry } = test.info();
  // A retry starts afresh, beside what the first attempt left behind.
  const here = retry === 0 ? project.name : `${project.name} again`;
  const title = `Bridges in blue, seen from the ${here}`;
  const reader = `news-reader-${here.replace(' ', '-')}@town.example`;

  await test.step('a colleague writes an article', async () => {
    await atWorkbench(page, 'en');
    await goTo(page, 'publishing', 'articles');
    await expectAccessible(page);
    await page.getByRole('link', { name: say.articles.new }).click();
    await page.getByRole('button', { name: say.articles.publish }).click();
    await expect(page.locator('.error-summary')).toBeFocused();
    await expectAccessible(page);
    await page.locator('#titleEn').fill(title);
    await page.locator('#titleFr').fill(`Des ponts en bleu (${here})`);
    await page.locator('#summaryEn').fill('Forty towns lit their bridges for the European Day.');
    await page
      .locator('#summaryFr')
      .fill('Quarante villes ont illuminé leurs ponts pour la Journée européenne.');
    await page
      .locator('#bodyEn')
      .fill(
        '# One evening\n\nOn 18 November **forty towns** lit their bridges. Read [the ' +
          'Pact](/en/pact).\n\n- Strasbourg\n- Dijon\n\n<script>alert(1)</script>',
      );
    await page
      .locator('#bodyFr')
      .fill(
        '# Un soir\n\nLe 18 novembre, **quarante villes** ont illuminé leurs ponts. Lisez ' +
          '[le Pacte](/fr/pact).',
      );
    await page.getByRole('button', { name: say.articles.preview }).first().click();
    await expect(page.locator('.preview')).toContainText('One evening');
    await page
      .locator('#picture')
      .setInputFiles({ name: 'bridge.png', mimeType: 'image/png', buffer: picture() });
    await page.locator('#imageAltEn').fill('A bridge over a river at dusk');
    await page.getByRole('button', { name: say.articles.save, exact: true }).click();
    await expect(page.locator('.error-summary')).toContainText('French');
    await page.locator('#imageAltFr').fill('Un pont sur une rivière au crépuscule');
    await page.getByRole('button', { name: say.articles.save, exact: true }).click();
    await expect(page.getByText(say.articles.saved)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: say.articles.publish }).click();
    await expect(page.getByText(say.articles.published)).toBeVisible();
  });

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    viewport: page.viewportSize(),
    ...(baseURL ? { baseURL } : {}),
  });
  const town = await plain.newPage();
  await test.step('a reader reads it and subscribes, without scripts', async () => {
    await town.goto('/fr/news');
    await town.getByRole('link', { name: `Des ponts en bleu (${here})` }).click();
    await expect(town.getByRole('heading', { name: 'Un soir' })).toBeVisible();
    await town.goto('/en/newsletter');
    await town.getByLabel('E-mail address').fill('nobody');
    await town.getByRole('button', { name: 'Subscribe' }).click();
    await expect(town.locator('.error-summary')).toBeVisible();
    await town.getByLabel('E-mail address').fill(reader);
    await town.getByRole('button', { name: 'Subscribe' }).click();
    await expect(town.getByText('Check your inbox')).toBeVisible();
    await town.goto(linkIn(await readMail(reader, 'newsletter/confirm')));
    await town.getByRole('button', { name: 'Yes, subscribe' }).click();
    await expect(town.getByRole('heading', { name: 'You are subscribed' })).toBeVisible();
  });

  await test.step('the public pages are accessible', async () => {
    const visitor = await page.context().newPage();
    for (const path of [
      '/en/news',
      '/fr/news',
      '/en/newsletter',
      '/en/newsletter/confirm?token=x',
      '/en/newsletter/leave?token=x',
    ]) {
      await visitor.goto(path);
      await expectAccessible(visitor);
    }
    await visitor.goto('/en/news');
    await visitor.getByRole('link', { name: title }).click();
    await expect(visitor.locator('.rich-text')).toContainText('<script>alert(1)</script>');
    await expectAccessible(visitor);
    await visitor.close();
  });

  let readers = 0;
  await test.step('the digest is previewed, tested and sent', async () => {
    await goTo(page, 'publishing', 'newsletter');
    await expect(page.locator('.facts dd').first()).toHaveText(/^[1-9]/);
    readers = Number(await page.locator('.facts dd').first().textContent());
    await page.locator('#subjectEn').fill(`News of the Pact (${here})`);
    await page.locator('#subjectFr').fill(`Actualités du Pacte (${here})`);
    await page.locator('#introEn').fill('Dear readers,');
    await page.locator('#introFr').fill('Chers lecteurs,');
    await page.getByRole('button', { name: say.newsletter.look.en }).click();
    await expect(page.locator('.letter')).toContainText(title);
    await expectAccessible(page);
    await page.getByRole('button', { name: say.newsletter.test.en }).click();
    await expect(page.getByText(say.newsletter.tested)).toBeVisible();
    await page.getByLabel(say.newsletter.sure).check();
    await page.getByRole('button', { name: say.newsletter.send }).click();
    await expect(page.getByText(say.newsletter.sending)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('one click unsubscribes', async () => {
    const mail = await readMail(reader, 'Dear readers,');
    const address = /List-Unsubscribe: <([^>]+)>/.exec(mail)?.[1];
    expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const answer = await fetch(String(address), {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
    expect(answer.status).toBe(200);
    await town.goto(
      `/en/newsletter/leave?token=${new URL(String(address)).searchParams.get('token')}`,
    );
    await town.getByRole('button', { name: 'Unsubscribe' }).click();
    await expect(town.getByRole('heading', { name: 'You have unsubscribed' })).toBeVisible();
    await page.reload();
    await expect(page.locator('.facts dd').first()).toHaveText(String(readers - 1));
  });
  await plain.close();
});

test('U18 the figures link to their rows, the year can be printed, and the trail records and proves it', async ({
  page,
}) => {
  await atWorkbench(page, 'en');
  await goTo(page, 'reports');
  await expect(
    page.getByRole('heading', { name: say.figures.chart.countries.title }),
  ).toBeVisible();
  await page.locator('details').last().locator('summary').click();
  await expectAccessible(page);
  await page.locator('.chart-map a').first().click();
  await expect(page.getByRole('heading', { level: 1, name: say.register.title })).toBeVisible();
  await expect(page.locator('tbody tr').first()).toBeVisible();
  await expectAccessible(page);
  await page.goBack();
  await page.getByRole('link', { name: say.figures.report }).click();
  await expect(
    page.getByRole('columnheader', { name: String(new Date().getUTCFullYear()) }),
  ).toBeVisible();
  await expectAccessible(page);

  await goTo(page, 'messages');
  await expectAccessible(page);
  await goTo(page, 'administration', 'trail');
  await page.getByRole('button', { name: say.trail.verify.button }).click();
  await expect(page.locator('.message.success')).toBeVisible();
  await page.getByLabel(say.trail.action, { exact: true }).selectOption('trail.verify');
  await page.getByRole('button', { name: say.trail.search }).click();
  await expect(page).toHaveURL(/action=trail\.verify/);
  await expect(page.locator('tbody tr').first()).toContainText(say.event.trail.verify);
  await page.locator('.event-details summary').first().click();
  await expectAccessible(page);
});

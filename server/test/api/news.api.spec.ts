import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import type { ArticleDto, SaveArticleDto } from '../../src/site/news/news.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { png } from '../support/pictures.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let publisher: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  publisher = await Colleague.signsIn(register, 'publisher');
});
afterAll(() => register.close());

const whole: SaveArticleDto = {
  titleEn: 'A day for children',
  titleFr: 'Une journée pour les enfants',
  summaryEn: 'Forty towns light their bridges.',
  summaryFr: 'Quarante villes illuminent leurs ponts.',
  bodyEn: '# Lights\n\nRead [the Pact](/en/pact).',
  bodyFr: '# Lumières\n\nLisez [le Pacte](/fr/pact).',
};

const sendsPicture = (file: Buffer) =>
  publisher.browser.post('/api/v1/staff/news-images').attach('file', file, 'bridge.png');
const writes = async (texts: SaveArticleDto): Promise<ArticleDto> =>
  (await publisher.browser.post('/api/v1/staff/articles').send(texts).expect(201))
    .body as ArticleDto;
const step = ({ id, version }: ArticleDto, body: object) =>
  publisher.browser
    .post(`/api/v1/staff/articles/${id}/steps`)
    .set('If-Match', `"${version}"`)
    .send(body);
const saves = ({ id, version }: ArticleDto, texts: object) =>
  publisher.browser.put(`/api/v1/staff/articles/${id}`).set('If-Match', `"${version}"`).send(texts);
const publishes = async (article: ArticleDto, publishAt?: Date): Promise<ArticleDto> =>
  (
    await step(article, {
      action: 'publish',
      ...(publishAt && { publishAt: publishAt.toISOString() }),
    }).expect(200)
  ).body as ArticleDto;
const page = async (path: string): Promise<string> => {
  await register.hearsOfChanges();
  return (await register.anonymous.get(path).set('Accept', 'text/html').expect(200)).text;
};

describe('news', () => {
  it('is written, published at once, read in both languages and in feeds, and archived', async () => {
    const { body: picture } = await sendsPicture(png()).expect(201);
    const draft = await writes({
      ...whole,
      imageId: (picture as { id: string }).id,
      imageAltEn: 'A bridge in blue',
      imageAltFr: 'Un pont en bleu',
    });
    expect(await page('/en/news')).not.toContain('A day for children');
    const article = await publishes(draft);
    expect(article).toMatchObject({
      state: 'published',
      slug: 'a-day-for-children',
      actions: ['archive'],
    });
    expect(await page('/en/news')).toContain('A day for children');
    const french = await page('/fr/news/a-day-for-children');
    expect(french).toContain('<h2>Lumières</h2>');
    expect(french).toContain('alt="Un pont en bleu"');
    const address = /\/news-images\/[0-9a-f]{64}\.png/.exec(french)![0];
    const image = (await register.anonymous.get(address).buffer(true).parse(bytes).expect(200))
      .body as Buffer;
    expect(image.toString('latin1')).not.toContain('Ada');

    const rss = (
      await register.anonymous
        .get('/en/news.rss')
        .expect(200)
        .expect('content-type', /application\/rss\+xml/)
    ).text;
    expect(rss).toContain('<link>http://register.example/en/news/a-day-for-children</link>');
    expect(rss).toContain('http://register.example/en/pact');
    const atom = (await register.anonymous.get('/fr/news.atom').expect(200)).text;
    expect(atom).toContain('<title>Une journée pour les enfants</title>');
    const { body } = await register.anonymous.get('/api/v1/news?language=fr').expect(200);
    expect(body).toMatchObject({
      items: [{ slug: 'a-day-for-children', title: 'Une journée pour les enfants' }],
      next: null,
    });

    await step(article, { action: 'archive' }).expect(200);
    await register.hearsOfChanges();
    await register.anonymous.get('/en/news/a-day-for-children').expect(404);
    await register.anonymous.get(address).expect(404);
    const events = await register.sql<{ action: string }>(
      'SELECT action FROM event WHERE subject_id = $1 ORDER BY seq',
      [article.id],
    );
    expect(events.map(({ action }) => action)).toEqual([
      'article.create',
      'article.publish',
      'article.archive',
    ]);
  });

  it('appears when its time has come, once, and not before', async () => {
    const later = await publishes(
      await writes({ ...whole, titleEn: 'Tomorrow' }),
      new Date(Date.now() + 86_400_000),
    );
    await register.app.get(JobsService).runAll();
    expect(await page('/en/news')).not.toContain('Tomorrow');
    await register.anonymous.get(`/en/news/${later.slug}`).expect(404);
    await register.sql(`UPDATE article SET publish_at = now() WHERE id = $1`, [later.id]);
    await Promise.all([
      register.app.get(JobsService).runAll(),
      register.app.get(JobsService).runAll(),
    ]);
    expect(await page('/en/news')).toContain('Tomorrow');
    expect(
      await register.sql(
        `SELECT 1 FROM event WHERE subject_id = $1 AND action = 'article.appear'`,
        [later.id],
      ),
    ).toHaveLength(1);
  });

  it('of the same title gets another address', async () => {
    const [first, second] = [
      await publishes(await writes({ ...whole, titleEn: 'Twins' })),
      await publishes(await writes({ ...whole, titleEn: 'Twins' })),
    ];
    expect([first.slug, second.slug]).toEqual(['twins', 'twins-2']);
  });

  it('S01 S02 shows no markup of its writer, and links nowhere but to the web and to our own pages', async () => {
    const evil = [
      '<script>alert(1)</script><img src=x onerror=alert(1)>',
      '[a](javascript:alert(1)) [b](data:text/html,x) [c](//evil.example) [d](vbscript:x) ' +
        '[e](  JaVaScRiPt:x)',
      '![pixel](https://spy.example/p.gif)',
      '<https://ok.example/> [own](/en/pact) [q](https://x.example/"onclick="x)',
    ].join('\n\n');
    const article = await publishes(
      await writes({
        ...whole,
        titleEn: '<b>Bold</b> & "quoted"',
        summaryEn: '<i>x</i>',
        bodyEn: evil,
      }),
    );
    for (const path of [`/en/news/${article.slug}`, '/en/news', '/en/news.rss', '/en/news.atom']) {
      const text = await page(path);
      expect(text).not.toMatch(
        /<script>alert|<img src=x|onerror=alert\(1\)>|<b>Bold|<i>x|href="(javascript|data|vbscript|\/\/)|spy\.example\/p\.gif"[^<]*>?<img|src="https:\/\/spy/i,
      );
      expect(text).not.toMatch(/<[^>]*\sonclick=/);
    }
    const html = await page(`/en/news/${article.slug}`);
    expect(html).toContain('<a href="https://ok.example/">');
    expect(html).toContain('&lt;b&gt;Bold&lt;/b&gt;');
  });

  it('with a gap in one language is not published, nor does a gap appear in what is', async () => {
    const draft = await writes({ titleEn: 'Half', bodyEn: 'x' });
    const refusal = await changesNothing(register, () => step(draft, { action: 'publish' }));
    expect(fieldsOf(expectProblem(refusal, 422, 'invalid-input'))).toEqual([
      '/titleFr isNotEmpty',
      '/summaryEn isNotEmpty',
      '/summaryFr isNotEmpty',
      '/bodyFr isNotEmpty',
    ]);
    const article = await publishes(await writes(whole));
    expectProblem(
      await changesNothing(register, () => saves(article, { ...whole, bodyFr: '' })),
      422,
      'invalid-input',
    );
    expectProblem(
      await changesNothing(register, () =>
        publisher.browser
          .delete(`/api/v1/staff/articles/${article.id}`)
          .set('If-Match', `"${article.version}"`),
      ),
      409,
    );
  });

  it('U10 has no picture without alternative text in both languages', async () => {
    const { body } = await sendsPicture(png(7, 7)).expect(201);
    const imageId = (body as { id: string }).id;
    const refusal = await changesNothing(register, () =>
      publisher.browser.post('/api/v1/staff/articles').send({ ...whole, imageId, imageAltEn: ' ' }),
    );
    expect(fieldsOf(expectProblem(refusal, 422))).toEqual([
      '/imageAltEn isNotEmpty',
      '/imageAltFr isNotEmpty',
    ]);
    await register.sql(`UPDATE news_image SET uploaded_at = now() - interval '2 days'`);
    await register.app.get(JobsService).runAll();
    expect(await register.sql('SELECT 1 FROM news_image WHERE id = $1', [imageId])).toHaveLength(0);
    const gone = await changesNothing(register, () =>
      publisher.browser
        .post('/api/v1/staff/articles')
        .send({ ...whole, imageId, imageAltEn: 'x', imageAltFr: 'x' }),
    );
    expect(fieldsOf(expectProblem(gone, 422))).toEqual(['/imageId imageGone']);
  });

  it.each([
    ['a PDF', Buffer.from('%PDF-1.4\n%%EOF'), 415, 'picture-type'],
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      415,
      'picture-type',
    ],
    ['nothing', Buffer.alloc(0), 422, 'file-empty'],
    ['a broken PNG', png().subarray(0, 40), 422, 'picture-unreadable'],
    ['a wall', png(6_001, 1), 422, 'picture-too-wide'],
    ['too much', Buffer.concat([png(), Buffer.alloc(2 * 1024 * 1024)]), 413, 'picture-too-large'],
  ])('S08 S34 %s is no picture', async (_, file, status, code) => {
    expectProblem(await changesNothing(register, () => sendsPicture(file)), status, code);
  });

  it('RL14 when two change it, one sees the other’s changes and nothing is lost', async () => {
    const article = await writes(whole);
    await saves(article, { ...whole, titleEn: 'First' }).expect(200);
    const refusal = await changesNothing(register, () =>
      saves(article, { ...whole, titleEn: 'Second' }),
    );
    expect(expectProblem(refusal, 412, 'changed-meanwhile')).toMatchObject({
      changedBy: publisher.name,
      change: 'article.save',
      version: 2,
    });
    await publisher.browser
      .delete(`/api/v1/staff/articles/${article.id}`)
      .set('If-Match', '"2"')
      .expect(204);
  });
});

// Typical requests of staff. Each is repeated with different values, as many staff members would
// send it.
export const repetitions = 30;

/**
 * @returns the requests to measure: a name, a list of addresses, and whether it is a list or the
 *   dashboard.
 */
export async function requests(get) {
  const queue = async (query) => JSON.parse(await get(`/submissions?${query}`));
  const first = await queue('show=approved,waiting'.replace('approved', 'published'));
  const waiting = (await queue('')).items;
  const last = await deepest(get, '/submissions?show=published', 20);
  const deepRegister = await deepest(get, '/signatories?sort=name', 20);
  const deepChanged = await deepest(get, '/signatories?sort=changed', 20);
  const { colleagues } = JSON.parse(await get('/events/words'));
  const trail = JSON.parse(await get('/events'));
  const countries = ['DE', 'FR', 'IT', 'ES', 'GB', 'PL', 'UA', 'RO', 'TR', 'NL'];
  const names = [
    'san',
    'nova',
    'saint',
    'ber',
    'koln',
    'paris',
    'villa',
    'stara',
    'monte',
    'alt',
    'харків',
    'Αθήνα',
    'bad',
    'santa maria',
    'kirch',
  ];
  const each = (values, address) =>
    Array.from({ length: repetitions }, (_, index) =>
      address(values[index % values.length], index),
    );
  const cases = [...waiting, ...first.items].map(({ id }) => id);
  return [
    ['queue, first page', each([''], () => '/submissions')],
    ['queue, published', each([''], () => '/submissions?show=published')],
    [
      'queue, all stages',
      each([''], () => '/submissions?show=waiting,changes_requested,to_publish,published,rejected'),
    ],
    ['queue, page 20 and on', each(last, (after) => `/submissions?show=published&after=${after}`)],
    [
      'queue by band',
      each(['new', 'due', 'overdue', 'due,overdue'], (band) => `/submissions?band=${band}`),
    ],
    [
      'queue by country',
      each(countries, (country) => `/submissions?show=waiting,published&country=${country}`),
    ],
    [
      'queue by kind',
      each(
        ['region', 'association', 'municipality', 'other'],
        (kind) => `/submissions?show=published&kind=${kind}`,
      ),
    ],
    [
      'queue by subject',
      each(
        ['endorsement', 'progress'],
        (subject) => `/submissions?show=published&subject=${subject}`,
      ),
    ],
    [
      'queue by colleague',
      each(
        ['me', 'nobody', ...colleagues.map(({ id }) => id)],
        (who) => `/submissions?show=waiting,published&assignee=${who}`,
      ),
    ],
    [
      'queue by language and demo',
      each(['true', 'false'], (demo) => `/submissions?show=published&language=fr&demo=${demo}`),
    ],
    [
      'queue, a reference',
      each(first.items, ({ reference }) => `/submissions?show=waiting,published&q=${reference}`),
    ],
    [
      'queue, a name',
      each(names, (name) => `/submissions?show=waiting,published&q=${encodeURIComponent(name)}`),
    ],
    [
      'queue, an address',
      each(
        ['contact'],
        (_, index) =>
          '/submissions?show=waiting,published&' +
          `q=contact${index * 37 + 1}@town${index * 37 + 1}.example`,
      ),
    ],
    ['next case', each(waiting, ({ id }) => `/next-case?except=${id}`)],
    ['case with duplicates', each(cases, (id) => `/submissions/${id}`)],
    ['register, first page', each(['name', 'changed'], (sort) => `/signatories?sort=${sort}`)],
    [
      'register by state',
      each(
        ['published', 'on_hold', 'withdrawn', 'unlisted', 'published,on_hold'],
        (state) => `/signatories?state=${state}`,
      ),
    ],
    ['register by country', each(countries, (country) => `/signatories?country=${country}`)],
    [
      'register by kind and demo',
      each(
        ['municipality', 'region', 'association'],
        (kind) => `/signatories?kind=${kind}&demo=yes`,
      ),
    ],
    ['register, a name', each(names, (name) => `/signatories?q=${encodeURIComponent(name)}`)],
    [
      'register, page 20 and on',
      each([...deepRegister, ...deepChanged], (after) => {
        const sort = deepRegister.includes(after) ? 'name' : 'changed';
        return `/signatories?sort=${sort}&after=${after}`;
      }),
    ],
    ['dashboard', each([''], () => '/figures'), 500],
    [
      'rows of a figure: signatories',
      each(countries, (country) => `/figures/rows?of=signatories&country=${country}`),
    ],
    [
      'rows of a figure: pledges',
      each(
        ['prevention', 'protection', 'prosecution', 'participation'],
        (pillar) => `/figures/rows?of=pledges&pillar=${pillar}&progress=done`,
      ),
    ],
    [
      'rows of a figure: decisions',
      each(
        ['approve', 'reject', 'request_changes'],
        (verdict) => `/figures/rows?of=decisions&verdict=${verdict}`,
      ),
    ],
    ['trail, newest', each([''], () => '/events')],
    [
      'trail by action',
      each(
        ['submission.approve', 'document', 'submission', 'settings.change', 'staff'],
        (action) => `/events?action=${action}`,
      ),
    ],
    ['trail by colleague', each(colleagues, ({ id }) => `/events?actor=${id}`)],
    [
      'trail by kind of actor',
      each(['system', 'applicant', 'staff'], (kind) => `/events?actorKind=${kind}`),
    ],
    ['trail of a case', each(first.items, ({ reference }) => `/events?subject=${reference}`)],
    [
      'trail of a week',
      each([7, 30, 90, 200], (days) => `/events?from=${day(days)}&to=${day(days - 7)}`),
    ],
    [
      'trail by all at once',
      each(
        colleagues,
        ({ id }) => `/events?actor=${id}&action=document.view&from=${day(200)}&to=${day(20)}`,
      ),
    ],
    [
      'trail, deep',
      each([trail], (_, index) => {
        const seq = (Number(trail.items[0].seq) * (index + 1)) / (repetitions + 1);
        return `/events?before=${Math.max(1, Math.round(seq))}`;
      }),
    ],
    ['mails, newest', each([''], () => '/mails')],
    [
      'mails by state',
      each(['dead', 'delayed', 'queued', 'sent'], (state) => `/mails?state=${state}`),
    ],
    ['mails, an address', each([''], (_, index) => `/mails?q=contact${index * 41 + 1}@town`)],
    ['mails, a reference', each(first.items, ({ reference }) => `/mails?q=${reference}`)],
    [
      'export begun: register',
      each(['csv', 'xlsx'], (format) => `/signatories/export?format=${format}&country=DE`),
      1000,
    ],
    [
      'export begun: queue',
      each(
        ['csv', 'xlsx'],
        (format) => `/submissions/export?show=published&format=${format}&country=DE`,
      ),
      1000,
    ],
    [
      'export begun: trail',
      each(['submission.approve'], (action) => `/events.csv?action=${action}`),
      1000,
    ],
  ].map(([name, addresses, target = 200]) => ({ name, addresses, target }));
}

const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

/** Ten cursors of the pages after the first `skip`. */
async function deepest(get, address, skip) {
  const cursors = [];
  let after = '';
  for (let page = 0; page < skip + 10; page += 1) {
    const { next } = JSON.parse(await get(`${address}${after && `&after=${after}`}`));
    if (!next) break;
    after = encodeURIComponent(next);
    if (page >= skip) cursors.push(after);
  }
  return cursors;
}

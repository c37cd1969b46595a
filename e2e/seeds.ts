import { createHash } from 'node:crypto';
import { expect, request, test, type APIRequestContext, type Page } from '@playwright/test';
import { linkIn, readMail, signedPact } from './support.ts';
import { subjectOf } from './words.ts';

/** A town for a test that is not about its form: it joins through the API. */
export interface Seed {
  name: string;
  country: string;
  language: 'en' | 'fr' | 'de' | 'pl';
  email: string;
  /** Unsaid, a municipality. */
  kind?: 'municipality' | 'association';
  /** It says that prosecution is not its matter. */
  isOutside?: boolean;
}

/** A place inside each country: elsewhere the form asks whether it is meant. */
const places: Record<string, { latitude: string; longitude: number }> = {
  AT: { latitude: '47.6', longitude: 14.1 },
  CH: { latitude: '46.9', longitude: 8.2 },
  DE: { latitude: '52.5', longitude: 13.4 },
  FR: { latitude: '48.3', longitude: 4.4 },
  LI: { latitude: '47.15', longitude: 9.55 },
  UA: { latitude: '48.3', longitude: 25.1 },
};

const answers = ({ name, country, email, kind = 'municipality', isOutside = false }: Seed) => ({
  authority: {
    kind,
    countryCode: country,
    nameOfficial: name,
    region: 'Region',
    website: 'www.example.org',
    population: '12 500',
  },
  place: places[country]!,
  signer: { name: 'Ana Horvat', office: 'Mayor' },
  contact: { name: 'Ivo Kovač', email },
  decision: { body: 'council', decidedOn: '2026-03-12' },
  prevention: { actions: [{ code: 'prevention.training' }], ownWords: [] },
  protection: { actions: [], ownWords: [{ text: `A house for children in ${name}` }] },
  prosecution: {
    actions: [],
    ownWords: [],
    ...(isOutside ? { notCompetent: true } : { notYet: 'The court is not ours.' }),
  },
  participation: { actions: [], ownWords: [{ text: 'A council of children' }] },
  declaration: { accepted: true },
});

async function told<Data>(call: ReturnType<APIRequestContext['get']>): Promise<Data> {
  const response = await call;
  expect(
    response.ok(),
    `${response.url()}: ${response.status()} ${response.ok() ? '' : await response.text()}`,
  ).toBe(true);
  return (await response.json()) as Data;
}

/** Begins an endorsement and fills in everything, without sending it. @returns the reference. */
export async function fillsIn(seed: Seed, town: APIRequestContext): Promise<string> {
  const begun = await told<{ version: number; reference: string }>(
    town.post('/api/v1/submissions', { data: { language: seed.language } }),
  );
  let { version } = begun;
  for (const [section, data] of Object.entries(answers(seed))) {
    const headers = { 'If-Match': `"${version}"` };
    ({ version } = await told<{ version: number }>(
      town.put(`/api/v1/submission/sections/${section}`, { data, headers }),
    ));
  }
  return begun.reference;
}

/**
 * Fills in and sends everything, and proves the address.
 * @param browser the town's own, if the test continues in it.
 * @returns the reference.
 */
export async function joins(seed: Seed, browser?: APIRequestContext): Promise<string> {
  const { baseURL, extraHTTPHeaders } = test.info().project.use;
  const town =
    browser ??
    (await request.newContext({ baseURL: baseURL!, extraHTTPHeaders: extraHTTPHeaders! }));
  const reference = await sends(seed, town);
  const link = linkIn(await readMail(seed.email, subjectOf(seed.language, 'confirm_email')));
  await told(
    town.post('/api/v1/confirmations', {
      data: { token: new URLSearchParams(link.split('?')[1]).get('token') },
    }),
  );
  return reference;
}

/** Many towns, each from a network of its own, three at a time. @returns the references. */
export async function allJoin(towns: Seed[]): Promise<string[]> {
  const { baseURL } = test.info().project.use;
  const group = createHash('sha256').update(towns[0]!.email).digest('hex').slice(0, 4);
  const network = (n: number): Promise<APIRequestContext> =>
    request.newContext({
      baseURL: baseURL!,
      extraHTTPHeaders: { 'x-forwarded-for': `2001:db8:${group}:${n.toString(16)}::1` },
    });
  const references: string[] = [];
  for (let begin = 0; begin < towns.length; begin += 3)
    references.push(
      ...(await Promise.all(
        towns.slice(begin, begin + 3).map(async (town, n) => joins(town, await network(begin + n))),
      )),
    );
  return references;
}

/** Fills in and sends everything; nobody has proven the address yet. @returns the reference. */
export async function sends(seed: Seed, town: APIRequestContext): Promise<string> {
  const reference = await fillsIn(seed, town);
  await told(
    town.post('/api/v1/submission/documents', {
      multipart: { kind: 'signed_pact', file: signedPact },
    }),
  );
  await told(town.post('/api/v1/submission/sending'));
  return reference;
}

interface Case {
  id: string;
  version: number;
  documents: { id: string }[];
  signatory: { id: string; publicId: string; version: number } | null;
}

/**
 * Approves a case as the colleague signed in on `page`, and publishes it if requested.
 * @param anotherAuthority why it is not the entry of the same name.
 */
export async function isApproved(
  page: Page,
  reference: string,
  publish = false,
  anotherAuthority?: string,
): Promise<Case & { signatory: NonNullable<Case['signatory']> }> {
  const staff = page.request;
  const { items } = await told<{ items: { id: string }[] }>(
    staff.get('/api/v1/staff/submissions', { params: { q: reference } }),
  );
  const address = `/api/v1/staff/submissions/${items[0]!.id}`;
  const { version, documents } = await told<Case>(staff.get(address));
  for (const { id } of documents)
    expect((await staff.get(`/api/v1/staff/documents/${id}`)).ok()).toBe(true);
  const headers = { 'If-Match': `"${version}"` };
  const { signatory } = await told<Case>(
    staff.post(`${address}/decisions`, {
      headers,
      data: {
        ...{ verdict: 'approve', duplicatesCompared: true },
        ...(anotherAuthority ? { anotherAuthority } : {}),
      },
    }),
  );
  if (publish) await isPublished(page, signatory!.id);
  const approved = await told<Case>(staff.get(address));
  return { ...approved, signatory: approved.signatory! };
}

/** Publishes a signatory, as the colleague signed in on `page`. */
export async function isPublished({ request: staff }: Page, id: string): Promise<void> {
  const address = `/api/v1/staff/signatories/${id}`;
  const { version } = await told<{ version: number }>(staff.get(address));
  await told(
    staff.post(`${address}/changes`, {
      headers: { 'If-Match': `"${version}"` },
      data: { action: 'publish', reasonCode: 'ready' },
    }),
  );
}

/** Merges one signatory into another, as the colleague signed in on `page`. */
export async function mergesInto(page: Page, id: string, into: string): Promise<void> {
  const staff = page.request;
  const versionOf = async (one: string) =>
    (await told<{ version: number }>(staff.get(`/api/v1/staff/signatories/${one}`))).version;
  await told(
    staff.post(`/api/v1/staff/signatories/${id}/merger`, {
      headers: { 'If-Match': `"${await versionOf(id)}"` },
      data: {
        ...{ into, intoVersion: await versionOf(into), pledges: [] },
        ...{ reasonCode: 'entered_twice', reason: 'The endorsement came later.', mail: false },
      },
    }),
  );
}

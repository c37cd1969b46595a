import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { DataSource } from 'typeorm';
import { loadDemo } from '../../src/commands/seed/demo-load.js';
import { seedPlaces } from '../../src/commands/seed/seed-places.js';
import { startApp, type TestApp } from './app.js';
import { authority, listed } from './journalist.js';

export interface Candidate {
  id: string;
  name: string;
  description: string;
  score: number;
  match: boolean;
}
export type Answers = Record<string, { result: Candidate[] }>;

export const address = '/api/v1/reconcile';
export const inCountry = (v: unknown) => ({ properties: [{ pid: 'country', v }] });

const validators = new Map<string, ValidateFunction>();

/** Whether a message fits the schema of the protocol. */
export function fits(schema: string, value: unknown): void {
  const validate = validators.get(schema)!;
  expect({ schema, fits: validate(value), errors: validate.errors }).toEqual({
    schema,
    fits: true,
    errors: null,
  });
}

function readSchemas(): void {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const read = (name: string) =>
    JSON.parse(
      readFileSync(new URL(`../fixtures/reconciliation-0.2/${name}.json`, import.meta.url), 'utf8'),
    ) as { $schema?: string; properties?: { authentication?: unknown } };
  ajv.addSchema(read('type'));
  for (const name of [
    'manifest',
    'reconciliation-query-batch',
    'reconciliation-result-batch',
    'data-extension-query',
    'data-extension-response',
    'data-extension-property-proposal',
    'suggest-entities-response',
    'suggest-properties-response',
  ]) {
    const { $schema: _, ...schema } = read(name);
    // It refers to Swagger's schema, which is elsewhere; ours asks for no sign-in.
    if (schema.properties) delete schema.properties.authentication;
    validators.set(name, ajv.compile(schema));
  }
}

/** A register with the towns of a journalist, and others that are easily taken for another. */
export async function startMatching(): Promise<TestApp> {
  readSchemas();
  const register = await startApp({ described: true });
  const database = register.app.get(DataSource);
  await seedPlaces(database, () => undefined);
  await loadDemo(database.manager, [
    ...listed.map(([country, official, en]) => authority(country, official, en)),
    authority('IT', 'Provincia di Milano', 'Province of Milan', { kind: 'region' }),
    authority('AT', 'Salzburg', 'Salzburg', { region: 'Salzburg' }),
    authority('AT', 'Neustadt', 'Neustadt'),
    authority('DE', 'Neustadt', 'Neustadt'),
    authority('DE', 'Dresden', 'Dresden', { state: 'withdrawn' }),
    // The shortest is not the one whose letters are the most alike.
    ...['Saint-Malo', 'Saint-Denis', 'Saint-Quentin', 'Saint-Omer'].map((name) =>
      authority('FR', name),
    ),
    authority('ES', 'Ciudad Real'),
    authority('GB', 'Borough Green'),
    // The gazetteer has a town of this name; it is not said that this is it.
    authority('AT', 'Linz', 'Linz'),
    authority('DE', 'Nirgendheim', 'Nirgendheim'),
    authority('AT', 'Wels', 'Wels'),
    authority('AT', 'Villach', 'Villach', { state: 'on_hold' }),
  ]);
  await register.sql(
    `UPDATE authority a SET demo = a.name_official = 'Wels', geonames_id = CASE
       WHEN a.kind = 'municipality' AND a.name_official <> 'Linz' THEN (
         SELECT p.id FROM place p WHERE p.country_code = a.country_code
           AND (p.name_official IN (a.name_official, a.name_en) OR p.name_en = a.name_en
             OR p.other_names LIKE '%' || a.name_en || '%')
         ORDER BY p.population DESC LIMIT 1) END`,
  );
  await register.sql(
    `UPDATE signatory s SET demo = a.demo FROM authority a WHERE a.id = s.authority_id`,
  );
  await register.sql(`UPDATE register SET version = version + 1`);
  await register.sql(`SELECT pg_notify('register', (SELECT version::text FROM register))`);
  await register.hearsOfChanges();
  return register;
}

/** Asks about names, by form, and checks question and answer. */
export async function matches(register: TestApp, queries: object): Promise<Answers> {
  fits('reconciliation-query-batch', queries);
  const answer = await register.anonymous
    .post(address)
    .type('form')
    .send({ queries: JSON.stringify(queries) })
    .expect(200);
  fits('reconciliation-result-batch', answer.body);
  return answer.body as Answers;
}

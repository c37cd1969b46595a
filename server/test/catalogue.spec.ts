import { readFile } from 'node:fs/promises';
import { Parser, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { catalogue, prefixes } from '../src/site/open-data/catalogue.js';
import { turtle, type RdfNode } from '../src/site/open-data/rdf.js';

const register = { version: 42, changedAt: '2026-11-24T09:00:00.000Z' };
const snapshot = {
  day: '2026-11-24',
  path: '/api/v1/snapshots/2026-11-24.csv',
  sha256: 'ab'.repeat(32),
  bytes: 4711,
  signatories: 77,
  registerVersion: 42,
  madeAt: register.changedAt,
};
const nodes = () =>
  catalogue('https://register.example', register, snapshot, ['register.example/log+0123abcd+AQ']);

let validator: SHACLValidator;
beforeAll(async () => {
  const shapes = await readFile(
    new URL('./fixtures/dcat-ap-3.shapes.ttl', import.meta.url),
    'utf8',
  );
  validator = new SHACLValidator(new Store(new Parser().parse(shapes)));
});

/** The violations of the SHACL shapes, as `Class path`. */
async function faultsOf(described: RdfNode[]): Promise<string[]> {
  const { results } = await validator.validate(
    new Store(new Parser().parse(turtle(prefixes, described))),
  );
  return results.map(
    ({ focusNode, path, message }) =>
      `${focusNode?.value} ${(path as { value: string } | null)?.value} ` +
      `${message.map(({ value }) => value).join()}`,
  );
}

describe('O4 the catalogue and the shapes of DCAT-AP 3', () => {
  it('conforms', async () => {
    expect(await faultsOf(nodes())).toEqual([]);
  });

  it.each([
    ['dcat:Catalog', 'dct:publisher'],
    ['dcat:Catalog', 'dct:description'],
    ['dcat:Dataset', 'dct:title'],
    ['dcat:Dataset', 'dcat:distribution'],
    ['dcat:Distribution', 'dcat:accessURL'],
    ['dcat:DataService', 'dcat:endpointURL'],
    ['foaf:Agent', 'foaf:name'],
  ])('a %s without its %s would be found', async (type, property) => {
    const broken = nodes().map((node) =>
      node['@type'] === type ? { ...node, [property]: undefined } : node,
    );
    expect(await faultsOf(broken)).not.toEqual([]);
  });

  it.each([
    'foaf:Document',
    'dct:LinguisticSystem',
    'dct:LicenseDocument',
    'dct:RightsStatement',
    'dct:Frequency',
    'dct:Location',
    'dct:Standard',
    'dct:MediaTypeOrExtent',
    'dct:MediaType',
    'spdx:ChecksumAlgorithm',
    'skos:Concept',
    'skos:ConceptScheme',
  ])('a missing description of a %s would be found', async (type) => {
    expect(await faultsOf(nodes().filter((node) => node['@type'] !== type))).not.toEqual([]);
  });

  it('a modification date that is no date, a second licence and a contact that is not described would be found', async () => {
    for (const wrong of [
      { 'dct:modified': 'yesterday' },
      { 'dct:license': [{ '@id': 'https://one.example' }, { '@id': 'https://two.example' }] },
      { 'dcat:contactPoint': { '@id': 'https://nobody.example' } },
    ] as Partial<RdfNode>[]) {
      const [property] = Object.keys(wrong) as [string];
      const broken = nodes().map((node) =>
        property in node ? ({ ...node, ...wrong } as RdfNode) : node,
      );
      expect(await faultsOf(broken)).not.toEqual([]);
    }
  });
});

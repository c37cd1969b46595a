import type { TableTexts } from './data-table.js';
import { dataset } from './dataset.js';

/** Metadata of a CSV's columns (CSV on the Web, W3C: Metadata Vocabulary for Tabular Data). */
export function csvMetadata(table: TableTexts, baseUrl: string, changedAt: string): object {
  const { title, description, columns } = table;
  const { licence, publisher, publisherPage, keywords } = dataset;
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url: `${baseUrl}/api/v1/${table.name}.csv`,
    'dc:title': inBoth(title),
    'dc:description': inBoth(description),
    'dcat:keyword': keywords.en,
    'dc:publisher': { 'schema:name': inBoth(publisher), 'schema:url': { '@id': publisherPage } },
    'dc:license': { '@id': licence },
    'dc:modified': { '@value': changedAt, '@type': 'xsd:dateTime' },
    dialect: {
      delimiter: ',',
      encoding: 'utf-8',
      header: true,
      lineTerminators: ['\r\n'],
      quoteChar: '"',
      doubleQuote: true,
    },
    tableSchema: {
      columns: columns.map(({ name, title: titles, datatype = 'string', required, separator }) => ({
        name,
        titles: { und: [name], en: [titles.en], fr: [titles.fr] },
        datatype,
        ...(required ? { required } : {}),
        ...(separator ? { separator } : {}),
      })),
      primaryKey: 'id',
      ...(table.about ? { aboutUrl: table.about } : {}),
    },
  };
}

/** The header by which a CSV leads to its description. */
export function describedBy(baseUrl: string, table: string): string {
  const address = `${baseUrl}/api/v1/${table}.csv-metadata.json`;
  return `<${address}>; rel="describedby"; type="application/csvm+json"`;
}

function inBoth({ en, fr }: { en: string; fr: string }) {
  return [
    { '@value': en, '@language': 'en' },
    { '@value': fr, '@language': 'fr' },
  ];
}

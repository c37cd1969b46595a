import { columns } from './columns.js';
import { dataset } from './dataset.js';

/** Metadata of the CSV's columns (CSV on the Web, W3C: Metadata Vocabulary for Tabular Data). */
export function csvMetadata(url: string, changedAt: string): object {
  const { title, description, licence, publisher, publisherPage, keywords } = dataset;
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url,
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
      aboutUrl: '{+url}#authority',
    },
  };
}

function inBoth({ en, fr }: { en: string; fr: string }) {
  return [
    { '@value': en, '@language': 'en' },
    { '@value': fr, '@language': 'fr' },
  ];
}

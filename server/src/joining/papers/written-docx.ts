import { escapeXml } from '../../../../contract/escape-xml.js';
import type { Language } from '../../../../contract/languages.js';
import { zip } from '../../platform/spreadsheets/zip.js';
import { colours } from './paper.js';
import { docxNumbering, docxStyles } from './docx-styles.js';
import { paragraph, run } from './docx-text.js';
import { docxTable } from './docx-table.js';
import type { Block, TableBlock, WrittenPaper } from './written-paper.js';

/** The language tag for the spell checker. */
const tags: Record<Language, string> = {
  en: 'en-GB',
  fr: 'fr-FR',
  de: 'de-DE',
  uk: 'uk-UA',
  pt: 'pt-PT',
  it: 'it-IT',
  es: 'es-ES',
  nl: 'nl-NL',
  pl: 'pl-PL',
  ro: 'ro-RO',
  el: 'el-GR',
  tr: 'tr-TR',
};
const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
const pack = 'http://schemas.openxmlformats.org/package/2006';
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const namespaces = `xmlns:w="${word}" xmlns:r="${office}/relationships"`;
const begin = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

type DocxBlock = Block | TableBlock;
type DocxPaper = WrittenPaper<TableBlock>;

/** Width of the text in twentieths of a point: A4 without its margins. */
const measure = 9_666;

/**
 * A paper as a document that councils edit (Office Open XML, ISO/IEC 29500), with the structure
 * that Word and LibreOffice read aloud: title, headings, lists. Written by hand like our workbooks
 * (decision 0078).
 */
export async function writtenDocx(paper: DocxPaper): Promise<Buffer> {
  const links = new Map<string, string>();
  const body = paper.blocks.map((block) => blockXml(block, links, paper.blocks)).join('');
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relations([
      ['rId1', 'officeDocument', 'word/document.xml'],
      ['rId2', 'core', 'docProps/core.xml'],
    ]),
    'docProps/core.xml': core(paper),
    'word/document.xml': document(paper, body),
    'word/styles.xml': docxStyles(namespaces, tags[paper.language]),
    'word/numbering.xml': docxNumbering(namespaces, paper.blocks.filter(isNumbered).length),
    'word/settings.xml': settings(),
    'word/header1.xml': header(paper.running),
    'word/footer1.xml': footer(),
    'word/_rels/document.xml.rels': relations([
      ['rId1', 'styles', 'styles.xml'],
      ['rId2', 'numbering', 'numbering.xml'],
      ['rId3', 'settings', 'settings.xml'],
      ['rId4', 'header', 'header1.xml'],
      ['rId5', 'footer', 'footer1.xml'],
      ...[...links].map(([address, id]) => [id, 'hyperlink', address] as const),
    ]),
  };
  const pieces: Buffer[] = [];
  const named = Object.entries(parts).map(([name, xml]) => ({ name, content: [begin + xml] }));
  for await (const piece of zip(named)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const isNumbered = (block: DocxBlock) => block.kind === 'list' && block.numbered === true;

type Write<Kind extends DocxBlock['kind']> = (
  block: Extract<DocxBlock, { kind: Kind }>,
  links: Map<string, string>,
  all: DocxBlock[],
) => string;

const write: { [Kind in DocxBlock['kind']]: Write<Kind> } = {
  heading: ({ text, colour }) =>
    paragraph('Heading1', run(text, colour ? `<w:color w:val="${colour.slice(1)}"/>` : '')),
  subheading: ({ text }) => paragraph('Heading2', run(text)),
  text: ({ text, small }) => paragraph(small ? 'Small' : 'Normal', run(text)),
  note: ({ text }) => paragraph('Note', run(text)),
  list: (block, _, all) => {
    // Each numbered list begins at one, so each has its own numbering.
    const list = block.numbered ? 2 + all.filter(isNumbered).indexOf(block) : 1;
    const level = `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>`;
    return block.items.map((item) => paragraph('ListParagraph', run(item), level)).join('');
  },
  link: ({ text, address }, links) => {
    const id = links.get(address) ?? `rLink${links.size + 1}`;
    links.set(address, id);
    const linked = run(address, '<w:rStyle w:val="Hyperlink"/>');
    return paragraph(
      'Small',
      `${run(`${text} `)}<w:hyperlink r:id="${id}">${linked}</w:hyperlink>`,
    );
  },
  tick: ({ text }) => {
    const sign = run('\u2610', '<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol"/>');
    return paragraph('Tick', sign + run(`  ${text}`));
  },
  blanks: ({ labels, tall }) => blankTable(labels, tall ? 1_100 : 560),
  table: (block) => docxTable(block, measure),
};

function blockXml(block: DocxBlock, links: Map<string, string>, all: DocxBlock[]): string {
  return (write[block.kind] as Write<DocxBlock['kind']>)(block, links, all);
}

/** Empty rows to type or write in above a line, with the labels below. */
function blankTable(labels: string[], height: number): string {
  const width = Math.floor(measure / labels.length);
  const line = `<w:bottom w:val="single" w:sz="6" w:color="${colours.line.slice(1)}"/>`;
  const cell = (content: string, borders: string) =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>` +
    `${borders && `<w:tcBorders>${borders}</w:tcBorders>`}<w:vAlign w:val="bottom"/></w:tcPr>` +
    `${content}</w:tc>`;
  const row = (cells: string, rule: string) =>
    `<w:tr><w:trPr><w:cantSplit/>${rule}</w:trPr>${cells}</w:tr>`;
  const keep = '<w:keepNext/>';
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${width * labels.length}" w:type="dxa"/>` +
    '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>' +
    `${labels.map(() => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
    row(
      labels.map(() => cell(paragraph('Blank', '', keep), line)).join(''),
      `<w:trHeight w:val="${height}" w:hRule="atLeast"/>`,
    ) +
    row(labels.map((label) => cell(paragraph('Label', run(label)), '')).join(''), '') +
    `</w:tbl>${paragraph('Gap', '')}`
  );
}

function document({ title, subtitle }: DocxPaper, body: string): string {
  return (
    `<w:document ${namespaces}><w:body>${paragraph('Title', run(title))}` +
    `${paragraph('Subtitle', run(subtitle))}${body}` +
    '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>' +
    '<w:footerReference w:type="default" r:id="rId5"/>' +
    '<w:footerReference w:type="first" r:id="rId5"/>' +
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1120" w:right="1120" w:bottom="1120" ' +
    'w:left="1120" w:header="560" w:footer="560" w:gutter="0"/><w:titlePg/></w:sectPr>' +
    '</w:body></w:document>'
  );
}

const header = (running: string) =>
  `<w:hdr ${namespaces}>${paragraph('Label', run(running))}</w:hdr>`;

const field = (name: string) =>
  `<w:fldSimple w:instr=" ${name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
const footer = () =>
  `<w:ftr ${namespaces}>` +
  paragraph('Label', `${field('PAGE')}${run(' / ')}${field('NUMPAGES')}`, '<w:jc w:val="right"/>') +
  '</w:ftr>';

/** Without this setting, Word opens the file in the compatibility mode of versions before 2013. */
const settings = () =>
  `<w:settings ${namespaces}><w:compat><w:compatSetting w:name="compatibilityMode" ` +
  'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>';

function core({ title, language, day }: DocxPaper): string {
  const date = (name: string) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${day}T00:00:00Z</dcterms:${name}>`;
  return (
    `<cp:coreProperties xmlns:cp="${pack}/metadata/core-properties" ` +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(title)}</dc:title><dc:language>${tags[language]}</dc:language>` +
    `${date('created')}${date('modified')}</cp:coreProperties>`
  );
}

type Relation = readonly [id: string, type: string, target: string];

function relations(all: readonly Relation[]): string {
  const each = all.map(([id, type, target]) => {
    const schema =
      type === 'core'
        ? `${pack}/relationships/metadata/core-properties`
        : `${office}/relationships/${type}`;
    const mode = type === 'hyperlink' ? ' TargetMode="External"' : '';
    return `<Relationship Id="${id}" Type="${schema}" Target="${escapeXml(target)}"${mode}/>`;
  });
  return `<Relationships xmlns="${pack}/relationships">${each.join('')}</Relationships>`;
}

function contentTypes(): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/${name}" ContentType="${type}"/>`;
  const words = ['styles', 'numbering', 'settings'].map((name) =>
    part(`word/${name}.xml`, `${mediaType}.${name}+xml`),
  );
  return (
    `<Types xmlns="${pack}/content-types"><Default Extension="rels" ` +
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part('word/document.xml', `${mediaType}.document.main+xml`) +
    words.join('') +
    part('word/header1.xml', `${mediaType}.header+xml`) +
    part('word/footer1.xml', `${mediaType}.footer+xml`) +
    part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    '</Types>'
  );
}

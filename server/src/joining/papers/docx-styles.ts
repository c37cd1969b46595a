import { colours } from './paper.js';

const colour = (value: string) => `<w:color w:val="${value.slice(1)}"/>`;
const size = (points: number) => `<w:sz w:val="${points * 2}"/><w:szCs w:val="${points * 2}"/>`;
const spacing = (before: number, after: number) =>
  `<w:spacing w:before="${before * 20}" w:after="${after * 20}"/>`;

interface Style {
  id: string;
  name: string;
  paragraph: string;
  run?: string;
  next?: string;
}

/**
 * In the order that the schema requires within a paragraph: keep, borders, spacing, indent, level.
 */
const styles: Style[] = [
  {
    id: 'Title',
    name: 'Title',
    paragraph: spacing(0, 2),
    run: `<w:b/>${colour(colours.brand)}${size(22)}`,
    next: 'Subtitle',
  },
  {
    id: 'Subtitle',
    name: 'Subtitle',
    paragraph: spacing(0, 12),
    run: `${colour(colours.soft)}${size(12)}`,
    next: 'Normal',
  },
  {
    id: 'Heading1',
    name: 'heading 1',
    paragraph: `<w:keepNext/><w:keepLines/>${spacing(16, 5)}<w:outlineLvl w:val="0"/>`,
    run: `<w:b/>${colour(colours.brand)}${size(14)}`,
    next: 'Normal',
  },
  {
    id: 'Heading2',
    name: 'heading 2',
    paragraph: `<w:keepNext/><w:keepLines/>${spacing(8, 3)}<w:outlineLvl w:val="1"/>`,
    run: `<w:b/>${size(11)}`,
    next: 'Normal',
  },
  {
    id: 'Note',
    name: 'Note',
    paragraph:
      `<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="${colours.brand.slice(1)}"/>` +
      `</w:pBdr>${spacing(4, 12)}<w:ind w:left="200"/>`,
    run: size(9.5),
  },
  {
    id: 'Small',
    name: 'Small',
    paragraph: spacing(0, 6),
    run: `${colour(colours.soft)}${size(9)}`,
  },
  {
    id: 'ListParagraph',
    name: 'List Paragraph',
    paragraph: `${spacing(0, 4)}<w:ind w:left="400" w:hanging="300"/>`,
  },
  { id: 'Tick', name: 'Tick', paragraph: `<w:keepNext/>${spacing(8, 2)}` },
  { id: 'Blank', name: 'Blank', paragraph: spacing(0, 0) },
  {
    id: 'Label',
    name: 'Label',
    paragraph: spacing(2, 2),
    run: `${colour(colours.soft)}${size(8.5)}`,
  },
  { id: 'Cell', name: 'Cell', paragraph: spacing(2, 2), run: size(9.5) },
  {
    id: 'CellHead',
    name: 'Cell head',
    paragraph: `<w:keepNext/>${spacing(2, 2)}`,
    run: `<w:b/>${colour(colours.brand)}${size(9)}`,
  },
  {
    id: 'CellGroup',
    name: 'Cell group',
    paragraph: `<w:keepNext/>${spacing(3, 3)}`,
    run: `<w:b/>${size(10)}`,
  },
  {
    id: 'Gap',
    name: 'Gap',
    paragraph: '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>',
  },
];

/** Arial covers our alphabets, and every office program has it or a font of the same widths. */
const font = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>';

/** @param language of the paper, for the spelling: `el-GR`. */
export function docxStyles(namespaces: string, language: string): string {
  const each = styles.map(
    ({ id, name, paragraph, run, next }) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>` +
      `<w:basedOn w:val="Normal"/>${next ? `<w:next w:val="${next}"/>` : ''}<w:qFormat/>` +
      `<w:pPr>${paragraph}</w:pPr>${run ? `<w:rPr>${run}</w:rPr>` : ''}</w:style>`,
  );
  return (
    `<w:styles ${namespaces}><w:docDefaults><w:rPrDefault><w:rPr>${font}` +
    `${colour(colours.ink)}${size(10.5)}<w:lang w:val="${language}"/></w:rPr></w:rPrDefault>` +
    `<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>` +
    '</w:pPrDefault></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>' +
    '<w:qFormat/></w:style>' +
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>' +
    `${colour(colours.brand)}<w:u w:val="single"/></w:rPr></w:style>${each.join('')}</w:styles>`
  );
}

/** Bullets, and one numbering for each of `numbered` lists. */
export function docxNumbering(namespaces: string, numbered: number): string {
  const definition = (id: number, format: string, sign: string) =>
    `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="singleLevel"/>` +
    `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/>` +
    `<w:lvlText w:val="${sign}"/><w:lvlJc w:val="left"/>` +
    '<w:pPr><w:ind w:left="400" w:hanging="300"/></w:pPr></w:lvl></w:abstractNum>';
  const lists = Array.from({ length: numbered }, (_, index) => index + 2);
  return (
    `<w:numbering ${namespaces}>${definition(0, 'bullet', '•')}` +
    `${lists.map((id) => definition(id, 'decimal', '%1.')).join('')}` +
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' +
    `${lists
      .map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`)
      .join('')}</w:numbering>`
  );
}

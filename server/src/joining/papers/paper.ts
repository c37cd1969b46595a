import { loadFonts, stretches, type Weight } from './fonts.js';
import type { Language } from '../../../../contract/languages.js';

/** Points (1/72 inch). A4 is 595 × 842. */
export const margin = 56;
/** The space between two lines, relative to the font size. */
export const lineGap = 0.18;
/** The colours of the light scheme in client/src/styles/tokens.css, because paper is white. */
export const colours = {
  ink: '#16233d',
  soft: '#4a566b',
  line: '#7d8594',
  brand: '#1d3f72',
  pillars: ['#0b6b63', '#3c4cae', '#8c2a5a', '#85540a'],
} as const;

interface Style {
  size?: number;
  weight?: Weight;
  colour?: string;
  align?: 'left' | 'center';
  /** Space below, in points. */
  after?: number;
  indent?: number;
  /** Narrower than the page: for a column. */
  width?: number;
}
type Tag = 'H1' | 'H2' | 'H3' | 'P' | 'LI';

/** ISO 14289-1. pdfkit supports it, but its types do not declare it yet. */
const accessible = { subset: 'PDF/UA' } as object;

/** Builds a PDF. It selects fonts, wraps text and adds structure for screen readers (PDF/UA-1). */
export class Paper {
  private readonly chunks: Buffer[] = [];
  private readonly root: PDFKit.PDFStructureElement;

  private constructor(
    readonly document: PDFKit.PDFDocument,
    private readonly running: string,
  ) {
    this.root = document.struct('Document');
    document.addStructure(this.root);
    document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
  }

  /**
   * @param moment the document's own date, so that the same facts give the same bytes.
   * @param running is printed at the top of every page after the first.
   */
  static async begin(
    title: string,
    language: Language,
    moment: Date,
    { landscape = false, running = '' } = {},
  ): Promise<Paper> {
    // Loaded for the first document and not at server start.
    const [{ default: PdfDocument }, fonts] = await Promise.all([import('pdfkit'), loadFonts()]);
    const document = new PdfDocument({
      size: 'A4',
      layout: landscape ? 'landscape' : 'portrait',
      margin,
      pdfVersion: '1.7',
      ...accessible,
      tagged: true,
      displayTitle: true,
      bufferPages: true,
      lang: language,
      font: '',
      info: {
        Title: title,
        Author: 'Congress of Local and Regional Authorities of the Council of Europe',
        CreationDate: moment,
        ModDate: moment,
      },
    });
    for (const [name, file] of fonts) document.registerFont(name, file);
    return new Paper(document, running);
  }

  /** Attaches a file that readers can save from the PDF. */
  attach(name: string, content: string, moment: Date): void {
    this.document.file(Buffer.from(content), {
      name,
      type: 'text/plain',
      description: 'c2sp.org/tlog-proof',
      creationDate: moment,
      modifiedDate: moment,
    });
  }

  /** Adds a paragraph, a heading or a list item. */
  text(
    tag: Tag,
    text: string,
    {
      size = 10.5,
      weight = 'regular',
      colour = colours.ink,
      align = 'left',
      after = 6,
      indent = 0,
      width: narrower,
    }: Style = {},
  ): this {
    const { document } = this;
    const { left, right } = document.page.margins;
    const width = narrower ?? document.page.width - left - right - indent;
    const parts = stretches(text, weight);
    this.root.add(
      document.struct(tag, {}, () => {
        document.fillColor(colour).fontSize(size);
        parts.forEach((part, index) => {
          const options = {
            width,
            align,
            lineGap: size * lineGap,
            continued: index < parts.length - 1,
          };
          document.font(part.font);
          if (index === 0) document.text(part.text, left + indent, document.y, options);
          else document.text(part.text, options);
        });
      }),
    );
    document.x = left;
    document.y += after;
    return this;
  }

  /** Lines and shapes that screen readers skip. */
  decorate(draw: (document: PDFKit.PDFDocument) => void): this {
    this.document.markContent('Artifact', { type: 'Layout' });
    draw(this.document);
    this.document.endMarkedContent();
    return this;
  }

  /** A picture with its text alternative. */
  picture(words: string, draw: (document: PDFKit.PDFDocument) => void): this {
    this.root.add(this.document.struct('Figure', { alt: words }, () => draw(this.document)));
    return this;
  }

  /** A blank line to write on, under its label. */
  blank(label: string, height = 30): this {
    this.keepTogether(height + 14);
    const { document } = this;
    const { left, right } = document.page.margins;
    document.y += height;
    this.decorate(() =>
      document
        .moveTo(left, document.y)
        .lineTo(document.page.width - right, document.y)
        .lineWidth(0.7)
        .stroke(colours.line),
    );
    document.y += 3;
    return this.text('P', label, { size: 8.5, colour: colours.soft, after: 6 });
  }

  /** Begins a new page when the given height does not fit on this one. */
  keepTogether(height: number): void {
    const { document } = this;
    if (document.y + height > document.page.height - document.page.margins.bottom)
      document.addPage();
  }

  /** The four Ps around a child, as on the pages of the register. */
  mark(x: number, y: number, size: number): this {
    const paths = [
      'M19 19V3a16 16 0 0 0-16 16z',
      'M21 19V3a16 16 0 0 1 16 16z',
      'M21 21v16a16 16 0 0 0 16-16z',
      'M19 21v16A16 16 0 0 1 3 21z',
    ];
    return this.decorate((document) => {
      document
        .save()
        .translate(x, y)
        .scale(size / 40);
      paths.forEach((path, index) => document.path(path).fill(colours.pillars[index]!));
      document.circle(20, 20, 5.5).fill(colours.brand).restore();
    });
  }

  /**
   * Written last onto the finished pages, because it must not interfere with a page break inside a
   * text.
   */
  private writeRunningHeads(): void {
    const { start, count } = this.document.bufferedPageRange();
    for (let page = start + 1; this.running && page < start + count; page += 1) {
      this.document.switchToPage(page);
      this.decorate((document) => {
        document.fontSize(8.5).fillColor(colours.soft);
        stretches(this.running, 'regular').forEach((part, index, all) => {
          const options = { continued: index < all.length - 1, lineBreak: false };
          document.font(part.font);
          if (index === 0) document.text(part.text, margin, margin - 22, options);
          else document.text(part.text, options);
        });
      });
    }
  }

  async end(): Promise<Buffer> {
    this.root.end();
    this.writeRunningHeads();
    const ended = new Promise<void>((resolve, reject) =>
      this.document.on('end', resolve).on('error', reject),
    );
    this.document.end();
    await ended;
    return Buffer.concat(this.chunks);
  }
}

/** A PDF byte by byte: what no library would write. Texts are Latin-1, one byte a letter. */
export class RawPdf {
  private content = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  private readonly offsets = new Map<number, number>();

  /**
   * @param before the bytes before the header; offsets are counted from the header.
   * @param after how long the file is that this updates: an update has no header of its own.
   */
  constructor(
    private readonly before = '',
    private readonly after = 0,
  ) {
    if (after > 0) this.content = '\n';
  }

  /** One page that shows `text`; objects 1 to 5. Number 10 and up are free. */
  static page(
    text: string,
    more: { page?: string; catalog?: string; resources?: string; before?: string } = {},
  ): RawPdf {
    return new RawPdf(more.before)
      .add(1, `<</Type/Catalog/Pages 2 0 R${more.catalog ?? ''}>>`)
      .add(2, '<</Type/Pages/Kids[3 0 R]/Count 1>>')
      .add(
        3,
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 ' +
          `R/Resources<</Font<</F1 5 0 R>>${more.resources ?? ''}>>${more.page ?? ''}>>`,
      )
      .add(4, shows(text))
      .add(5, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
  }

  /** @param known false for an object that the table does not tell of. */
  add(number: number, body: string, known = true): this {
    if (known) this.offsets.set(number, this.after + this.content.length);
    this.content += `${number} 0 obj\n${body}\nendobj\n`;
    return this;
  }

  /** Where the next object will be. */
  get length(): number {
    return this.after + this.content.length;
  }

  raw(text: string): this {
    this.content += text;
    return this;
  }

  /** Writes a table for what was added since the last one. */
  table(more = '', previous?: number): { at: number } {
    const at = this.after + this.content.length;
    const entries = [...this.offsets]
      .sort(([one], [other]) => one - other)
      .map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
    const prev = previous === undefined ? '' : `/Prev ${previous}`;
    this.content +=
      `xref\n0 1\n0000000000 65535 f \n${entries.join('')}trailer\n<</Size 99/Root 1 0 ` +
      `R${prev}${more}>>\nstartxref\n${at}\n%%EOF\n`;
    this.offsets.clear();
    return { at };
  }

  end(more = ''): Buffer {
    if (this.offsets.size > 0) this.table(more);
    return this.bytes();
  }

  /** As it is, without a table. */
  bytes(): Buffer {
    return Buffer.from(this.before + this.content, 'latin1');
  }
}

export function shows(text: string): string {
  return stream('', `BT /F1 24 Tf 50 700 Td (${text}) Tj ET`);
}

export function stream(dict: string, content: string | Buffer): string {
  const bytes = typeof content === 'string' ? content : content.toString('latin1');
  return `<<${dict}/Length ${bytes.length}>>\nstream\n${bytes}\nendstream`;
}

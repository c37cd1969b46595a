import { execFileSync } from 'node:child_process';
import { RawPdf, stream } from '../../../test/support/raw-pdfs.js';
import { Mayor } from '../../../test/support/signed-pdfs.js';
import { cleanPdf } from './pdf-cleaning.mjs';
import { readPdf } from './pdf-reading.mjs';
import { signaturesOf } from './pdf-signatures.mjs';

const paper = () => RawPdf.page('The Pact').end();
const read = async (file: Buffer) => signaturesOf(await readPdf(file), file);
const jane = {
  signer: 'Jane Mayor',
  issuer: 'National Issuer',
  at: '2026-11-03T09:15:00.000Z',
  clock: 'own',
};
let mayor: Mayor;
beforeAll(async () => {
  mayor = await Mayor.named('Jane Mayor', 'National Issuer');
});

describe('IN10 electronically signed PDFs (PAdES)', () => {
  it.each(['ec', 'rsa'] as const)(
    'who signed, when, by which issuer, and that nothing was changed (%s)',
    async (kind) => {
      const file = await (await Mayor.named('Jane Mayor', 'National Issuer', kind)).signs(paper());
      expect(await read(file)).toEqual([{ ...jane, state: 'intact' }]);
    },
  );

  it('a paper without a signature has none', async () => expect(await read(paper())).toEqual([]));

  it('the copy has none', async () => {
    const copy = await cleanPdf(await readPdf(await mayor.signs(paper())));
    expect(copy.toString('latin1')).not.toMatch(/ByteRange|AcroForm|SigFlags/);
    expect(await read(copy)).toEqual([]);
  });

  it('two who signed one after the other: the second covers the first', async () => {
    const other = await Mayor.named('Otto Other', 'National Issuer');
    const file = await other.signs(await mayor.signs(paper()));
    expect(await read(file)).toMatchObject([
      { signer: 'Jane Mayor', state: 'extended' },
      { signer: 'Otto Other', state: 'intact' },
    ]);
  });

  it('a time stamp alone is not a signature', async () => {
    const office = await Mayor.named('Time Stamp Unit', 'National Issuer');
    const stamped = { ...jane, signer: 'Time Stamp Unit', clock: 'document', state: 'intact' };
    expect(await read(await office.stamps(paper()))).toEqual([stamped]);
    expect(await read(await office.stamps(await mayor.signs(paper())))).toEqual([
      { ...jane, state: 'extended' },
      stamped,
    ]);
  });

  it('later additions are reported', async () => {
    const file = await mayor.signs(paper());
    const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.toString('latin1'))![1]);
    const update = new RawPdf('', file.length).add(4, stream('', 'BT (Another) Tj ET'));
    update.table('', previous);
    expect(await read(Buffer.concat([file, update.bytes()]))).toEqual([
      { ...jane, state: 'extended' },
    ]);
  });

  it('a changed letter is reported', async () => {
    const file = await mayor.signs(paper());
    file.write('The Pack', file.indexOf('The Pact'), 'latin1');
    expect(await read(file)).toEqual([{ ...jane, state: 'changed' }]);
  });

  it('a signature that leaves more out than itself covers nothing', async () => {
    const file = await mayor.signs(paper());
    const [, begin, end] = /ByteRange\[0 (\d+) (\d+)/.exec(file.toString('latin1'))!;
    const wider = `ByteRange[0 ${Number(begin) - 20} ${end}`;
    file.write(wider, file.indexOf('ByteRange'), 'latin1');
    expect(await read(file)).toMatchObject([{ state: 'changed' }]);
  });

  it('a signature of another file covers nothing', async () => {
    const [one, other] = [
      await mayor.signs(paper()),
      await mayor.signs(RawPdf.page('The Pacx').end()),
    ];
    const value = (file: Buffer) => file.indexOf('/Contents<');
    other.copy(one, value(one), value(other), value(other) + 16_000);
    expect(await read(one)).toEqual([{ ...jane, state: 'changed' }]);
  });

  it('an unreadable signature is reported as unreadable', async () => {
    const file = await mayor.signs(paper());
    file.write('f'.repeat(200), file.indexOf('/Contents<') + 10, 'latin1');
    expect(await read(file)).toEqual([
      { signer: null, issuer: null, at: null, clock: null, state: 'unreadable' },
    ]);
  });

  it('pdfsig of poppler agrees, where it is installed', async () => {
    const { mkdtempSync, writeFileSync } = await import('node:fs');
    const path = `${mkdtempSync('/tmp/pact-sig-')}/signed.pdf`;
    writeFileSync(path, await mayor.signs(paper()));
    let said: string;
    try {
      said = execFileSync('pdfsig', [path], { encoding: 'utf8', stdio: 'pipe' });
    } catch {
      return;
    }
    expect(said).toContain('Signature is Valid');
  });
});

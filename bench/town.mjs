// A town that endorses the Pact over HTTP, from its own network, as fast as the server responds.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import { deflateSync } from 'node:zlib';
import { ask } from './ask.mjs';

const boundary = 'between-the-parts-of-a-form';
const beforeFile = Buffer.from(
  [
    `--${boundary}`,
    'Content-Disposition: form-data; name="kind"',
    '',
    'signed_pact',
    `--${boundary}`,
    'Content-Disposition: form-data; name="file"; filename="signed-pact.pdf"',
    'Content-Type: application/pdf',
    '',
    '',
  ].join('\r\n'),
);
const afterFile = Buffer.from(`\r\n--${boundary}--\r\n`);

/** A PDF with one scanned page of the given size in bytes. */
export async function scannedPdf(bytes) {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  const side = Math.floor(Math.sqrt(bytes / 3));
  const pixels = deflateSync(randomBytes(side * side * 3), { level: 1 });
  const image = document.context.stream(pixels, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: side,
    Height: side,
    ColorSpace: 'DeviceRGB',
    BitsPerComponent: 8,
    Filter: 'FlateDecode',
  });
  const name = page.node.newXObject('Scan', document.context.register(image));
  page.drawText('The Pact, signed');
  page.node.addContentStream(
    document.context.register(
      document.context.stream(`q 400 0 0 400 90 300 cm ${name.toString()} Do Q`),
    ),
  );
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

const answers = (number, email) => ({
  authority: {
    kind: 'municipality',
    countryCode: 'FR',
    nameOfficial: `Charge ${number}`,
    region: 'Region',
    website: 'www.town.example',
    population: '12 500',
  },
  place: { latitude: '48,5', longitude: 7.4 },
  signer: { name: 'Ada Signer', office: 'Mayor' },
  contact: { name: 'Olaf Officer', office: 'Youth office', email, phone: '+49 221 1234' },
  decision: { body: 'council', decidedOn: '2026-03-12' },
  prevention: {
    actions: [
      {
        code: 'prevention.training',
        targetYear: new Date().getUTCFullYear() + 2,
        leadDepartment: 'Youth welfare office',
      },
    ],
    ownWords: [],
  },
  protection: {
    actions: [{ code: 'protection.helpline' }],
    ownWords: [{ text: 'A house for children in the old mill' }],
  },
  prosecution: { actions: [], ownWords: [], notYet: 'The court is not ours.' },
  participation: { actions: [], ownWords: [{ text: 'A children’s council' }] },
  declaration: { accepted: true },
});

/**
 * Gives each town its own network: rate limits apply per network, and these towns must not be
 * slowed as robots.
 */
const networkOf = (number) =>
  `10.${(number >> 14) & 255}.${(number >> 6) & 255}.${(number & 63) + 1}`;

export class Town {
  /** The submission that the server has acknowledged, and therefore must have stored. */
  sent = null;

  constructor(origin, number, pdf, tally) {
    Object.assign(this, {
      origin,
      number,
      tally,
      email: `load-${number}@town.example`,
      headers: { 'x-forwarded-for': networkOf(number) },
    });
    // A comment after the end of the PDF makes each file unique; PDF readers ignore it.
    this.pdf = Buffer.concat([pdf, Buffer.from(`\n% ${number}\n`)]);
  }

  /**
   * Completes the whole form. One town in twenty is impatient: it starts twice and sends twice at
   * the same time.
   * @returns whether the endorsement was acknowledged.
   */
  async endorses() {
    const impatient = this.number % 20 === 0;
    const key = { 'idempotency-key': randomUUID() };
    const begins = () => this.asks('begin', 'POST', 'submissions', { language: 'en' }, key);
    const [begun, again] = await Promise.all([begins(), impatient ? begins() : null]);
    const answer = begun?.status === 201 ? begun : again;
    if (answer?.status !== 201) return false;
    this.headers.cookie = answer.headers['set-cookie'][0].split(';')[0];
    const { reference, version } = JSON.parse(answer.text);
    if (!(await this.fillsIn(version)) || !(await this.uploads())) return false;
    const sends = () => this.asks('send', 'POST', 'submission/sending');
    const sendings = await Promise.all([sends(), impatient ? sends() : null]);
    if (!sendings.some((each) => each?.status === 200)) return false;
    this.sent = {
      reference,
      sha256: createHash('sha256').update(this.pdf).digest('hex'),
      email: this.email,
    };
    return true;
  }

  async fillsIn(seen) {
    let version = seen;
    for (const [section, value] of Object.entries(answers(this.number, this.email))) {
      const saved = await this.asks(
        'save a section',
        'PUT',
        `submission/sections/${section}`,
        value,
        { 'if-match': `"${version}"` },
      );
      if (saved?.status !== 200) return false;
      ({ version } = JSON.parse(saved.text));
    }
    return true;
  }

  async uploads() {
    const headers = {
      ...this.headers,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    };
    const body = Buffer.concat([beforeFile, this.pdf, afterFile]);
    const answer = await this.tally.of('upload', (signal) =>
      ask(`${this.origin}/api/v1/submission/documents`, { method: 'POST', body, headers, signal }),
    );
    return answer?.status === 201;
  }

  asks(kind, method, path, body, more = {}) {
    const headers = {
      ...this.headers,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...more,
    };
    return this.tally.of(kind, (signal) =>
      ask(`${this.origin}/api/v1/${path}`, {
        method,
        headers,
        signal,
        body: body && JSON.stringify(body),
      }),
    );
  }
}

import { labelled } from '../../../../contract/labelled.js';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { heightOf, writeSigner, type CertificateFoot } from './certificate-foot.js';
import { formatDate } from './endorsement-paper.js';
import { Paper, colours, margin } from './paper.js';
import { fill, type PaperLanguage, type PaperTexts } from './texts.js';

/**
 * Public facts only: anyone who holds the certificate can check each of them on the linked page.
 */
export interface Certificate {
  official: string;
  /** In the language of the certificate; omitted when it is the official name. */
  name: string;
  country: string;
  signedOn: string | null;
  /** The last change of the signatory, or of the foot where that is later (ISO 8601). */
  asOf: string;
  address: string;
  /** The proof that the public log contains this (c2sp.org/tlog-proof); null until it is signed. */
  proof: string | null;
  foot: CertificateFoot;
}

const qrSize = 92;

/**
 * The certificate of a signatory, to hang on a wall, with a QR code that links to its current
 * register entry.
 */
export async function certificatePaper(
  language: PaperLanguage,
  { pact, certificate: say }: PaperTexts,
  certificate: Certificate,
): Promise<Buffer> {
  const { official, name, country, signedOn, asOf } = certificate;
  const paper = await Paper.begin(
    labelled(say.title, official, language),
    language,
    new Date(asOf),
    { landscape: true },
  );
  const { document } = paper;
  const { width, height } = document.page;
  paper.decorate(() => {
    document
      .rect(22, 22, width - 44, height - 44)
      .lineWidth(2)
      .stroke(colours.brand);
    document
      .rect(28, 28, width - 56, height - 56)
      .lineWidth(0.5)
      .stroke(colours.line);
  });
  paper.mark(width / 2 - 30, 52, 60);
  document.y = 126;
  const centred = { align: 'center' } as const;
  paper
    .text('H1', say.title, { ...centred, size: 19, colour: colours.soft, after: 16 })
    .text('P', official, {
      ...centred,
      size: sizeFor(official),
      weight: 'bold',
      colour: colours.brand,
      after: 2,
    })
    .text('P', [name === official ? '' : name, country].filter(Boolean).join(', '), {
      ...centred,
      size: 14,
      colour: colours.soft,
      after: 14,
    })
    .text('P', say.has, { ...centred, size: 13, after: 2 })
    .text('P', pact, { ...centred, size: 17, weight: 'bold', after: 10 })
    .text(
      'P',
      signedOn ? fill(say.joinedOn, { date: formatDate(signedOn, language) }) : say.joined,
      { ...centred, size: 13, after: 0 },
    );
  await writeFoot(paper, say, language, certificate);
  if (certificate.proof) paper.attach('register.tlog-proof', certificate.proof, new Date(asOf));
  return paper.end();
}

/** Long names use smaller type. They may wrap, but must not push the footer off the page. */
function sizeFor(name: string): number {
  if (name.length <= 24) return 38;
  if (name.length <= 60) return 26;
  return name.length <= 120 ? 18 : 15;
}

async function writeFoot(
  paper: Paper,
  say: PaperTexts['certificate'],
  language: PaperLanguage,
  { address, asOf, foot }: Certificate,
): Promise<void> {
  const { document } = paper;
  const bottom = document.page.height - margin - 4;
  const top = bottom - qrSize;
  const code = await qrCode(address);
  paper.picture(address, () => drawCode(document, code, margin, top));
  const date = formatDate(dayInStrasbourg(new Date(asOf)), language);
  const indent = qrSize + 18;
  const width = writeSigner(paper, say, foot, { date, bottom }) - margin - indent;
  const smaller = foot.signer || foot.emblem ? 1 : 0;
  const soft = { weight: 'regular', colour: colours.soft, size: 9.5 - smaller } as const;
  const lines = [
    { text: say.issuer, size: 11 - smaller, weight: 'bold', colour: colours.ink },
    { text: fill(say.asOf, { date }), ...soft },
    { text: say.check, ...soft },
    { text: address, ...soft, colour: colours.brand },
  ] as const;
  const after = 2;
  const height = lines.reduce(
    (sum, line) => sum + after + heightOf(paper, line.text, { ...line, width }),
    0,
  );
  document.y = Math.min(top + 18, bottom - height);
  for (const { text, ...style } of lines) paper.text('P', text, { ...style, indent, width, after });
}

interface Modules {
  size: number;
  data: Uint8Array;
}

async function qrCode(address: string): Promise<Modules> {
  const { create } = await import('qrcode');
  // Level M tolerates damage to 15 % of the code, such as a crease or a coffee stain.
  return create(address, { errorCorrectionLevel: 'M' }).modules;
}

function drawCode(
  document: PDFKit.PDFDocument,
  { size, data }: Modules,
  x: number,
  y: number,
): void {
  const module = qrSize / size;
  data.forEach((dark, index) => {
    if (dark)
      document.rect(
        x + (index % size) * module,
        y + Math.floor(index / size) * module,
        module,
        module,
      );
  });
  document.fill(colours.ink);
}

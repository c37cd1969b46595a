import { labelled } from '../../../../contract/labelled.js';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { formatDate } from './endorsement-paper.js';
import { Paper, colours, margin } from './paper.js';
import { fill, type PaperLanguage, type PaperTexts } from './texts.js';

/**
 * Public facts only: anybody who holds the certificate can check each of them on the linked page.
 */
export interface Certificate {
  official: string;
  /** In the language of the certificate; omitted when it is the official name. */
  name: string;
  country: string;
  signedOn: string | null;
  /** Time of the signatory's last change (ISO 8601). */
  changedAt: string;
  address: string;
  /**
   * The proof that the public log says so (c2sp.org/tlog-proof); null while it is not signed yet.
   */
  proof: string | null;
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
  const { official, name, country, signedOn, changedAt, address } = certificate;
  const paper = await Paper.begin(
    labelled(say.title, official, language),
    language,
    new Date(changedAt),
    {
      landscape: true,
    },
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
  await writeFoot(paper, say, language, address, changedAt);
  if (certificate.proof)
    paper.attach('register.tlog-proof', certificate.proof, new Date(changedAt));
  return paper.end();
}

/** Long names use smaller type. They may wrap, but must not push the footer off the page. */
function sizeFor(name: string): number {
  if (name.length <= 24) return 38;
  return name.length <= 60 ? 26 : 18;
}

async function writeFoot(
  paper: Paper,
  say: PaperTexts['certificate'],
  language: PaperLanguage,
  address: string,
  changedAt: string,
): Promise<void> {
  const { document } = paper;
  const top = document.page.height - margin - qrSize - 4;
  const code = await qrCode(address);
  paper.picture(address, () => drawCode(document, code, margin, top));
  document.y = top + 18;
  const beside = { indent: qrSize + 18, size: 9.5, after: 2 };
  paper
    .text('P', say.issuer, { ...beside, size: 11, weight: 'bold' })
    .text(
      'P',
      fill(say.asOf, { date: formatDate(dayInStrasbourg(new Date(changedAt)), language) }),
      {
        ...beside,
        colour: colours.soft,
      },
    )
    .text('P', say.check, { ...beside, colour: colours.soft })
    .text('P', address, { ...beside, colour: colours.brand });
}

interface Modules {
  size: number;
  data: Uint8Array;
}

async function qrCode(address: string): Promise<Modules> {
  const { create } = await import('qrcode');
  // Level M tolerates damage, such as a crease or a coffee stain, to 15 % of the code.
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

import { labelled } from '../../../../contract/labelled.js';
import { dateFormat } from '../../../../contract/language-formats.js';
import type { Language } from '../../../../contract/languages.js';
import { Paper, colours, margin } from './paper.js';
import { fill, type PaperLanguage, type PaperTexts } from './texts.js';

/** A pledge as printed. */
export interface WrittenPledge {
  text: string;
  targetYear: number | null;
  leadDepartment: string | null;
}

/** The answers given so far. Missing ones are left blank to be filled in by hand. */
export interface PrintedEndorsement {
  reference: string | null;
  authority: string | null;
  /** Other names of the authority, printed under the official one. */
  otherNames: string[];
  country: string | null;
  signer: { name: string; office: string } | null;
  decidedOn: string | null;
  /** The Pact's declarations by an authority, in the language of the paper. */
  undertakings: string[];
  /** Which wording of the Pact that is; without a document it is only proposed. */
  wording: { version: number; approvedOn: string | null; document: string | null };
  /** Per pillar, in the order of the Pact; null where it is unanswered. */
  pillars: { name: string; pledges: WrittenPledge[] | null; isOutside?: boolean }[];
}

type Words = PaperTexts['endorsement'];

const dots = '………………………………………………';

/**
 * The form that an authority prints and signs: what it joins, its pledges so far, and space for
 * missing answers.
 */
export async function endorsementPaper(
  language: PaperLanguage,
  texts: PaperTexts,
  endorsement: PrintedEndorsement,
): Promise<Buffer> {
  const say = texts.endorsement;
  const { authority, otherNames, country, reference } = endorsement;
  const running = [say.title, reference, authority && shortened(authority)]
    .filter(Boolean)
    .join(' · ');
  const paper = await Paper.begin(say.title, language, new Date(0), { running });
  paper.mark(margin, margin - 6, 40);
  paper.document.y = margin + 44;
  paper
    .text('H1', say.title, { size: 24, weight: 'bold', colour: colours.brand, after: 2 })
    .text('P', say.subtitle, { size: 12, colour: colours.soft, after: 10 })
    .text('P', say.how, { size: 9.5, colour: colours.soft, after: 4 })
    .text('P', `${say.rule} ${say.seen}`, { size: 9.5, colour: colours.soft, after: 14 });
  if (authority) {
    paper
      .text('P', `${say.authority}`, { size: 8.5, colour: colours.soft, after: 0 })
      .text('H2', authority, { size: 17, weight: 'bold', after: 2 });
    if (otherNames.length > 0)
      paper.text('P', otherNames.join(' · '), { colour: colours.soft, after: 2 });
    if (country) paper.text('P', country, { after: 10 });
  } else {
    paper.blank(say.authority, 20).blank(say.country, 20);
  }
  paper.text('P', fill(say.declaration, { authority: authority ?? dots }), { after: 6 });
  endorsement.undertakings.forEach((sentence) =>
    paper.text('LI', `•  ${sentence}`, { indent: 10, after: 3 }),
  );
  paper.text('P', wordingOf(endorsement, say, language), { size: 8.5, colour: colours.soft });
  paper.document.y += 8;
  paper.text('H2', say.pledges, { size: 14, weight: 'bold', colour: colours.brand, after: 6 });
  paper.text('P', say.pledgesNote, { size: 9.5, colour: colours.soft, after: 6 });
  endorsement.pillars.forEach((pillar, index) =>
    writePillar(paper, pillar, colours.pillars[index % 4]!, say),
  );
  sign(paper, endorsement, say, language);
  if (reference)
    paper.text('P', labelled(say.reference, reference, language), {
      size: 8.5,
      colour: colours.soft,
    });
  return paper.end();
}

/**
 * Says whether the Congress has approved this wording, so that nobody signs a proposal unknowingly.
 */
function wordingOf(
  { wording }: PrintedEndorsement,
  { proposed, approved }: Words,
  language: PaperLanguage,
): string {
  const { version, approvedOn, document } = wording;
  return approvedOn
    ? fill(approved, { version, date: formatDate(approvedOn, language), document: document ?? '' })
    : fill(proposed, { version });
}

function writePillar(
  paper: Paper,
  { name, pledges, isOutside }: PrintedEndorsement['pillars'][number],
  colour: string,
  say: Words,
): void {
  paper.keepTogether(50);
  paper.text('H2', name, { size: 11.5, weight: 'bold', colour, after: 3 });
  if (pledges === null) {
    paper
      .text('P', say.blankPledge, { size: 8.5, colour: colours.soft, after: 0 })
      .blank(' ', 18)
      .blank(' ', 14);
    return;
  }
  if (pledges.length === 0)
    paper.text('P', isOutside ? say.outside : say.nothingYet, { colour: colours.soft });
  for (const { text, targetYear, leadDepartment } of pledges) {
    const details = [
      targetYear ? fill(say.by, { year: targetYear }) : '',
      leadDepartment ? fill(say.lead, { name: leadDepartment }) : '',
    ]
      .filter(Boolean)
      .join(', ');
    paper.text('LI', `•  ${text}${details ? ` (${details})` : ''}`, { indent: 10, after: 3 });
  }
  paper.document.y += 5;
}

/** Keeps the signature on one page with the name below it. */
function sign(
  paper: Paper,
  { signer, decidedOn }: PrintedEndorsement,
  say: Words,
  language: PaperLanguage,
): void {
  paper.keepTogether(150 + (signer ? 0 : 60) + (decidedOn ? 0 : 30));
  paper.document.y += 6;
  if (decidedOn)
    paper.text('P', labelled(say.decision, formatDate(decidedOn, language), language), {
      after: 4,
    });
  else paper.blank(say.decision, 22);
  if (signer) {
    paper
      .text('P', labelled(say.name, signer.name, language), { after: 2 })
      .text('P', labelled(say.office, signer.office, language), { after: 4 });
  } else {
    paper.blank(say.name, 22).blank(say.office, 22);
  }
  paper.blank(say.placeAndDate, 26).blank(say.signature, 52);
}

/** The running head must fit on one line. */
function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59).trimEnd()}…` : name;
}

/** A date in words, as precise as it is known. */
export function formatDate(value: string, language: Language): string {
  const parts = value.split('-').length;
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    ...(parts > 1 && { month: 'long' }),
    ...(parts > 2 && { day: 'numeric' }),
    timeZone: 'UTC',
  };
  return dateFormat(language === 'en' ? 'en-GB' : language, options).format(
    new Date(`${value}${'-01-01'.slice(0, (3 - parts) * 3)}T00:00:00Z`),
  );
}

import type { FollowUp, Pages } from '../../../../contract/pages.js';

/** An action available in a case now: a page to open, or a step with a button. */
export interface CaseCard {
  /** The name of its texts: what it is called and what it is for. */
  title: string;
  text: string;
  /** The page that it opens; of a button, where it posts to. */
  path: string;
  /** The value that the button posts. */
  button?: { name: string; value: string };
  /** The one that the case waits for. */
  isMain?: boolean;
}

export type CaseCards = Record<'can' | 'around', CaseCard[]>;

type Seen = Pick<
  Pages['Case'],
  'submission' | 'steps' | 'followUps' | 'hasKit' | 'mayWrite' | 'handOver'
>;

export const isOpen = ({ state }: Pick<FollowUp, 'state'>): boolean =>
  state === 'draft' || state === 'changes_requested';
export const isActive = (followUp: Pick<FollowUp, 'state'>): boolean =>
  isOpen(followUp) || followUp.state === 'waiting';

/** Whether the authority was on the register and is there no more. */
export const hasLeft = ({ submission, steps }: Pick<Seen, 'submission' | 'steps'>): boolean =>
  submission.slug === null && steps.some(({ step }) => step === 'published');

const handedOverIn = ['awaiting_signature', 'waiting', 'changes_requested', 'approved'];
const withdrawnIn = ['unconfirmed', 'awaiting_signature', 'waiting', 'changes_requested'];

/** Whether a lead may end the endorsement: before it is on the register. */
export function mayWithdraw(page: Pick<Seen, 'submission' | 'steps'>): boolean {
  const { state, slug } = page.submission;
  return withdrawnIn.includes(state) || (state === 'approved' && !slug && !hasLeft(page));
}

/** The cards of a case for the person who opens it; only what can be done now. */
export function caseCards(page: Seen): CaseCards {
  return { can: [...ofEndorsement(page), ...ofPlace(page)], around: around(page) };
}

function ofEndorsement({ submission: { state, role } }: Seen): CaseCard[] {
  if (role === 'reader') return [];
  if (state === 'draft') return [card('goOn', 'case.goOn', '/endorse/tasks', { isMain: true })];
  if (state === 'changes_requested')
    return [card('answer', 'case.answer', '/endorse/tasks', { isMain: true })];
  if (state !== 'unconfirmed') return [];
  const mailAgain = card('mailAgain', 'case.mailAgain', '/endorse/sent');
  if (role === 'sender') return [mailAgain];
  return role === 'lead' ? [mailAgain, card('address', 'address.title', '/case/address')] : [];
}

/** For a signatory: its page, and the follow-ups it can send. */
function ofPlace({ submission: { slug, role }, followUps }: Seen): CaseCard[] {
  if (!slug) return [];
  const page = card('page', 'case.seePage', `/signatories/${slug}`);
  if (role === 'reader') return [page];
  // The next one of a kind waits for an answer to this one; a town may send several practices.
  const isFree = (kind: FollowUp['kind']) =>
    !followUps.some((sent) => sent.kind === kind && isActive(sent));
  const kinds = (['progress', 'amendment', 'practice'] as const).filter(
    (kind) => kind === 'practice' || isFree(kind),
  );
  return [...kinds.map(offer), page, ...(role === 'lead' && isFree('withdrawal') ? [leaving] : [])];
}

const offer = (kind: FollowUp['kind']): CaseCard => ({
  title: `ownPlace.offers.${kind}.title`,
  text: `ownPlace.offers.${kind}.text`,
  path: '/case/follow-ups',
  button: { name: 'kind', value: kind },
});
const leaving = offer('withdrawal');

function around(page: Seen): CaseCard[] {
  const { submission, hasKit, mayWrite } = page;
  const { role, slug, state, submittedAt } = submission;
  const isLead = role === 'lead';
  const certificate = `/signatories/${slug}/certificate.pdf`;
  const cards: (CaseCard | false)[] = [
    mayWrite && role !== 'reader' && card('message', 'message.title', '/case/message'),
    card('people', 'people.title', '/case/people'),
    isLead &&
      handedOverIn.includes(state) &&
      !hasLeft(page) && {
        ...{ title: 'handOver.title', text: 'handOver.offer', path: '/case/hand-over' },
      },
    submittedAt !== null && card('answers', 'caseAnswers.title', '/case/answers'),
    slug !== null && hasKit && card('kit', 'townKit.title', '/case/kit'),
    slug !== null && !hasKit && card('certificate', 'badge.certificate', certificate),
  ];
  return cards.filter((one) => one !== false);
}

const card = (
  name: string,
  title: string,
  path: string,
  more: Pick<CaseCard, 'isMain'> = {},
): CaseCard => ({ title, text: `case.home.${name}`, path, ...more });

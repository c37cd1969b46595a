import { answer, api, type Schemas } from '../../api/client.ts';
import type { Proposal } from '../../stores/proposals.ts';
import { practiceFields } from '../practices/usePractice.ts';

type Merger = { into: string; pledges: string[] };
type Words = (key: string, params?: Record<string, unknown>) => string;

interface Difference {
  changes?: Schemas['ContentChangesDto'];
  rows?: { label: string; before: string; after: string }[];
  /** The effect, if there is no text to compare. */
  text?: string;
  /** The pledge that it is about, if the register still has it. */
  pledge?: Schemas['ReportedPledgeDto'] | undefined;
}

/**
 * The changes that a proposal would make now. @throws ApiProblem when the register would refuse it
 * now.
 */
export async function differenceOf(
  proposal: Proposal,
  t: Words,
  day: (value: string) => string,
): Promise<Difference> {
  const { kind, subjectId, wanted } = proposal;
  if (letters.includes(kind)) return ofLetter(proposal, t);
  switch (kind) {
    case 'signatory.edit':
      return { changes: await ofEdit(subjectId!, wanted['content']) };
    case 'signatory.restore_version':
      return { changes: await ofVersion(subjectId!, Number(wanted['number'])) };
    case 'practice.edit':
      return { rows: await ofPractice(subjectId!, wanted['content'], t) };
    case 'signatory.step': {
      const { action } = wanted['step'] as Schemas['ChangeSignatoryDto'];
      return { text: t(`signatory.effect.${action}`) };
    }
    case 'signatory.merge':
      return { text: await ofMerger(wanted['merger'] as Merger, t) };
    case 'import.run': {
      const { publish } = wanted['choices'] as Schemas['RunImportDto'];
      return { text: t(publish ? 'proposals.importPublic' : 'proposals.importQuiet') };
    }
    case 'file.publish':
      return { text: t('proposals.file', { title: wanted['title'] }) };
    case 'pledge.see': {
      const params = { path: { id: subjectId! } };
      const { pledges } = await answer(
        api.GET('/api/v1/staff/signatories/{id}/pledges', { params }),
      );
      const pledge = pledges.find(({ id }) => id === wanted['pledgeId']);
      return { text: t(`proposals.effect.${kind}`), pledge };
    }
    case 'settings.silence_public':
      return {
        text: t(`proposals.effect.${kind}`, {
          day: day(String(wanted['silencePublicFrom'])),
          days: Number(wanted['silentDays']),
          months: Number(wanted['reportMonths']),
        }),
      };
    default:
      return { text: t(`proposals.effect.${kind}`) };
  }
}

const letters: readonly Proposal['kind'][] = ['mailing.send', 'round.open'];
const ofLetter = ({ kind, subjectName, wanted }: Proposal, t: Words): Difference => ({
  text: t(`proposals.effect.${kind}`, { subject: subjectName, n: Number(wanted['recipients']) }),
});

const ofEdit = (id: string, content: unknown) =>
  answer(
    api.POST('/api/v1/staff/signatories/{id}/preview', {
      params: { path: { id } },
      body: content as Schemas['WantedContentDto'],
    }),
  );

async function ofMerger({ into: id, pledges }: Merger, t: Words): Promise<string> {
  const path = { params: { path: { id } } };
  const { content } = await answer(api.GET('/api/v1/staff/signatories/{id}', path));
  return t('proposals.merges', {
    into: content.nameEn ?? content.nameOfficial,
    n: pledges.length,
  });
}

async function ofVersion(id: string, to: number): Promise<Schemas['ContentChangesDto']> {
  const path = { id };
  const { revisions } = await answer(
    api.GET('/api/v1/staff/signatories/{id}/history', { params: { path } }),
  );
  const query = { from: revisions[0]?.number ?? to, to };
  return answer(api.GET('/api/v1/staff/signatories/{id}/comparison', { params: { path, query } }));
}

async function ofPractice(
  id: string,
  wanted: unknown,
  t: Words,
): Promise<NonNullable<Difference['rows']>> {
  const { content } = await answer(
    api.GET('/api/v1/staff/practices/{id}', { params: { path: { id } } }),
  );
  const after = wanted as typeof content;
  return practiceFields
    .map((field) => ({
      label: t(`answer.practice.${field}`),
      before: content[field] ?? '',
      after: after[field] ?? '',
    }))
    .filter((row) => row.before !== row.after);
}

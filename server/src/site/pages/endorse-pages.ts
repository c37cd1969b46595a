import { limits } from '../../platform/config/limits.js';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { FastifyReply } from 'fastify';
import type {
  FieldError,
  FormPage,
  Language,
  PageName,
  Pages,
} from '../../../../contract/pages.js';
import { Problem } from '../../platform/http/problem.js';
import type { PillarDto } from '../public/pact.dto.js';
import { NamesakesService } from '../public/namesakes.service.js';
import { PlacePages } from './place-pages.js';
import { PactReader } from '../public/pact-reader.service.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { sectionsOf, type SectionName } from '../../../../contract/sections.js';
import { isPillar } from '../../joining/submissions/answers.js';
import {
  StandingService,
  type StandingPledge,
} from '../../joining/submissions/standing.service.js';
import { ApplicantPresenter } from '../../joining/own-place/applicant.presenter.js';
import type { Challenge } from '../../joining/drafts/begin-gate.service.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { withChosen } from './chosen-actions.js';
import { fieldsOf, type Fields } from './form-fields.js';
import { IncompleteSections } from './incomplete-sections.js';
import { PagesService } from './pages.service.js';

/** The state of a form that is shown again: the input, its errors, and the matching HTTP status. */
export interface FormState {
  fields: Fields;
  errors: FieldError[];
  problem: string | null;
  status: number;
}

interface FormContext {
  pillar: PillarDto | undefined;
  pledges: StandingPledge[];
  again: FormState | undefined;
}

/** Whether this kind of submission has this page; every kind can have documents. */
function asks({ kind }: Submission, section: string): boolean {
  return (
    section === 'documents' ||
    section === 'check' ||
    (sectionsOf(kind) as readonly string[]).includes(section)
  );
}

const simplePages = {
  signer: 'EndorseSigner',
  contact: 'EndorseContact',
  decision: 'EndorseDecision',
  practice: 'EndorsePractice',
  leaving: 'EndorseLeaving',
} as const satisfies Record<string, PageName>;

/** Shows the pages of the form and loads the data that each needs. */
@Injectable()
export class EndorsePages {
  constructor(
    private readonly pages: PagesService,
    private readonly presenter: ApplicantPresenter,
    private readonly reader: RegisterReader,
    private readonly pact: PactReader,
    private readonly places: PlacePages,
    private readonly namesakes: NamesakesService,
    private readonly standing: StandingService,
    private readonly incomplete: IncompleteSections,
    private readonly database: DataSource,
  ) {}

  async start(
    reply: FastifyReply,
    language: Language,
    submission: Submission | null,
    refused?: Problem,
  ): Promise<void> {
    const open =
      submission && !['withdrawn', 'expired'].includes(submission.state)
        ? { reference: submission.reference, state: submission.state }
        : null;
    const challenge = (refused?.more['challenge'] as Challenge | undefined) ?? null;
    const problem = refused && !challenge ? refused.code : null;
    await this.pages.send(
      reply,
      language,
      '/endorse',
      'EndorseStart',
      { open, challenge, problem },
      refused?.getStatus() ?? 200,
    );
  }

  async tasks(
    reply: FastifyReply,
    language: Language,
    submission: Submission,
    fromOwnCase: boolean,
  ): Promise<void> {
    await this.pages.send(reply, language, '/endorse/tasks', 'EndorseTasks', {
      submission: await this.presenter.present(submission),
      fromOwnCase,
    });
  }

  async sent(
    reply: FastifyReply,
    language: Language,
    submission: Submission,
    mailed: { asked?: boolean; corrected?: boolean } = {},
  ): Promise<void> {
    await this.pages.send(reply, language, '/endorse/sent', 'EndorseSent', {
      submission: await this.presenter.present(submission),
      asked: false,
      corrected: false,
      ...mailed,
    });
  }

  /** The documents page; with a document's id, its form uploads a replacement for that document. */
  async documents(
    reply: FastifyReply,
    language: Language,
    submission: Submission,
    replaces: string,
    again?: FormState,
  ): Promise<void> {
    const form = await this.form('documents', submission, {
      pillar: undefined,
      pledges: [],
      again,
    });
    const shows = await this.shows(submission);
    const replaced = form.submission.documents.find(({ id }) => id === replaces);
    const values =
      replaced && !again
        ? { replaces, kind: replaced.kind, pledgeId: replaced.pledgeId ?? '' }
        : form.values;
    await this.pages.send(
      reply,
      language,
      '/endorse/documents',
      'EndorseDocuments',
      { ...form, ...shows, values, mostBytes: limits.documentBytes },
      again?.status ?? 200,
    );
  }

  /**
   * @throws Problem 404 when the page does not exist or does not belong to this kind of submission.
   */
  async section(
    reply: FastifyReply,
    language: Language,
    section: string,
    submission: Submission,
    again?: FormState,
    box = '',
  ): Promise<void> {
    if (!asks(submission, section)) throw Problem.notFound();
    const path = `/endorse/${section}`;
    const status = again?.status ?? 200;
    const { pact, pillars, pledges, pillar } = await this.pactFor(section, submission);
    const form = await this.form(section, submission, { pillar, pledges, again });
    const send = <Name extends PageName>(page: Name, props: Pages[Name]) =>
      this.pages.send(reply, language, path, page, props, status);
    if (pillar) {
      const examples = await this.reader.examples(pillar.code);
      return send('EndorsePillar', { ...form, pillar, examples });
    }
    switch (section) {
      case 'authority':
        return send('EndorseAuthority', { ...form, countries: await this.reader.countries() });
      case 'place':
        return send('EndorsePlace', {
          ...form,
          ...(await this.places.around(submission, form.values, box)),
        });
      case 'check':
        return send('EndorseCheck', {
          ...form,
          ...{ pact, pledges, already: await this.already(submission) },
          ...{ incomplete: await this.incomplete.of(submission, language) },
        });
      case 'progress':
        return send('EndorseProgress', { ...form, pillars, pledges });
    }
    if (!Object.hasOwn(simplePages, section)) throw Problem.notFound();
    return send(simplePages[section as keyof typeof simplePages], form);
  }

  /** The parts of the Pact that a section needs, and the pledges that it reports on. */
  private async pactFor(section: string, submission: Submission) {
    const isWhole = section === 'check' || section === 'progress';
    const pact = await this.pact.now();
    const pillars = isWhole || isPillar(section) ? pact.pillars : [];
    const own = pillars.find(({ code }) => code === section);
    const pledges = isWhole ? await this.pledges(submission) : [];
    return { pact, pillars, pledges, pillar: withChosen(own, submission) };
  }

  /** Signatories with the same name as the endorsing authority, looked up only in public data. */
  private async already({ kind, answers: { authority } }: Submission) {
    if (kind !== 'endorsement' || !authority) return [];
    return this.namesakes.of(authority.countryCode, [
      authority.nameOfficial,
      authority.nameEn,
      authority.nameFr,
    ]);
  }

  /** The pledges that a progress report covers. */
  private async pledges(submission: Submission): Promise<StandingPledge[]> {
    if (submission.kind !== 'progress') return [];
    return (await this.standing.of(this.database.manager, submission))?.pledges ?? [];
  }

  /** The pledges that the files of a progress report can document. */
  private async shows(submission: Submission): Promise<Pick<Pages['EndorseDocuments'], 'pledges'>> {
    return { pledges: await this.pledges(submission) };
  }

  /** The content of a form page: the input that was just refused, or the saved answers. */
  private async form(
    section: string,
    submission: Submission,
    { pillar, pledges, again }: FormContext,
  ): Promise<FormPage> {
    const values = valuesOf(section, submission, pillar, pledges);
    const { fields, errors, problem } = { fields: values, errors: [], problem: null, ...again };
    return {
      submission: await this.presenter.present(submission),
      values: fields,
      errors,
      problem,
    };
  }
}

/**
 * On the page for checking the answers, only a tick since the last sending counts: sending again
 * needs a new declaration.
 */
function valuesOf(
  section: string,
  submission: Submission,
  pillar: PillarDto | undefined,
  pledges: StandingPledge[],
): Fields {
  if (section === 'documents') return {};
  if (section === 'check') return (submission.typed['declaration'] ?? {}) as Fields;
  return fieldsOf(submission, section as SectionName, pillar, pledges);
}

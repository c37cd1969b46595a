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
import { PlaceSearchService } from '../public/place-search.service.js';
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
  place: 'EndorsePlace',
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
    private readonly places: PlaceSearchService,
    private readonly namesakes: NamesakesService,
    private readonly standing: StandingService,
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

  async tasks(reply: FastifyReply, language: Language, submission: Submission): Promise<void> {
    await this.pages.send(reply, language, '/endorse/tasks', 'EndorseTasks', {
      submission: await this.presenter.present(submission),
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

  /**
   * The search for the authority's place. Without both a country and a name it shows only the
   * search form.
   */
  async find(
    reply: FastifyReply,
    language: Language,
    submission: Submission,
    filter: { country: string; q: string },
    joint: boolean,
  ): Promise<void> {
    const countries = (await this.reader.countries())
      .filter(({ member }) => member)
      .map(({ code }) => code);
    const searchable = countries.includes(filter.country) && filter.q !== '';
    const places = searchable ? await this.places.search(filter) : null;
    const signed = places && (await this.namesakes.at(filter.country, places));
    const errors =
      filter.q && !searchable ? [{ pointer: '/country', key: 'isNotEmpty', params: {} }] : [];
    const props = {
      ...{ reference: submission.reference, countries, filter, joint, places, errors },
      signed: Object.fromEntries(signed ?? []),
    };
    await this.pages.send(
      reply,
      language,
      '/endorse/find',
      'EndorseFind',
      props,
      errors.length > 0 ? 422 : 200,
    );
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
  ): Promise<void> {
    if (!asks(submission, section)) throw Problem.notFound();
    const path = `/endorse/${section}`;
    const status = again?.status ?? 200;
    const needsPillars = isPillar(section) || ['check', 'progress'].includes(section);
    const pact = await this.pact.now();
    const pillars = needsPillars ? pact.pillars : [];
    const pledges = ['check', 'progress'].includes(section) ? await this.pledges(submission) : [];
    const pillar = withChosen(
      pillars.find(({ code }) => code === section),
      submission,
    );
    const form = await this.form(section, submission, { pillar, pledges, again });
    if (section === 'authority') {
      return this.pages.send(
        reply,
        language,
        path,
        'EndorseAuthority',
        { ...form, countries: await this.reader.countries() },
        status,
      );
    }
    if (section === 'check') {
      const already = await this.already(submission);
      return this.pages.send(
        reply,
        language,
        path,
        'EndorseCheck',
        { ...form, pact, pledges, already },
        status,
      );
    }
    if (section === 'progress')
      return this.pages.send(
        reply,
        language,
        path,
        'EndorseProgress',
        { ...form, pillars, pledges },
        status,
      );
    if (pillar) {
      const examples = await this.reader.examples(pillar.code);
      return this.pages.send(
        reply,
        language,
        path,
        'EndorsePillar',
        { ...form, pillar, examples },
        status,
      );
    }
    if (!Object.hasOwn(simplePages, section)) throw Problem.notFound();
    return this.pages.send(
      reply,
      language,
      path,
      simplePages[section as keyof typeof simplePages],
      form,
      status,
    );
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
    const values =
      section === 'check' || section === 'documents'
        ? {}
        : fieldsOf(submission, section as SectionName, pillar, pledges);
    const { fields, errors, problem } = { fields: values, errors: [], problem: null, ...again };
    return {
      submission: await this.presenter.present(submission),
      values: fields,
      errors,
      problem,
    };
  }
}

import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { FieldError, FormPage, Language, PageName } from '../../../client/src/pages/pages.js';
import { Problem } from '../common/problem.js';
import type { PillarDto } from '../public/public.dto.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { isPillar, type SectionName } from '../submissions/answers.js';
import { ApplicantPresenter } from '../submissions/applicant.presenter.js';
import type { Submission } from '../submissions/submission.entity.js';
import { fieldsOf, type Fields } from './form-fields.js';
import { PagesService } from './pages.service.js';

/** A form that is shown again: what was typed, what is wrong, and the status that says so. */
export interface FormState {
  fields: Fields;
  errors: FieldError[];
  problem: string | null;
  status: number;
}

const simplePages = {
  place: 'EndorsePlace',
  signer: 'EndorseSigner',
  contact: 'EndorseContact',
  decision: 'EndorseDecision',
  documents: 'EndorseDocuments',
} as const satisfies Record<string, PageName>;

/** Shows the pages of the form: puts together what each needs. */
@Injectable()
export class EndorsePages {
  constructor(
    private readonly pages: PagesService,
    private readonly presenter: ApplicantPresenter,
    private readonly reader: RegisterReader,
  ) {}

  async start(reply: FastifyReply, language: Language, submission: Submission | null): Promise<void> {
    const open =
      submission && !['withdrawn', 'expired'].includes(submission.state) ? { reference: submission.reference, state: submission.state } : null;
    await this.pages.send(reply, language, '/endorse', 'EndorseStart', { open });
  }

  async tasks(reply: FastifyReply, language: Language, submission: Submission): Promise<void> {
    await this.pages.send(reply, language, '/endorse/tasks', 'EndorseTasks', { submission: await this.presenter.present(submission) });
  }

  async sent(reply: FastifyReply, language: Language, submission: Submission, asked: boolean): Promise<void> {
    await this.pages.send(reply, language, '/endorse/sent', 'EndorseSent', { submission: await this.presenter.present(submission), asked });
  }

  /** The page of the documents; with the id of one of them its form is for a file in the place of that one. */
  async documents(reply: FastifyReply, language: Language, submission: Submission, replaces: string): Promise<void> {
    const form = await this.form('documents', submission, undefined);
    const replaced = form.submission.documents.find(({ id }) => id === replaces);
    const values = replaced ? { replaces, kind: replaced.kind } : {};
    await this.pages.send(reply, language, '/endorse/documents', 'EndorseDocuments', { ...form, values });
  }

  /** @throws Problem 404 when there is no such page. */
  async section(reply: FastifyReply, language: Language, section: string, submission: Submission, again?: FormState): Promise<void> {
    const path = `/endorse/${section}`;
    const status = again?.status ?? 200;
    const pillars = isPillar(section) || section === 'check' ? await this.reader.pillars() : [];
    const pillar = pillars.find(({ code }) => code === section);
    const form = await this.form(section, submission, pillar, again);
    if (section === 'authority') {
      return this.pages.send(reply, language, path, 'EndorseAuthority', { ...form, countries: await this.reader.countries() }, status);
    }
    if (section === 'check') return this.pages.send(reply, language, path, 'EndorseCheck', { ...form, pillars }, status);
    if (pillar) {
      const examples = await this.reader.examples(pillar.code);
      return this.pages.send(reply, language, path, 'EndorsePillar', { ...form, pillar, examples }, status);
    }
    if (!Object.hasOwn(simplePages, section)) throw Problem.notFound();
    return this.pages.send(reply, language, path, simplePages[section as keyof typeof simplePages], form, status);
  }

  /** What a page of the form shows: what was just refused, or what is kept. */
  private async form(section: string, submission: Submission, pillar: PillarDto | undefined, again?: FormState): Promise<FormPage> {
    const values = section === 'check' || section === 'documents' ? {} : fieldsOf(submission, section as SectionName, pillar);
    const { fields, errors, problem } = { fields: values, errors: [], problem: null, ...again };
    return { submission: await this.presenter.present(submission), values: fields, errors, problem };
  }
}

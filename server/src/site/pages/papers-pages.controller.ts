import { Controller, Get, Ip, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  officialFor,
  type Language,
  type OfficialLanguage,
} from '../../../../contract/languages.js';
import { regionNames } from '../../../../contract/language-formats.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { limits } from '../../platform/config/limits.js';
import {
  endorsementPaper,
  type PrintedEndorsement,
} from '../../joining/papers/endorsement-paper.js';
import { answersPaper } from '../../joining/papers/answers-paper.js';
import { SentAnswersService } from '../../joining/papers/sent-answers.service.js';
import { certificatePaper } from '../../joining/papers/certificate.js';
import { paperTextsIn, type PaperTexts } from '../../joining/papers/texts.js';
import { CertificateFootReader } from '../public/certificate-foot-reader.service.js';
import { SiteTextsReader } from '../public/site-texts-reader.service.js';
import { LogReader } from '../log/log-reader.service.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { isPublicId } from '../public/public.controller.js';
import type { PillarDto } from '../public/pact.dto.js';
import type { SignatoryDto } from '../public/public.dto.js';
import { PactReader, type Pact } from '../public/pact-reader.service.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { signatoryPath } from '../../register/signatories/signatory-path.js';
import type { PillarSection } from '../../joining/submissions/dto/sections.dto.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { editableStates } from '../../joining/submissions/submission.workflow.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import { InLanguage } from './language.js';
import { OpenSubmission } from './open-submission.js';

/** Printable papers: the form to sign, the certificate to hang up. */
@ApiExcludeController()
@Controller(':language')
export class PapersPagesController {
  constructor(
    private readonly reader: RegisterReader,
    private readonly pact: PactReader,
    private readonly texts: SiteTextsReader,
    private readonly open: OpenSubmission,
    private readonly context: AppContext,
    private readonly rates: RateLimits,
    private readonly log: LogReader,
    private readonly sentAnswers: SentAnswersService,
    private readonly database: DataSource,
    private readonly foot: CertificateFootReader,
  ) {}

  /** The blank form, the same for everyone. */
  @Get('pact/endorsement.pdf')
  @PublicAnswer()
  async blank(
    @InLanguage() language: Language,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.rates.useFrom('paper', limits.papersPerAddress, ip);
    const [pact, paper] = [await this.pact.now(), officialFor(language)];
    const empty = {
      reference: null,
      authority: null,
      otherNames: [],
      country: null,
      signer: null,
      decidedOn: null,
    };
    await sendPdf(
      reply,
      await endorsementPaper(paper, await this.wordsIn(paper), {
        ...empty,
        ...declaredIn(pact, paper),
        pillars: pact.pillars.map(({ name }) => ({ name: name[paper], pledges: null })),
      }),
      'pact',
    );
  }

  /** The addresses of both until 2026, which are on other sites. */
  @Get(['pact/adhesion.pdf', 'endorse/adhesion.pdf'])
  async former(@Req() { url }: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(url.replace(/adhesion\.pdf.*$/, 'endorsement.pdf'), 301);
  }

  /** Filled in with the answers of the form that is open in this browser. */
  @Get('endorse/endorsement.pdf')
  @OfCase('see the form')
  async filledIn(
    @InLanguage() language: Language,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/pact/endorsement.pdf`, 303));
    await this.rates.useFrom('paper', limits.papersPerAddress, ip);
    const official = officialFor(language);
    const paper = await endorsementPaper(
      official,
      await this.wordsIn(official),
      printed(session.home, await this.pactOf(session.home), official),
    );
    await sendPdf(reply.header('cache-control', 'no-store'), paper, session.home.reference);
  }

  /** The sent answers, as the page of answers shows them, in the language of that page. */
  @Get('case/answers.pdf')
  @OfCase('see the case')
  async answers(
    @InLanguage() language: Language,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session?.home.submittedAt) return void (await reply.redirect(`/${language}/case`, 303));
    await this.rates.useFrom('paper', limits.papersPerAddress, ip);
    const { home } = session;
    const sent = await this.sentAnswers.of(this.database.manager, home, language);
    const paper = await answersPaper(language, sent);
    await sendPdf(reply.header('cache-control', 'no-store'), paper, home.reference);
  }

  @Get('signatories/:slug/certificate.pdf')
  @PublicAnswer()
  async certificate(
    @InLanguage() language: Language,
    @Param('slug') slug: string,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const signatory = await this.published(slug);
    await this.rates.useFrom('paper', limits.papersPerAddress, ip);
    const { names, countryCode, signedOn, changedAt, id } = signatory;
    const official = officialFor(language);
    const proof = await this.log.proof(id);
    const { changedAt: footChangedAt, ...foot } = await this.foot.of(official);
    const paper = await certificatePaper(official, await this.wordsIn(official), {
      official: names.official,
      name: names[official],
      country: regionNames(official).of(countryCode) ?? countryCode,
      signedOn,
      // The current signer did not sign on an earlier day.
      asOf: [changedAt, footChangedAt ?? ''].sort().at(-1)!,
      address: `${this.context.config.baseUrl}${signatoryPath(language, id, names.en)}`,
      proof,
      foot,
    });
    // The proof exists within a minute; until then no cache keeps the paper without it.
    if (!proof) reply.registerVersion = undefined;
    await sendPdf(reply, paper, signatory.slug);
  }

  /** A sent form has the wording under which it was sent; an open form has today's. */
  private pactOf({ state, pactVersion }: Submission): Promise<Pact> {
    return editableStates.includes(state) ? this.pact.now() : this.pact.at(pactVersion);
  }

  /** The texts of the papers, with the administrators' changes. */
  private async wordsIn(language: OfficialLanguage): Promise<PaperTexts> {
    return paperTextsIn(language, (await this.texts.of(language)).texts);
  }

  /**
   * Only a signatory that is published now (not on hold, and not demonstration data) may have these
   * papers.
   * @throws Problem 404 for all others, 410 for withdrawn ones.
   */
  private async published(slug: string): Promise<SignatoryDto> {
    const id = slug.slice(0, 8);
    const signatory = isPublicId(id) ? await this.reader.signatory(id) : null;
    if (signatory?.state === 'published' && !signatory.demo) return signatory;
    if (!signatory && isPublicId(id) && (await this.reader.withdrawn(id)))
      throw new Problem(410, 'withdrawn', 'This signatory was withdrawn.');
    throw Problem.notFound();
  }
}

async function sendPdf(reply: FastifyReply, paper: Buffer, name: string): Promise<void> {
  await reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `inline; filename="${name}.pdf"`)
    .send(paper);
}

function declaredIn(
  { version, approvedOn, approvalDocument, undertakings }: Pact,
  language: OfficialLanguage,
): Pick<PrintedEndorsement, 'undertakings' | 'wording'> {
  return {
    undertakings: undertakings.map((text) => text[language]),
    wording: { version, approvedOn, document: approvalDocument },
  };
}

function printed(
  { reference, answers }: Submission,
  pact: Pact,
  language: OfficialLanguage,
): PrintedEndorsement {
  const { authority, signer, decision } = answers;
  const names = [authority?.nameEn, authority?.nameFr].filter(
    (name): name is string => Boolean(name) && name !== authority?.nameOfficial,
  );
  return {
    reference,
    authority: authority?.nameOfficial ?? null,
    otherNames: [...new Set(names)],
    country: authority ? (regionNames(language).of(authority.countryCode) ?? null) : null,
    signer: signer ?? null,
    decidedOn: decision?.decidedOn ?? null,
    ...declaredIn(pact, language),
    pillars: pact.pillars.map((pillar) => ({
      name: pillar.name[language],
      pledges: pledgesOf(answers[pillar.code], pillar, language),
      isOutside: answers[pillar.code]?.notCompetent === true,
    })),
  };
}

function pledgesOf(
  answer: PillarSection | undefined,
  pillar: PillarDto,
  language: OfficialLanguage,
): PrintedEndorsement['pillars'][number]['pledges'] {
  if (!answer) return null;
  const wording = (code: string) =>
    [...pillar.actions, ...pillar.retired].find((action) => action.code === code)?.wording[
      language
    ] ?? code;
  return [
    ...answer.actions.map(({ code, ...details }) => ({ text: wording(code), ...details })),
    ...answer.ownWords.map(({ text, ...details }) => ({ text, ...details })),
  ].map(({ text, targetYear = null, leadDepartment = null }) => ({
    text,
    targetYear,
    leadDepartment,
  }));
}

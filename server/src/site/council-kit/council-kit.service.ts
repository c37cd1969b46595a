import { Injectable } from '@nestjs/common';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import {
  kitFormats,
  kitPapers,
  type KitFacts,
  type KitFile,
  type KitFormat,
  type KitPaper,
} from '../../../../contract/council-kit.js';
import { dateFormat, regionNames } from '../../../../contract/language-formats.js';
import { nameIn, wordsIn, type Language } from '../../../../contract/languages.js';
import { publicWordsIn } from '../../joining/papers/public-words.js';
import type { WrittenPaper } from '../../joining/papers/written-paper.js';
import { figuresIn } from '../../platform/config/figures.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { logger } from '../../platform/log/logger.js';
import { signatoryPath } from '../../register/signatories/signatory-path.js';
import { PactReader } from '../public/pact-reader.service.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { SiteTextsReader } from '../public/site-texts-reader.service.js';
import { TermsReader } from '../public/terms-reader.service.js';
import { actionList } from './action-list.js';
import { explanatoryNote } from './explanatory-note.js';
import { KitExamples } from './kit-examples.service.js';
import { KitFiles } from './kit-files.js';
import type { KitWords } from './kit-words.js';
import { modelDecision } from './model-decision.js';
import { pactText } from './pact-text.js';
import { workingForm } from './working-form.js';

const describe: Record<KitPaper, (say: KitWords) => WrittenPaper> = {
  pact: pactText,
  decision: modelDecision,
  note: explanatoryNote,
  actions: actionList,
  form: workingForm,
};
/** A paper as it is said now. */
export interface SaidPaper {
  paper: WrittenPaper;
  /** False if its examples could not be read now. */
  isWhole: boolean;
}

/**
 * The papers of the council kit. The content of a paper is described again for each version of the
 * register, which is cheap; writing its file is not, and never happens within a snapshot.
 */
@Injectable()
export class CouncilKit {
  private readonly files = new KitFiles();

  constructor(
    private readonly pact: PactReader,
    private readonly register: RegisterReader,
    private readonly texts: SiteTextsReader,
    private readonly terms: TermsReader,
    private readonly examples: KitExamples,
    private readonly context: AppContext,
  ) {}

  /** The content of a paper. */
  async says(language: Language, paper: KitPaper): Promise<SaidPaper> {
    return this.said(await this.wordsIn(language), paper);
  }

  /** The content as a file. */
  file(paper: WrittenPaper, format: KitFormat): Promise<Buffer> {
    return this.files.get(paper, format);
  }

  /**
   * Every paper in every format, with its size if known, so that no page waits for files.
   *
   * @returns also whether a later answer may know more.
   */
  async list(language: Language): Promise<{ files: KitFile[]; facts: KitFacts; isWhole: boolean }> {
    const words = await this.wordsIn(language);
    const files: KitFile[] = [];
    let isWhole = true;
    for (const paper of kitPapers) {
      const said = await this.said(words, paper).catch((error: unknown) => {
        logger.warn({ err: error, paper }, 'a paper of the kit was not described');
        return null;
      });
      if (said && !said.isWhole) isWhole = false;
      for (const format of kitFormats) {
        const bytes = said?.isWhole ? this.files.sizeOf(said.paper, format) : null;
        if (bytes === undefined) isWhole = false;
        files.push({ paper, format, bytes: bytes ?? null });
      }
    }
    return { files, facts: { asOf: words.asOf, approval: words.approval }, isWhole };
  }

  private async said(words: KitWords, paper: KitPaper): Promise<SaidPaper> {
    if (paper !== 'actions') return { paper: describe[paper](words), isWhole: true };
    const found = await this.examplesIn(words.language).catch(noneIfBusy);
    return { paper: describe[paper]({ ...words, ...found }), isWhole: found !== null };
  }

  private async wordsIn(language: Language): Promise<KitWords> {
    const { changedAt } = await this.register.figures();
    const [pact, { texts }, terms] = [
      await this.pact.now(),
      await this.texts.of(language),
      await this.terms.now(),
    ];
    const say = publicWordsIn(language, texts);
    const figures = figuresIn(language, terms.kept);
    return {
      language,
      t: (key, values = {}) => say(key, { ...figures, ...values }),
      words: (text) => wordsIn(language, text),
      date: (day) => dayFormat(language).format(new Date(`${day}T00:00:00Z`)),
      country: (code) => regionNames(language).of(code) ?? code,
      pact,
      asOf: dayInStrasbourg(new Date(changedAt)),
      approval: terms.kit,
      examples: new Map(),
      practices: new Map(),
    };
  }

  private async examplesIn(language: Language): Promise<Pick<KitWords, 'examples' | 'practices'>> {
    const pledges = await this.examples.pledges();
    const practices = await this.examples.practices();
    const { baseUrl } = this.context.config;
    return {
      examples: byName(pledges, 'action', ({ names, id, ...rest }) => ({
        ...rest,
        name: nameIn(language, names),
        address: `${baseUrl}${signatoryPath(language, id, names.en)}`,
      })),
      practices: byName(practices, 'pillar', ({ names, practice, ...rest }) => ({
        ...rest,
        name: nameIn(language, names),
        address: `${baseUrl}/${language}/practices/${practice}`,
      })),
    };
  }
}

/** Under load, a list of actions without examples is better than none. */
function noneIfBusy(error: unknown): null {
  if (error instanceof Problem && error.code === 'busy') return null;
  throw error;
}

const dayFormat = (language: Language) =>
  dateFormat(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

function byName<Row, Name extends keyof Row, Shown>(
  rows: readonly Row[],
  name: Name,
  show: (row: Row) => Shown,
): Map<string, Shown> {
  return new Map(rows.map((row) => [String(row[name]), show(row)]));
}

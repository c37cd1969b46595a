import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
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
import { writtenDocx } from '../../joining/papers/written-docx.js';
import type { WrittenPaper } from '../../joining/papers/written-paper.js';
import { writtenPdf } from '../../joining/papers/written-pdf.js';
import { figuresIn } from '../../platform/config/figures.js';
import { limits } from '../../platform/config/limits.js';
import { AppContext } from '../../platform/database/app-context.js';
import { signatoryPath } from '../../register/signatories/signatory-path.js';
import { PactReader } from '../public/pact-reader.service.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { SiteTextsReader } from '../public/site-texts-reader.service.js';
import { TermsReader } from '../public/terms-reader.service.js';
import { actionList } from './action-list.js';
import { explanatoryNote } from './explanatory-note.js';
import { KitExamples } from './kit-examples.service.js';
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
const write: Record<KitFormat, (paper: WrittenPaper) => Promise<Buffer>> = {
  pdf: writtenPdf,
  docx: writtenDocx,
};

/**
 * The papers of the council kit. What a paper says is described anew under each version of the
 * register, which is cheap; a file is written only when it says something that no file has said
 * before.
 */
@Injectable()
export class CouncilKit {
  private readonly files = new LRUCache<string, Promise<Buffer>>({ max: limits.kitFiles });

  constructor(
    private readonly pact: PactReader,
    private readonly register: RegisterReader,
    private readonly texts: SiteTextsReader,
    private readonly terms: TermsReader,
    private readonly examples: KitExamples,
    private readonly context: AppContext,
  ) {}

  /** A paper as a file. */
  async file(language: Language, paper: KitPaper, format: KitFormat): Promise<Buffer> {
    return this.written(describe[paper](await this.wordsIn(language)), format);
  }

  /** Every paper in every format, with its size. */
  async list(language: Language): Promise<{ files: KitFile[]; facts: KitFacts }> {
    const words = await this.wordsIn(language);
    const files: KitFile[] = [];
    // One after the other: a page that is read while they are written must not wait for all.
    for (const paper of kitPapers)
      for (const format of kitFormats) {
        const { length: bytes } = await this.written(describe[paper](words), format);
        files.push({ paper, format, bytes });
      }
    return { files, facts: { asOf: words.asOf, approval: words.approval } };
  }

  private written(paper: WrittenPaper, format: KitFormat): Promise<Buffer> {
    const key = createHash('sha256').update(format).update(JSON.stringify(paper)).digest('base64');
    const file = this.files.get(key) ?? write[format](paper);
    this.files.set(key, file);
    file.catch(() => this.files.delete(key));
    return file;
  }

  private async wordsIn(language: Language): Promise<KitWords> {
    const { changedAt } = await this.register.figures();
    const [pact, { texts }, terms, pledges, practices] = [
      await this.pact.now(),
      await this.texts.of(language),
      await this.terms.now(),
      await this.examples.pledges(),
      await this.examples.practices(),
    ];
    const say = publicWordsIn(language, texts);
    const figures = figuresIn(language, terms.kept);
    const { baseUrl } = this.context.config;
    return {
      language,
      t: (key, values = {}) => say(key, { ...figures, ...values }),
      words: (text) => wordsIn(language, text),
      date: (day) => dayFormat(language).format(new Date(`${day}T00:00:00Z`)),
      country: (code) => regionNames(language).of(code) ?? code,
      pact,
      asOf: dayInStrasbourg(new Date(changedAt)),
      approval: terms.kit,
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

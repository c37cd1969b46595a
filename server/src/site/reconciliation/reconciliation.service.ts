import { Injectable } from '@nestjs/common';
import { limits } from '../../platform/config/limits.js';
import { AppContext } from '../../platform/database/app-context.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { Problem } from '../../platform/http/problem.js';
import { PublicDatabase } from '../public/public-database.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { CandidatesService, type Candidate } from './candidates.service.js';
import { manifest } from './manifest.js';
import { propertyOf, valuesOf, type PropertyValue } from './properties.js';
import { extensionQuestion, nameQuestions } from './questions.js';

/** The form of an identifier of the register; nothing else is looked up in the database. */
const ours = /^[a-z0-9]{8}$/;

type Rows = Record<string, Record<string, PropertyValue[]>>;

/** The requester. */
export interface Asker {
  ip: string;
  /** Whether the client has disconnected. */
  isGone: () => boolean;
  /** Receives the version of the register that the answer is read from. */
  seen: (version: number) => void;
}

/** Answers requests of the reconciliation protocol, version 0.2. */
@Injectable()
export class ReconciliationService {
  constructor(
    private readonly found: CandidatesService,
    private readonly database: PublicDatabase,
    private readonly reader: RegisterReader,
    private readonly rates: RateLimits,
    private readonly context: AppContext,
  ) {}

  /**
   * Answers with candidates, with values or, without either, with the manifest.
   * @throws Problem 422 when the request is invalid or too large, 429 when there are too many, 503
   *   while the service is busy with others.
   */
  async answer(asked: { queries?: string; extend?: string }, asker: Asker): Promise<object> {
    const { queries, extend } = asked;
    if (queries !== undefined && extend !== undefined)
      throw new Problem(400, 'one-question', 'Send either "queries" or "extend".');
    const { seen } = asker;
    if (queries !== undefined)
      return this.database.inStateApart(() => this.names(queries, asker), seen);
    if (extend !== undefined)
      return this.database.inStateApart(() => this.values(extend, asker), seen);
    return manifest(this.context.config.baseUrl);
  }

  private async names(text: string, { ip, isGone }: Asker): Promise<object> {
    const questions = nameQuestions(text);
    await this.counts(questions.size, ip);
    const answers: [string, { result: Candidate[] }][] = [];
    for (const [key, question] of questions) {
      if (isGone()) throw new Problem(503, 'nobody-waits', 'The connection was closed.');
      answers.push([key, { result: await this.found.candidates(question) }]);
    }
    return Object.fromEntries(answers);
  }

  /** An entry that is not on the register has no values. */
  private async values(text: string, { ip }: Asker): Promise<object> {
    const { ids, properties } = extensionQuestion(text);
    await this.counts(ids.length, ip);
    const { baseUrl } = this.context.config;
    const known = new Map(
      (await this.reader.signatories(ids.filter((id) => ours.test(id)))).map((signatory) => [
        signatory.id,
        signatory,
      ]),
    );
    const rows: Rows = Object.fromEntries(
      ids.map((id) => {
        const signatory = known.get(id);
        const values = properties.map((property) => [
          property,
          signatory ? valuesOf(property, signatory, baseUrl) : [],
        ]);
        return [id, Object.fromEntries(values) as Rows[string]];
      }),
    );
    const meta = properties.map((id) => ({ id, name: propertyOf(id)!.name }));
    return { meta, rows };
  }

  private async counts(names: number, ip: string): Promise<void> {
    if (names === 0) return;
    await this.rates.useFrom('reconcile', limits.namesMatchedPerAddress, ip, { points: names });
  }
}

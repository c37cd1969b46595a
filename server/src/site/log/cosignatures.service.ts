import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { witnessOf, type LogWitness } from '../../platform/config/log-witness.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { checkpointText, readCheckpoint } from '../../platform/tlog/checkpoint.js';
import { cosignaturesIn, signedText, type Cosignature } from '../../platform/tlog/cosignature.js';
import { logName } from '../../platform/tlog/log-key.js';

/** How far the clock of a witness may be ahead of ours, in milliseconds. */
const tolerance = 5 * 60 * 1_000;

/**
 * Keeps cosignatures of witnesses: statements that one of our checkpoints follows from all that
 * they had seen before (decision 61). A signature proves itself, so its sender needs no account;
 * only those of LOG_WITNESSES are kept, the newest of each.
 */
@Injectable()
export class Cosignatures {
  readonly witnesses: readonly LogWitness[];

  constructor(
    private readonly database: DataSource,
    private readonly context: AppContext,
  ) {
    this.witnesses = context.config.LOG_WITNESSES.flatMap((one) => witnessOf(one) ?? []);
  }

  /**
   * Keeps the cosignatures on a checkpoint of this log.
   * @param by whose signatures count.
   * @throws Problem 409 for a checkpoint that we have not signed, 403 when none of them has signed
   *   it.
   */
  async keep(note: string, by: readonly LogWitness[] = this.witnesses): Promise<void> {
    const checkpoint = readCheckpoint(note);
    // A signature on a longer text is not valid for ours.
    const isThisLog =
      checkpoint?.origin === logName(this.context.config) &&
      signedText(note) === checkpointText(checkpoint);
    const place = isThisLog ? [checkpoint.origin, checkpoint.size, checkpoint.root] : null;
    const ours =
      place &&
      (await this.database.query<unknown[]>(
        'SELECT 1 FROM log_checkpoint WHERE origin = $1 AND size = $2 AND root = $3 LIMIT 1',
        place,
      ));
    if (!place || !ours || ours.length === 0)
      throw new Problem(409, 'unknown-checkpoint', 'This register has not signed that checkpoint.');
    const given = cosignaturesIn(note, by).filter(isOfThePast);
    if (given.length === 0)
      throw new Problem(403, 'unknown-witness', 'No witness that this register knows signed it.');
    for (const one of given) await this.keepOne(one, place);
  }

  private async keepOne({ witness, at, line }: Cosignature, place: unknown[]): Promise<void> {
    await this.database.query(
      `INSERT INTO log_cosignature AS kept (witness, at, line, origin, size, root)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (witness) DO UPDATE SET at = excluded.at, line = excluded.line,
         origin = excluded.origin, size = excluded.size, root = excluded.root
       WHERE kept.origin <> excluded.origin OR (kept.size, kept.at) < (excluded.size, excluded.at)`,
      [witness.verifierKey, at, line, ...place],
    );
  }
}

/** A time in the future would outrank every later signature. */
const isOfThePast = ({ at }: Cosignature) => at.getTime() < Date.now() + tolerance;

import { Injectable } from '@nestjs/common';
import type { LogWitness } from '../../platform/config/log-witness.js';
import { logger } from '../../platform/log/logger.js';
import { checkpointText } from '../../platform/tlog/checkpoint.js';
import { Cosignatures } from './cosignatures.service.js';
import { LogReader, type SignedHead } from './log-reader.service.js';

/** The timeout of a request to a witness, and the pause after a failure, in milliseconds. */
const patience = 5_000;
const rest = 10 * 60 * 1_000;
/** How much of an answer is read: some lines, not a page. */
const answerBytes = 10_000;

/** Submits new checkpoints to witnesses with an address (c2sp.org/tlog-witness). */
@Injectable()
export class Witnesses {
  private readonly resting = new Map<string, number>();

  constructor(
    private readonly log: LogReader,
    private readonly cosignatures: Cosignatures,
  ) {}

  /** Asks each witness that has not signed the newest checkpoint. One that fails is left alone. */
  async ask(): Promise<void> {
    try {
      const head = await this.log.head();
      if (head) await this.askAbout(head, await this.log.witnessed());
    } catch (err) {
      // The log is signed all the same.
      logger.warn({ what: 'witness', err }, 'witnesses not asked');
    }
  }

  private async askAbout(head: SignedHead, seen: Seen[]): Promise<void> {
    const due = this.cosignatures.witnesses.filter(
      ({ address, verifierKey }) =>
        address !== null &&
        (this.resting.get(verifierKey) ?? 0) < Date.now() &&
        !seen.some((one) => one.witness === verifierKey && isOf(one, head)),
    );
    await Promise.all(due.map((witness) => this.askOne(witness, head, seen)));
  }

  private async askOne(witness: LogWitness, head: SignedHead, seen: Seen[]): Promise<void> {
    const { size } = head;
    const last = seen.find((one) => one.witness === witness.verifierKey);
    try {
      const lines = await this.submit(witness, head, last && last.size <= size ? last.size : 0);
      await this.cosignatures.keep(`${checkpointText(head)}\n${lines}`, [witness]);
    } catch (error) {
      this.resting.set(witness.verifierKey, Date.now() + rest);
      const why = (error as Error).message;
      logger.warn({ what: 'witness', witness: witness.name, why }, 'no cosignature');
    }
  }

  /**
   * @param known how many entries the witness has seen; a different number in its answer counts.
   */
  private async submit(
    witness: LogWitness,
    head: SignedHead,
    known: number,
    again = true,
  ): Promise<string> {
    const proof = await this.log.consistencyProof(head.size, known);
    const hashes = proof.map((hash) => `${hash.toString('base64')}\n`).join('');
    const answer = await fetch(`${witness.address!.replace(/\/+$/, '')}/add-checkpoint`, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
      body: `old ${known}\n${hashes}\n${head.note}`,
    });
    const text = await beginningOf(answer);
    if (answer.status === 200) return text;
    const size = /^(0|[1-9]\d{0,15})\n$/.exec(text)?.[1];
    const isSize = /^text\/x\.tlog\.size\b/.test(answer.headers.get('content-type') ?? '');
    if (answer.status === 409 && isSize && size && again && Number(size) <= head.size)
      return this.submit(witness, head, Number(size), false);
    throw new Error(`answers ${answer.status}`);
  }
}

type Seen = Awaited<ReturnType<LogReader['witnessed']>>[number];

const isOf = (one: Seen, { origin, size, root }: SignedHead) =>
  one.origin === origin && one.size === size && one.root.equals(root);

async function beginningOf({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    pieces.push(piece as Uint8Array);
    length += (piece as Uint8Array).length;
    if (length > answerBytes) throw new Error('answers too much');
  }
  return Buffer.concat(pieces).toString();
}

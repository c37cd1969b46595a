import { createHash } from 'node:crypto';
import type { Config } from '../../platform/config/config.js';
import {
  plainly,
  type Rewriting,
  type Sealing,
} from '../../platform/database/embedded/stored-bytes.js';
import { rewrittenBy } from './child-stream.js';

export type SealingProgram = 'age' | 'gpg';

/** age handles keys of age and SSH; anything else is the name of a gpg key, or a file with one. */
const programFor = (recipients: string[]): SealingProgram =>
  recipients.every((recipient) => /^(age1|ssh-)/.test(recipient)) ? 'age' : 'gpg';

const sealArguments: Record<SealingProgram, (recipients: string[]) => string[]> = {
  age: (recipients) => recipients.flatMap((recipient) => ['-r', recipient]),
  gpg: (recipients) => [
    ...['--batch', '--no-tty', '--quiet', '--trust-model', 'always', '--compress-algo', 'none'],
    ...recipients.flatMap((recipient) => [
      recipient.startsWith('/') ? '--recipient-file' : '--recipient',
      recipient,
    ]),
    '--encrypt',
  ],
};

/**
 * How a backup is encrypted, if a recipient is set. The file names contain a fingerprint of the
 * recipients. When the recipients change, the documents are encrypted again, so that none remains
 * that only the old key can read.
 * @throws ConfigError when the program is missing or rejects the recipient.
 */
export async function sealingBy({
  BACKUP_RECIPIENT: recipients,
}: Config): Promise<(Sealing & { program: SealingProgram }) | null> {
  if (recipients.length === 0) return null;
  const program = programFor(recipients);
  const seal = rewrittenBy(program, sealArguments[program](recipients));
  for await (const _ of seal(one(Buffer.from('a try')))) continue;
  const fingerprint = createHash('sha256')
    .update([...recipients].sort().join())
    .digest('hex');
  return { program, seal, suffix: `.${fingerprint.slice(0, 8)}.${program}` };
}

/** Decrypts its files; BACKUP_IDENTITY names the file with the age key. */
export function openingBy(
  program: SealingProgram | undefined,
  { BACKUP_IDENTITY: identity }: Config,
): Rewriting {
  if (program === undefined) return plainly;
  return program === 'age'
    ? rewrittenBy('age', ['--decrypt', ...(identity ? ['-i', identity] : [])])
    : rewrittenBy('gpg', ['--batch', '--no-tty', '--quiet', '--decrypt']);
}

async function* one(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk;
}

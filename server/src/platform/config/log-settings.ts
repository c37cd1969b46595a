import { ArrayMaxSize, Matches } from 'class-validator';
import { IfSet, IsWitness, List } from './setting-rules.js';

const logKey = /^[A-Za-z0-9+/]{43}=$/;

/** The settings of the public log that an operator can change. */
export class LogSettings {
  /**
   * The private key of the public log: 32 random bytes in Base64, the same on every instance.
   * Empty: one is made once and kept in DATA_DIR.
   */
  @IfSet()
  @Matches(logKey, { message: 'LOG_KEY must be 32 bytes in Base64 (openssl rand -base64 32)' })
  LOG_KEY = '';

  /**
   * The previous LOG_KEY, which also signs while readers learn the new one; `lost` if it is lost.
   */
  @IfSet()
  @Matches(new RegExp(`^lost$|${logKey.source}`), {
    message: 'LOG_KEY_PREVIOUS must be the key before, or lost',
  })
  LOG_KEY_PREVIOUS = '';

  /**
   * The name of the public log, as it appears in each checkpoint. Empty: the address of this server
   * without its scheme, followed by /log.
   */
  @IfSet()
  @Matches(/^[^\s+]{1,200}$/, { message: 'LOG_NAME must be without spaces and plus signs' })
  LOG_NAME = '';

  /**
   * The mirrors and witnesses whose cosignatures on checkpoints are kept and shown: verifier keys,
   * separated by commas, each optionally followed by a space and the address that accepts
   * checkpoints.
   */
  @List()
  @ArrayMaxSize(10)
  @IsWitness()
  LOG_WITNESSES: string[] = [];
}

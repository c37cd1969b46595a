import { readFileSync } from 'node:fs';
import { isSet } from './setting-rules.js';

/** An invalid setting. The message is the single line that the operator sees. */
export class ConfigError extends Error {}

/**
 * Reads a setting from the environment or from the file that NAME_FILE points to. Docker,
 * Kubernetes and systemd pass secrets in files, which other processes cannot read as they can an
 * environment.
 */
export function valueOf(
  environment: NodeJS.ProcessEnv,
  name: string,
): [name: string, value: string][] {
  const [value, file] = [environment[name], environment[`${name}_FILE`]];
  if (!isSet(file)) return isSet(value) ? [[name, withoutComment(name, value!)]] : [];
  if (isSet(value))
    throw new ConfigError(`${name} and ${name}_FILE are both set: keep one of them.`);
  try {
    // Editors end files with a newline; secrets never contain one.
    return [[name, readFileSync(file!, 'utf8').replace(/\r?\n$/, '')]];
  } catch (error) {
    throw new ConfigError(
      `${name}_FILE cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

/** systemd treats a comment after a value as part of it. */
function withoutComment(name: string, value: string): string {
  if (/(^|\s)#/.test(value))
    throw new ConfigError(
      `${name} contains a comment: put it on a line of its own. A value with " #" in it can only ` +
        `be read from a file (${name}_FILE).`,
    );
  return value;
}

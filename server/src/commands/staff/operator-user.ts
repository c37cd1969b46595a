import { userInfo } from 'node:os';

/**
 * The user who runs this command, as known to the machine: the one before `sudo`, if set, or the
 * one that docs/systemd/pact.sh passes on. Characters that the audit trail does not accept are
 * replaced.
 */
export function operatorUser(environment: NodeJS.ProcessEnv = process.env): string {
  const name = environment['PACT_OPERATOR'] || environment['SUDO_USER'] || nameOfUser();
  return name.replace(/[^\w.-]/g, '_').slice(0, 60);
}

/** In a container, a user may have only a number. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}

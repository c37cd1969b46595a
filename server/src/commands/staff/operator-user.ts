import { userInfo } from 'node:os';

/**
 * Who runs this command, as the machine knows them: before `sudo`, if it says so, and as
 * docs/systemd/pact.sh passes it on. Only characters that the audit trail takes.
 */
export function operatorUser(environment: NodeJS.ProcessEnv = process.env): string {
  const name = environment['PACT_OPERATOR'] || environment['SUDO_USER'] || nameOfUser();
  return name.replace(/[^\w.-]/g, '_').slice(0, 60);
}

/** In a container a user may have a number only. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}

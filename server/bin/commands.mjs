/**
 * What `pact …` can do, wherever the server is installed. `part` is a file of the built server,
 * `file` a standalone one. README.md has the same list.
 * @type {Record<string, { usage: string, about: string, part?: string, file?: string }>}
 */
export const commands = {
  start: { usage: 'start', about: 'starts the register', part: 'main' },
  migrate: {
    usage: 'migrate up|down|status',
    about: 'migrates the database without starting, reverts the newest migration, or lists all',
    part: 'commands/migrate',
  },
  doctor: {
    usage: 'doctor',
    about: 'checks a running installation and reports each problem in one line',
    part: 'commands/doctor',
  },
  backup: {
    usage: 'backup FOLDER [--keep …]',
    about: 'backs up database, documents and their hashes while the register runs',
    part: 'commands/backup',
  },
  restore: {
    usage: 'restore FOLDER [--check]',
    about: 'restores the newest backup into an empty database, or only checks it',
    part: 'commands/restore',
  },
  'backup-drill': {
    usage: 'backup-drill FOLDER',
    about:
      'restores the newest backup into a scratch database, checks it and reports how long it took',
    part: 'commands/backup-drill',
  },
  documents: {
    usage: 'documents verify|move FROM',
    about: 'reads every document and compares its hash, or copies documents from another store',
    part: 'commands/documents',
  },
  places: {
    usage: 'places nuts FILE',
    about: 'imports Eurostat’s table of municipalities and NUTS regions (XLSX or CSV)',
    part: 'commands/places',
  },
  staff: {
    usage: 'staff TASK [ADDRESS]',
    about: 'lists and invites colleagues, changes their accounts, restores lost access',
    part: 'commands/staff',
  },
  vouch: {
    usage: 'vouch ADDRESS',
    about: 'confirms that an account belongs to a second person',
    part: 'commands/vouch',
  },
  'verify-events': {
    usage: 'verify-events [FOLDER|HEAD]',
    about: 'checks the whole audit trail against recorded heads and the register',
    part: 'commands/verify-events',
  },
  'verify-register': {
    usage: 'verify-register URL',
    about: 'checks the public log and the list of any register, without trusting it',
    file: 'client/public/verify/verify-register.mjs',
  },
  mirror: {
    usage: 'mirror URL FOLDER',
    about: 'keeps a cosigned copy of its log, and reports a rewritten past',
    file: 'client/public/verify/mirror-register.mjs',
  },
  'seed-demo': {
    usage: 'seed-demo 10000|remove',
    about:
      'fills the register with marked demonstration data (in a checkout), or removes all of it',
    part: 'commands/seed-demo',
  },
};

/** The list, as `pact help` prints it. */
export function help() {
  const lines = Object.values(commands).map(({ usage, about }) => `  ${usage.padEnd(28)}${about}`);
  return [
    'pact COMMAND, with the settings of the environment or of .env (see .env.example):',
    '',
    ...lines,
  ].join('\n');
}

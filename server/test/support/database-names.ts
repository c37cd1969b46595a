/**
 * One secret for the whole run, because the roles' passwords are derived from it and roles belong
 * to the whole PostgreSQL server.
 */
export const testSecret = 'a secret of more than thirty-two characters, for tests only';
export const template = 'pact_template';

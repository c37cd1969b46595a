/**
 * One secret for the whole run, because the roles' passwords are derived from it and roles belong
 * to the whole PostgreSQL server.
 */
export const testSecret = 'a secret of more than thirty-two characters, for tests only';
export const template = 'pact_template';
export const clusterPassword = 'only for tests';

/**
 * The owner of the tests' databases, with the rights of docs/operations.md: it may make roles and
 * is no superuser. With PACT_TEST_OWNER=superuser it may do everything.
 */
export const registerOwner = 'register_owner';
export const ownersRights =
  process.env['PACT_TEST_OWNER'] === 'superuser' ? 'SUPERUSER' : 'NOSUPERUSER CREATEROLE';

/** No data has to survive, and small tables do not justify parallel workers. */
export const quick = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  shared_buffers: '64MB',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
};

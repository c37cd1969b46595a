import pg from 'pg';

/**
 * A pooled connection that always has an error listener. The server may close the connection in the
 * same packet as its last response, before the borrower can listen, and an error without a listener
 * ends the whole process (Node: "Unhandled 'error' event"). The borrower learns of it from its next
 * query.
 */
export class PooledClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

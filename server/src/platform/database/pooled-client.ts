import pg from 'pg';

/**
 * A connection of a pool. Its end may come in the same packet as the answer before, when whoever
 * was given it could not listen yet: without a listener from its beginning that ends the whole
 * process (Node: "Unhandled 'error' event"). Whoever uses it is told by the next query.
 */
export class PooledClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

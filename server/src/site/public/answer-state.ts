import type pg from 'pg';

/**
 * The source of the connection for one response: an open transaction and the register's version
 * that it sees.
 */
export interface OpenedState {
  client: pg.PoolClient;
  version: number;
}

const ended = Symbol('ended');

/**
 * The single database snapshot behind a response. The first query opens it, so a response without
 * queries takes no connection; its queries run one after the other on that connection.
 */
export class AnswerState {
  private opened: Promise<OpenedState> | typeof ended | undefined;
  /** Resolves when the connection is free: it runs one query at a time. */
  private line: Promise<unknown> = Promise.resolve();

  /**
   * @param seen receives the register's version in this snapshot before anything else is read from
   *   it.
   * @param isApart whether its connection is one for slow questions already.
   */
  constructor(
    private readonly open: () => Promise<OpenedState>,
    private readonly seen: (version: number) => void,
    readonly isApart = false,
  ) {}

  /**
   * The snapshot that the response reads from. Undefined once it has ended: later queries, for
   * example by a streamed file, are not part of it.
   */
  get current(): Promise<OpenedState> | undefined {
    if (this.opened === ended) return undefined;
    this.opened ??= this.open().then((state) => {
      this.seen(state.version);
      return state;
    });
    return this.opened;
  }

  /** @returns rows from this snapshot; undefined once it has ended. */
  async query<Row extends object>(statement: pg.QueryConfig): Promise<Row[] | undefined> {
    const state = await this.current;
    if (!state) return undefined;
    const answer = this.line.then(() => state.client.query<Row>(statement));
    this.line = answer.catch(() => undefined);
    return (await answer).rows;
  }

  async end(): Promise<void> {
    const opened = this.opened;
    this.opened = ended;
    if (!opened || opened === ended) return;
    const state = await opened.catch(() => undefined);
    if (!state) return;
    await this.line;
    const broken = await state.client.query('ROLLBACK').then(
      () => undefined,
      (error: Error) => error,
    );
    state.client.release(broken);
  }
}

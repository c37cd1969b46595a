import type pg from 'pg';

/**
 * Where the connection of one answer comes from: an open transaction and the register's version
 * that it sees.
 */
export interface OpenedState {
  client: pg.PoolClient;
  version: number;
}

const ended = Symbol('ended');

/**
 * The one state of the database that an answer is made of. Opened by its first query, so that an
 * answer that asks nothing takes no connection; its queries follow one another on that connection.
 */
export class AnswerState {
  private opened: Promise<OpenedState> | typeof ended | undefined;
  /** Until when the connection is busy: it takes a question when it has answered the one before. */
  private line: Promise<unknown> = Promise.resolve();

  /**
   * @param seen is told the register's version in this state, before anything else is read of it.
   */
  constructor(
    private readonly open: () => Promise<OpenedState>,
    private readonly seen: (version: number) => void,
  ) {}

  /**
   * What the answer reads from. Undefined after its end: what is still asked for then, such as by a
   * file that is streamed, is no part of it.
   */
  get current(): Promise<OpenedState> | undefined {
    if (this.opened === ended) return undefined;
    this.opened ??= this.open().then((state) => {
      this.seen(state.version);
      return state;
    });
    return this.opened;
  }

  /** @returns rows of this state; undefined after its end, as above. */
  async query<Row extends object>(sql: string, values: unknown[]): Promise<Row[] | undefined> {
    const state = await this.current;
    if (!state) return undefined;
    const answer = this.line.then(() => state.client.query<Row>(sql, values));
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

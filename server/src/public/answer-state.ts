import type pg from 'pg';

/** Where the connection of one answer comes from: an open transaction and the register's version that it sees. */
export interface OpenedState {
  client: pg.PoolClient;
  version: number;
}

const ended = Symbol('ended');

/**
 * The one state of the database that an answer is made of. Opened by its first query, so that an answer that asks nothing takes no
 * connection; its queries follow one another on that connection.
 */
export class AnswerState {
  private opened: Promise<OpenedState> | typeof ended | undefined;

  /** @param seen is told the register's version in this state, before anything else is read of it. */
  constructor(
    private readonly open: () => Promise<OpenedState>,
    private readonly seen: (version: number) => void,
  ) {}

  /** What the answer reads from. Undefined after its end: what is still asked for then, such as by a file that is streamed, is no part of it. */
  get current(): Promise<OpenedState> | undefined {
    if (this.opened === ended) return undefined;
    this.opened ??= this.open().then((state) => {
      this.seen(state.version);
      return state;
    });
    return this.opened;
  }

  async end(): Promise<void> {
    const opened = this.opened;
    this.opened = ended;
    if (!opened || opened === ended) return;
    const state = await opened.catch(() => undefined);
    if (!state) return;
    const broken = await state.client.query('ROLLBACK').then(
      () => undefined,
      (error: Error) => error,
    );
    state.client.release(broken);
  }
}

/** Changes bytes on their way: a generator that `pipeline` takes. */
export type Rewriting = (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

/** How files are written for others not to read, and the end of their names. */
export interface Sealing {
  suffix: string;
  seal: Rewriting;
}

/** As they are. */
export const plainly: Rewriting = (source) => source;

/** Changes bytes on their way: a generator that `pipeline` takes. */
export type Rewriting = (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

/** The encryption of files, and the suffix of their names. */
export interface Sealing {
  suffix: string;
  seal: Rewriting;
}

/** As they are. */
export const plainly: Rewriting = (source) => source;

/** Transforms bytes in transit: a generator that `pipeline` accepts. */
export type Rewriting = (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

/** The encryption of files, and the suffix of their names. */
export interface Sealing {
  suffix: string;
  seal: Rewriting;
}

/** Leaves the bytes as they are. */
export const plainly: Rewriting = (source) => source;

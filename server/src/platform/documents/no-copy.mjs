// @ts-check

/** Why there is no copy of a file that the public may have; staff are told. */
export class NoCopy extends Error {
  /** @param {'photo' | 'drawing' | 'structure' | 'metadata_left'} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

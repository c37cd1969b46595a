// @ts-check

/** Why a file has no copy for the public; staff see the reason. */
export class NoCopy extends Error {
  /** @param {'photo' | 'drawing' | 'structure' | 'metadata_left'} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

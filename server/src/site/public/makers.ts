import { Injectable } from '@nestjs/common';
import { limits } from '../../platform/config/limits.js';

/** An answer in progress, and the requests that wait for it. */
export interface Making {
  /** Whether it was kept, so that others can have it. */
  done: Promise<boolean>;
  end: (kept: boolean) => void;
}

/**
 * One request makes an answer and all others for the same one wait: after a change a page is
 * rendered once, however many read it. They wait before they take a connection. The answer is
 * finished even if its requester disconnects.
 */
@Injectable()
export class Makers {
  private readonly makings = new Map<string, Making>();

  /** Whether it is being made. */
  isMaking(key: string): boolean {
    return this.makings.has(key);
  }

  /**
   * @returns a handle if the caller has to make the answer and end it; 'kept' if another request
   *   has made it meanwhile; 'alone' if it cannot be shared.
   */
  async turn(key: string): Promise<Making | 'kept' | 'alone'> {
    const making = this.makings.get(key);
    if (making) return (await making.done) ? 'kept' : 'alone';
    const begun = this.begun(key);
    this.makings.set(key, begun);
    return begun;
  }

  private begun(key: string): Making {
    const { promise, resolve } = withResolver<boolean>();
    const end = (kept: boolean) => {
      clearTimeout(timer);
      if (this.makings.get(key)?.done === promise) this.makings.delete(key);
      resolve(kept);
    };
    const timer = setTimeout(() => end(false), limits.makingTime).unref();
    return { done: promise, end };
  }
}

function withResolver<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

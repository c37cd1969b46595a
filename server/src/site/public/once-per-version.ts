import type { RegisterClock } from './register-clock.js';

/**
 * A value that many pages need and that changes only with the register: computed by the first
 * request under each version, and never used under another one.
 */
export class OncePerVersion<Value> {
  private version = 0;
  private value: Promise<Value> | undefined;

  constructor(
    private readonly clock: Pick<RegisterClock, 'versionRead' | 'readsSnapshot'>,
    private readonly make: () => Promise<Value>,
  ) {}

  async get(): Promise<Value> {
    const version = await this.clock.versionRead();
    const inSnapshot = await this.clock.readsSnapshot();
    // If the version is unknown, so is whether the value is still valid.
    if (version === 0) return this.make();
    // Nothing is awaited from here to `share`: two callers at once would both make it.
    if (this.value && this.version === version) return this.value;
    const value = this.make();
    if (inSnapshot) this.share(version, value);
    // Without its own connection it may have to wait for one, so responses that hold connections
    // must not wait for it.
    else
      value.then(
        () => this.share(version, value),
        () => undefined,
      );
    return value;
  }

  private share(version: number, value: Promise<Value>): void {
    // A response that is still at an earlier version does not use a value of a later one.
    if (version < this.version) return;
    this.version = version;
    this.value = value;
    this.madeIn(version, value).then(
      (same) => same || this.forget(value),
      () => this.forget(value),
    );
  }

  /** Whether the snapshot of the response that made it lasted until the end. */
  private async madeIn(version: number, value: Promise<Value>): Promise<boolean> {
    await value;
    return (await this.clock.versionRead()) === version;
  }

  private forget(value: Promise<Value>): void {
    if (this.value === value) this.value = undefined;
  }
}

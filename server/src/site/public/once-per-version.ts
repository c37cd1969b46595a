import type { RegisterClock } from './register-clock.js';

/**
 * A value that many pages need and that changes only with the register: computed by the first
 * request under each version.
 */
export class OncePerVersion<Value> {
  private version = 0;
  private value: Promise<Value> | undefined;

  constructor(
    private readonly clock: Pick<RegisterClock, 'versionRead'>,
    private readonly make: () => Promise<Value>,
  ) {}

  async get(): Promise<Value> {
    const version = await this.clock.versionRead();
    // If the version is unknown, so is whether the value is still valid.
    if (version === 0) return this.make();
    if (!this.value || this.version !== version) {
      const value = this.make();
      value.catch(() => {
        if (this.value === value) this.value = undefined;
      });
      this.version = version;
      this.value = value;
    }
    return this.value;
  }
}

import type { RegisterClock } from './register-clock.js';

/**
 * A value that many pages need and that only changes with the register: made by the first who asks
 * for it under a version.
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
    // Not knowing the version, we cannot know whether the value still holds.
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

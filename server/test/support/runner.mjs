import { createRunner } from 'jest-light-runner';

const LightRunner = createRunner();

/** Starts no more threads than there are test files: each loads jest for itself. */
export default class Runner {
  constructor(globalConfig, ...others) {
    this.globalConfig = globalConfig;
    this.others = others;
  }

  runTests(tests, ...listeners) {
    const maxWorkers = Math.min(this.globalConfig.maxWorkers, tests.length);
    const runner = new LightRunner({ ...this.globalConfig, maxWorkers }, ...this.others);
    // It would run a single file in the main thread, where what the file leaves open keeps the run
    // from ending.
    runner._runtime = 'worker_threads';
    return runner.runTests(tests, ...listeners);
  }
}

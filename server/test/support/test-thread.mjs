import { addEventHandler } from 'jest-circus';

/**
 * Timeout in milliseconds. It is long, because on a busy two-core machine a test takes many times
 * longer than alone, and a slow test has not failed.
 */
const defaultTimeout = 60_000;
/** The real timers, even if a test installs fake ones. */
const { setTimeout, clearTimeout } = globalThis;

// Programs that the tests start must not inherit this thread's TypeScript loader.
delete process.env.NODE_OPTIONS;

// The runner has no timeout: a test that never ends would block the whole run without being named.
addEventHandler((event, { currentDescribeBlock }) => {
  const [added] =
    { add_test: currentDescribeBlock.children, add_hook: currentDescribeBlock.hooks }[
      event.name
    ]?.slice(-1) ?? [];
  if (added?.fn) added.fn = within(event.timeout ?? defaultTimeout, added.fn);
});

function within(milliseconds, act) {
  return async () => {
    let clock;
    const tooLong = new Promise((_, reject) => {
      clock = setTimeout(
        () => reject(new Error(`not done after ${milliseconds / 1000} s`)),
        milliseconds,
      );
    });
    await Promise.race([Promise.resolve().then(act), tooLong]).finally(() => clearTimeout(clock));
  };
}

import { addEventHandler } from 'jest-circus';

/**
 * Long, in milliseconds: on a busy machine of two cores a test takes many times what it takes
 * alone, and a slow test is no broken one.
 */
const patience = 60_000;
/** The real ones, whatever clock a test puts in their place. */
const { setTimeout, clearTimeout } = globalThis;

// What lets this thread read TypeScript is not for the programs that the tests start.
delete process.env.NODE_OPTIONS;

// The runner knows no time limit: what never ends would keep the whole run, and nobody would learn
// which test it was.
addEventHandler((event, { currentDescribeBlock }) => {
  const [added] =
    { add_test: currentDescribeBlock.children, add_hook: currentDescribeBlock.hooks }[
      event.name
    ]?.slice(-1) ?? [];
  if (added?.fn) added.fn = within(event.timeout ?? patience, added.fn);
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
    await Promise.race([act(), tooLong]).finally(() => clearTimeout(clock));
  };
}

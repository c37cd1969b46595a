import { pressed } from './shortcut-keys.ts';

const done: string[] = [];
const does = (what: string) => () => void done.push(what);
/** Presses keys one after another, each in time. */
function press(layers: Parameters<typeof pressed>[0], ...keys: string[]): string[] {
  done.length = 0;
  let before = '';
  for (const key of keys) {
    const { act, waiting } = pressed(layers, before, key);
    before = waiting;
    act?.();
  }
  return [...done];
}
const app = { 'g q': does('to the queue'), '?': does('help') };
const casePage = { q: does('ask a question'), a: does('approve'), '?': does('help with cases') };

describe('shortcuts', () => {
  it('a pair of keys acts with its second key', () => {
    expect(press([app], 'g')).toEqual([]);
    expect(press([app], 'g', 'q')).toEqual(['to the queue']);
  });

  it('the second key of a pair does not also do what it does alone', () => {
    expect(press([app, casePage], 'g', 'q')).toEqual(['to the queue']);
    expect(press([app, casePage], 'q')).toEqual(['ask a question']);
  });

  it('after a first key, any other key does its usual action, and the first is forgotten', () => {
    expect(press([app, casePage], 'g', 'a', 'q')).toEqual(['approve', 'ask a question']);
  });

  it('the page opened last answers first, the others where it has no such key', () => {
    expect(press([app, casePage], '?')).toEqual(['help with cases']);
    expect(press([app, { a: does('agree') }], '?')).toEqual(['help']);
  });

  it('a key that means nothing does nothing', () => {
    expect(press([app, casePage], 'x', 'Escape')).toEqual([]);
    expect(press([], 'a')).toEqual([]);
  });
});

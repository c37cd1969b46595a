import { colonIn, labelled } from './labelled.js';

describe('U2 a value after its label', () => {
  it.each([
    ['en', 'Name: Ada'],
    ['fr', 'Name\u00a0: Ada'],
    ['de', 'Name: Ada'],
  ])('in %s', (language, expected) => {
    expect(labelled('Name', 'Ada', language)).toBe(expected);
    expect(`Name${colonIn(language)}Ada`).toBe(expected);
  });
});

import { withoutPerson, type Traces } from './without-person.js';

const olaf: Traces = {
  names: ['Olaf Müller'],
  email: 'olaf@town.example',
  phones: ['+49 221 1234'],
};

describe('PR3 what was written, without a person', () => {
  it.each([
    ['Ask Olaf  Müller.', 'Ask […].'],
    ['OLAF MÜLLER, OLAF@town.example, +49 221 1234', '[…], […], […]'],
    ['Olaf Müllerstadt and xolaf@town.example', 'Olaf Müllerstadt and xolaf@town.example'],
    ['Nobody', 'Nobody'],
  ])('%s', (text, expected) => {
    expect(withoutPerson(text, olaf)).toBe(expected);
  });

  it('keeps the shape of everything else', () => {
    const value = { a: [1, null, true, 'for Olaf Müller'], b: { c: 'town' } };
    expect(withoutPerson(value, olaf)).toEqual({ a: [1, null, true, 'for […]'], b: { c: 'town' } });
  });

  it('does not look for what is too short to be somebody', () => {
    expect(withoutPerson('Li is a town', { names: ['Li'], email: 'x@y.example', phones: [] })).toBe(
      'Li is a town',
    );
  });
});

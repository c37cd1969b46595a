import { withoutPerson, type Traces } from './without-person.js';

const olaf: Traces = {
  names: ['Olaf Müller'],
  email: 'olaf@town.example',
  phones: ['+49 221 1234'],
};

describe('PR3 PR11 texts with a person removed', () => {
  it.each([
    ['Ask Olaf  Müller.', 'Ask […].'],
    ['OLAF MÜLLER, OLAF@town.example, +49 221 1234', '[…], […], […]'],
    ['Müller, Olaf or O. Müller or Olaf Muller', '[…] or […] or […]'],
    ['Olaf Müllerstadt and xolaf@town.example', 'Olaf Müllerstadt and xolaf@town.example'],
    ['e.olaf@town.example is somebody else', 'e.olaf@town.example is somebody else'],
    ['Nobody in Nîmes', 'Nobody in Nîmes'],
  ])('%s', (text, expected) => {
    expect(withoutPerson(text, olaf)).toBe(expected);
  });

  it.each([
    ['Γιώργος Παπαδόπουλος', 'ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ'],
    ['ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ', 'Παπαδόπουλος Γιώργος'],
    ['Işıl Yılmaz', 'IŞIL YILMAZ'],
    ['Isil Yilmaz', 'Işıl Yılmaz'],
    ['İpek Şahin', 'ipek sahin'],
    ['Łukasz Wąsik', 'Lukasz Wasik'],
    ['Søren Ørsted', 'SOREN ORSTED'],
    ['Jürgen Groß', 'JUERGEN GROSS'],
    ['Juergen Gross', 'Jürgen Groß'],
    ["Jeanne d'Arc-Dupont", 'Jeanne d’Arc Dupont'],
    ['Jeanne d’Arc‑Dupont', "J. d'Arc-Dupont"],
    ['Anne-Marie Lévy', 'Anne Marie Levy'],
    ['Олексій Шевченко', 'ШЕВЧЕНКО Олексій'],
  ])('%s, written %s', (name, written) => {
    const person = { names: [name], email: null, phones: [] };
    expect(withoutPerson(`Ask ${written} there`, person)).toBe('Ask […] there');
  });

  it.each([
    'anna-lena@bad-town.example',
    "o'hara+pact@town.example",
    'a/b{c}|d$e^f*g?h@town.example',
    '"a[b]\\c(d)"@town.example',
  ])('the address %s, whatever characters it has', (email) => {
    const person = { names: ['Anna-Lena Saint-Cyr'], email, phones: [] };
    expect(withoutPerson(`Write to ${email}, x${email}.`, person)).toBe(`Write to […], x${email}.`);
    expect(withoutPerson('Ask Anna-Lena Saint-Cyr.', person)).toBe('Ask […].');
  });

  it('keeps the shape of everything else', () => {
    const value = { a: [1, null, true, 'for Olaf Müller'], b: { c: 'town' } };
    expect(withoutPerson(value, olaf)).toEqual({ a: [1, null, true, 'for […]'], b: { c: 'town' } });
  });

  it('does not look for names that are too short', () => {
    expect(
      withoutPerson('Li is a town', { names: ['Li'], email: 'x@y.example', phones: ['112'] }),
    ).toBe('Li is a town');
  });
});

describe('PR11 a telephone number in other spacing', () => {
  const numbers: [string, string[]][] = [
    [
      '+49 221 1234',
      [
        '+492211234',
        '0049 221 1234',
        '0221/1234',
        '0221 12 34',
        '(0221) 1234',
        '+49 (0)221-1234',
        '+49\u00a0221\u202f12.34',
      ],
    ],
    ['0221 1234', ['+49 221 1234', '02211234']],
    [
      '+33 1 23 45 67 89',
      ['01.23.45.67.89', '0033123456789', '+33 (0)1 23 45 67 89', '01–23–45–67–89'],
    ],
    ['+39 06 1234567', ['06 1234567', '0039 06 123 45 67']],
    ['+380 44 123 4567', ['(044) 123-45-67', '+38 044 123 45 67']],
  ];
  const cases = numbers.flatMap(([number, spellings]) =>
    [number, ...spellings].map((spelling) => [number, spelling]),
  );
  it.each(cases)('%s is found as %s', (number, spelling) => {
    const person = { names: [], email: null, phones: [number] };
    expect(withoutPerson(`Call ${spelling} in 2026.`, person)).toBe('Call […] in 2026.');
  });

  it.each(['0221 12345', '9221 1234', '221 123'])('and %s is another one', (other) => {
    expect(withoutPerson(other, { names: [], email: null, phones: ['+49 221 1234'] })).toBe(other);
  });
});

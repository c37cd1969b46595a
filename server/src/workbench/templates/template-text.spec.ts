import { fillTemplate, unknownVariables } from './template-text.js';

const values = {
  authority: 'Köln',
  reference: 'KD7Q2MXR',
  contact: '{reference} <b>',
  address: 'pact@congress.example',
};

describe('S07 message templates', () => {
  it('know their variables and no others', () => {
    expect(unknownVariables('{authority} {reference} {contact} {address}')).toEqual([]);
    expect(unknownVariables('{password} {} {constructor} {authority} {password}')).toEqual([
      'password',
      '',
      'constructor',
    ]);
  });

  it('are joined to the names in them in French', () => {
    const text = 'La page 2 de {authority} manque.';
    const inFrench = fillTemplate(text, { ...values, authority: 'Évry' }, 'fr');
    expect(inFrench).toBe('La page 2 d’Évry manque.');
  });

  it('take values as text, once', () => {
    expect(fillTemplate('Dear {contact}, {authority} ({reference})', values, 'en')).toBe(
      'Dear {reference} <b>, Köln (KD7Q2MXR)',
    );
    expect(fillTemplate('{{7*7}} <%= 7 %> ${7} {toString}', values, 'en')).toBe(
      '{{7*7}} <%= 7 %> ${7} {toString}',
    );
  });
});

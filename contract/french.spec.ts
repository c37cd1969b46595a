import { joinedInFrench } from './french.js';

describe('A name in a French text', () => {
  it.each([
    ['de Athènes', 'Athènes', 'd’Athènes'],
    ['L’adhésion de Évry est approuvée', 'Évry', 'L’adhésion d’Évry est approuvée'],
    ['la page de Ålesund', 'Ålesund', 'la page d’Ålesund'],
    ['de Ypres', 'Ypres', 'd’Ypres'],
    ['de Yalta', 'Yalta', 'de Yalta'],
    ['de Hambourg', 'Hambourg', 'de Hambourg'],
    ['que Oslo quitte le Pacte', 'Oslo', 'qu’Oslo quitte le Pacte'],
    ['De Oslo à Rome', 'Oslo', 'D’Oslo à Rome'],
    ['de Le Havre', 'Le Havre', 'du Havre'],
    ['à Le Havre', 'Le Havre', 'au Havre'],
    ['de Les Abymes', 'Les Abymes', 'des Abymes'],
    ['de La Rochelle', 'La Rochelle', 'de La Rochelle'],
    ['de Lesbos', 'Lesbos', 'de Lesbos'],
    ['Le Havre a signé', 'Le Havre', 'Le Havre a signé'],
    ['monde Oslo', 'Oslo', 'monde Oslo'],
    ['de Osloland', 'Oslo', 'de Osloland'],
    ['de A (B) $1 $&', 'A (B) $1 $&', 'd’A (B) $1 $&'],
    ['de ', '', 'de '],
  ])('%s', (text, authority, expected) =>
    expect(joinedInFrench(text, { authority })).toBe(expected),
  );

  it('of a person keeps its article', () => {
    expect(joinedInFrench('de Le Goff', { name: 'Le Goff' })).toBe('de Le Goff');
    expect(joinedInFrench('de Anna Roy', { name: 'Anna Roy' })).toBe('d’Anna Roy');
  });

  it('is not changed itself', () => {
    const values = { authority: 'Ville de Épinal', name: 'Épinal de Oslo' };
    expect(joinedInFrench('Ville de Épinal', values)).toBe('Ville de Épinal');
  });
});

import { parse } from 'tldts';
import { meantAddress, plainAddress } from './mail-address.js';
import { providers, slips, wordProviders } from './mail-domains.js';

describe('addresses of mail as people type them', () => {
  it.each([
    ['gmial.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['gmai.com', 'gmail.com'],
    ['mgail.com', 'gmail.com'],
    ['GMIAL.COM', 'gmail.com'],
    ['outlok.fr', 'outlook.fr'],
    ['outllok.de', 'outlook.de'],
    ['hotmial.com', 'hotmail.com'],
    ['yahooo.fr', 'yahoo.fr'],
    ['protonmial.com', 'protonmail.com'],
    ['town.con', 'town.com'],
    ['rathaus.dee', 'rathaus.de'],
    ['orange.ft', 'orange.fr'],
    ['oragne.fr', 'orange.fr'],
    ['gmail.cm', 'gmail.com'],
    ['hotmail.cmo', 'hotmail.com'],
    ['yahoo.fr.com', 'yahoo.fr'],
    ['gmail.com.com', 'gmail.com'],
    ['wanadoo.ft', 'wanadoo.fr'],
    ['wandoo.fr', 'wanadoo.fr'],
    ['web.ed', 'web.de'],
    ['gmx.ed', 'gmx.de'],
    ['web.dw', 'web.de'],
    ['yahoo.fe', 'yahoo.fr'],
    ['libreo.it', 'libero.it'],
    ['interia.lp', 'interia.pl'],
    ['hotmail.cm', 'hotmail.com'],
    ['freent.de', 'freenet.de'],
    ['stadt-koeln.ed', 'stadt-koeln.de'],
    ['strasbourg.ue', 'strasbourg.eu'],
    ['mairie-quimper.ft', 'mairie-quimper.fr'],
  ])('%s is probably %s', (typed, meant) =>
    expect(meantAddress(`Ana.K@${typed}`)).toBe(`Ana.K@${meant}`),
  );

  it.each(
    (
      'gmail.com googlemail.com hotmail.co.uk outlook.fr outlook.com.tr yahoo.co.uk ' +
      'mail.com email.com ymail.com gmx.de gmx.net gmx.at web.de ' +
      'live.nl me.com aol.com orange.fr free.fr sfr.fr wp.pl o2.pl op.pl onet.pl interia.pl ' +
      'ukr.net i.ua seznam.cz centrum.cz azet.sk abv.bg ' +
      'libero.it tiscali.it alice.it sapo.pt freenet.de laposte.net bluewin.ch telenet.be ' +
      'skynet.be cloud.com wahoo.com google.com town.eu ' +
      'stadt-koeln.de strasbourg.eu coe.int gov.uk gmall.com gmail.fr yahoo.co hotmail.co ' +
      'town.co town.cm town.om mairie.bzh ajuntament.cat ac.uk vorarlberg.at alife.it ' +
      'mail.ru mail.bg mail.ee gmx.fr orange.com orange.es yahoo.com.br hotmail.com.tr ' +
      'live.com.mx ville-orange.fr orage.fr wed.de sfr.com free.org freiburg.de fre.fr ' +
      't-online.hu proton.me str.fr web.com'
    ).split(' '),
  )('%s is a real domain', (domain) => expect(meantAddress(`ana@${domain}`)).toBeUndefined());

  it('what is no ASCII domain is never doubted', () => {
    for (const address of [
      'info@köln.de',
      'μαρία@δήμος.ελ',
      'ana@gmäil.com',
      '@gmial.com',
      'gmial.com',
      '',
    ])
      expect(meantAddress(address)).toBeUndefined();
    expect(meantAddress('"a@b"@gmial.com')).toBe('"a@b"@gmail.com');
  });

  it('no existing ending counts as a typing error, and no provider as another', () => {
    for (const ending of Object.keys(slips)) expect(parse(`town.${ending}`).isIcann).toBe(false);
    for (const [name, endings] of Object.entries({ ...providers, ...wordProviders }))
      for (const ending of endings) expect(meantAddress(`ana@${name}.${ending}`)).toBeUndefined();
  });

  it.each([
    ['mailto:ana@town.eu', 'ana@town.eu'],
    ['mailto:ana@town.eu?subject=Pact', 'ana@town.eu'],
    ['Ana Kovač <ana@grad.hr>;', 'ana@grad.hr'],
    ['ana\uff20town.eu', 'ana@town.eu'],
    ['ana@town.eu.', 'ana@town.eu'],
    ['ana\uff20town\uff0eeu', 'ana@town.eu'],
    ['ana@town.eu\u3001', 'ana@town.eu'],
    ["'ana@town.eu'", 'ana@town.eu'],
    ['"ana@town.eu"', 'ana@town.eu'],
    ['«\u00a0ana@town.eu\u00a0»', '«\u00a0ana@town.eu\u00a0»'],
    ['„ana@town.eu“', 'ana@town.eu'],
    ['[ana@town.eu]', 'ana@town.eu'],
    ["o'brien@town.ie", "o'brien@town.ie"],
    ['"a b"@town.eu', '"a b"@town.eu'],
    ['ana@town.eu, ben@town.eu', 'ana@town.eu, ben@town.eu'],
    ['"max  muster"@town.eu', '"max  muster"@town.eu'],
    ['"a?b"@town.eu', '"a?b"@town.eu'],
    ['a@town.eu\ud800', 'a@town.eu'],
  ])('%j is %j', (typed, address) => expect(plainAddress(typed)).toBe(address));
});

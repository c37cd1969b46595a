import { renderMail } from './render-mail.js';
import { mailTemplates } from './texts.js';

const mailOf = (template: (typeof mailTemplates)[number], authority: string) => {
  const { subject, text, html } = renderMail(
    template,
    'fr',
    { authority, into: authority, name: 'Vera Vogt', from: 'Anna Roy', to: 'Éva Nagy' },
    'http://register.example/fr/case',
  );
  return [subject, text, html].join('\n');
};

describe('A mail in French', () => {
  it.each(mailTemplates)('%s joins the name of a town to the sentence', (template) => {
    expect(mailOf(template, 'Athènes')).not.toMatch(/\b(de|que) Athènes/iu);
    expect(mailOf(template, 'Le Havre')).not.toMatch(/(\bde|à) Le Havre/iu);
    expect(mailOf(template, 'Rome')).not.toMatch(/\b(de|que) (Anna|Éva)/iu);
  });

  it('sets the colons as French does, and the link after its label', () => {
    const text = mailOf('contact_invitation', 'Akureyri');
    expect(text).toContain('Invitation à devenir le contact d’Akureyri pour le Pacte');
    expect(text).toContain('Voir l’invitation\u00a0:\nhttp://register.example/fr/case');
    expect(text.match(/\p{L}:(?=\s)/gu)).toBeNull();
  });
});

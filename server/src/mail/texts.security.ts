import type { MailText } from './texts.js';

/** What a colleague is told when a way into her account was changed, or the spare one used: by her, or by somebody who must be found out. */
export const securityTemplates = [
  'staff_password_changed',
  'staff_app_set_up',
  'staff_passkey_added',
  'staff_passkey_removed',
  'staff_recovery_code_used',
  'staff_recovery_codes_renewed',
  'staff_identity_linked',
  'staff_identity_removed',
] as const;
export type SecurityTemplate = (typeof securityTemplates)[number];

const notYou = 'If it was not you, choose a new password now, end your other sessions in “My account”, and tell your administrators.';
const button = 'Look at my account';

export const securityEn: Record<SecurityTemplate, MailText> = {
  staff_password_changed: {
    subject: 'Your password was changed',
    paragraphs: ['The password of your account in the register of the Pact was changed. Your other sessions have ended.', notYou],
    button,
  },
  staff_app_set_up: {
    subject: 'An authenticator app was set up',
    paragraphs: [
      'An authenticator app was set up as the second factor of your account in the register of the Pact. One that was set up before does not count any more.',
      notYou,
    ],
    button,
  },
  staff_passkey_added: {
    subject: 'A passkey was added',
    paragraphs: ['The passkey “{passkey}” was added to your account in the register of the Pact. Your other sessions have ended.', notYou],
    button,
  },
  staff_passkey_removed: {
    subject: 'A passkey was removed',
    paragraphs: ['The passkey “{passkey}” was removed from your account in the register of the Pact. Your other sessions have ended.', notYou],
    button,
  },
  staff_recovery_code_used: {
    subject: 'A recovery code was used',
    paragraphs: [
      'Somebody, probably you, signed in to the register of the Pact with your password and one of your recovery codes. It is used up. Recovery codes left: {left}.',
      notYou,
    ],
    button,
  },
  staff_recovery_codes_renewed: {
    subject: 'New recovery codes were made',
    paragraphs: ['New recovery codes were made for your account in the register of the Pact. The old ones are void.', notYou],
    button,
  },
  staff_identity_linked: {
    subject: 'A sign-in elsewhere was linked to your account',
    paragraphs: ['From now on a sign-in at {provider} opens your account in the register of the Pact. Your other sessions have ended.', notYou],
    button,
  },
  staff_identity_removed: {
    subject: 'A sign-in elsewhere was removed from your account',
    paragraphs: ['A sign-in at {provider} does not open your account in the register of the Pact any more. Your other sessions have ended.', notYou],
    button,
  },
};

const pasVous =
  'Si ce n’était pas vous, choisissez aussitôt un nouveau mot de passe, mettez fin à vos autres sessions dans « Mon compte » et prévenez vos administrateurs.';
const bouton = 'Voir mon compte';

export const securityFr: Record<SecurityTemplate, MailText> = {
  staff_password_changed: {
    subject: 'Votre mot de passe a été changé',
    paragraphs: ['Le mot de passe de votre compte au registre du Pacte a été changé. Vos autres sessions ont pris fin.', pasVous],
    button: bouton,
  },
  staff_app_set_up: {
    subject: 'Une application d’authentification a été configurée',
    paragraphs: [
      'Une application d’authentification a été configurée comme second facteur de votre compte au registre du Pacte. Celle d’avant, s’il y en avait une, ne compte plus.',
      pasVous,
    ],
    button: bouton,
  },
  staff_passkey_added: {
    subject: 'Une clé d’accès a été ajoutée',
    paragraphs: ['La clé d’accès « {passkey} » a été ajoutée à votre compte au registre du Pacte. Vos autres sessions ont pris fin.', pasVous],
    button: bouton,
  },
  staff_passkey_removed: {
    subject: 'Une clé d’accès a été retirée',
    paragraphs: ['La clé d’accès « {passkey} » a été retirée de votre compte au registre du Pacte. Vos autres sessions ont pris fin.', pasVous],
    button: bouton,
  },
  staff_recovery_code_used: {
    subject: 'Un code de secours a été utilisé',
    paragraphs: [
      'Quelqu’un, sans doute vous, s’est connecté au registre du Pacte avec votre mot de passe et un de vos codes de secours. Ce code ne sert plus. Codes de secours restants : {left}.',
      pasVous,
    ],
    button: bouton,
  },
  staff_recovery_codes_renewed: {
    subject: 'De nouveaux codes de secours ont été créés',
    paragraphs: ['De nouveaux codes de secours ont été créés pour votre compte au registre du Pacte. Les anciens sont annulés.', pasVous],
    button: bouton,
  },
  staff_identity_linked: {
    subject: 'Une connexion par un autre service est liée à votre compte',
    paragraphs: ['Désormais, une connexion par {provider} ouvre votre compte au registre du Pacte. Vos autres sessions ont pris fin.', pasVous],
    button: bouton,
  },
  staff_identity_removed: {
    subject: 'Une connexion par un autre service est retirée de votre compte',
    paragraphs: ['Une connexion par {provider} n’ouvre plus votre compte au registre du Pacte. Vos autres sessions ont pris fin.', pasVous],
    button: bouton,
  },
};

import { securityFr } from './texts.security.js';
import type { MailTexts } from './texts.js';

export const fr: MailTexts = {
  greeting: 'Bonjour {name},',
  closing: 'Le secrétariat du Pacte\nCongrès des pouvoirs locaux et régionaux du Conseil de l’Europe',
  footer:
    'Vous recevez ce message parce que cette adresse a été indiquée dans une adhésion au Pacte des villes et régions contre la violence sexuelle envers les enfants.',
  staffFooter:
    'Vous recevez ce message parce que vous avez un compte dans l’espace du secrétariat du registre du Pacte, ou que vous y êtes invité(e).',
  confirm_email: {
    subject: 'Confirmez votre adresse électronique : adhésion {reference}',
    paragraphs: [
      'Merci d’avoir envoyé l’adhésion au Pacte pour {authority}. Sa référence est {reference}.',
      'Veuillez confirmer que cette adresse est la vôtre. Nous n’examinons l’adhésion qu’après cette confirmation. Le lien est valable 72 heures.',
      'Si vous n’avez pas envoyé d’adhésion, ne faites rien : sans votre confirmation, personne ne la traitera et elle sera supprimée.',
    ],
    button: 'Confirmer l’adresse',
  },
  submission_confirmed: {
    subject: 'Nous avons reçu votre adhésion {reference}',
    paragraphs: [
      'Votre adresse est confirmée et l’adhésion au Pacte pour {authority} est maintenant entre les mains du secrétariat. Sa référence est {reference}.',
      'Nous répondons en général sous dix jours ouvrables. Nous écrivons à cette adresse dès que nous avons besoin d’un complément ou que nous avons décidé.',
      'Vous pouvez suivre le dossier à tout moment : ouvrez la page ci-dessous et demandez un lien de connexion.',
    ],
    button: 'Suivre le dossier',
  },
  case_link: {
    subject: 'Votre lien de connexion pour {reference}',
    paragraphs: [
      'Voici le lien vers votre dossier {reference}. Il fonctionne une seule fois, pendant 15 minutes.',
      'Si vous ne l’avez pas demandé, ne faites rien.',
    ],
    button: 'Ouvrir le dossier',
  },
  draft_link: {
    subject: 'Poursuivre votre adhésion {reference}',
    paragraphs: [
      'Voici le lien pour poursuivre l’adhésion au Pacte commencée sous la référence {reference}. Il fonctionne sur tout appareil, jusqu’à l’envoi de l’adhésion, pendant 30 jours.',
      'Quiconque détient ce lien peut lire et modifier ce qui a été rempli : ne le transmettez qu’à ceux qui doivent pouvoir le faire.',
      'Si vous ne l’avez pas demandé, ne faites rien.',
    ],
    button: 'Poursuivre l’adhésion',
  },
  draft_expires: {
    subject: 'Votre adhésion {reference} sera supprimée le {date}',
    paragraphs: [
      'L’adhésion au Pacte portant la référence {reference} a été commencée mais non envoyée, et rien n’y a été modifié depuis quelque temps. Le {date}, elle sera supprimée avec tout ce qui a été rempli.',
      'Pour la conserver, poursuivez-la avant cette date.',
    ],
    button: 'Poursuivre l’adhésion',
  },
  unconfirmed_expires: {
    subject: 'Votre adhésion {reference} attend encore votre confirmation',
    paragraphs: [
      'L’adhésion au Pacte pour {authority} a été envoyée, mais cette adresse n’a pas été confirmée. Nous ne pouvons pas la traiter avant. Le {date}, elle sera supprimée.',
      'Veuillez confirmer que cette adresse est la vôtre. Le lien est valable 72 heures.',
      'Si vous n’avez pas envoyé d’adhésion, ne faites rien.',
    ],
    button: 'Confirmer l’adresse',
  },
  changes_requested: {
    subject: 'Veuillez compléter votre adhésion {reference}',
    paragraphs: [
      'Nous avons examiné l’adhésion pour {authority} et vous demandons une modification ou un complément :',
      '{reason}',
      'Ouvrez votre dossier, modifiez les réponses et envoyez-les de nouveau. Dans le formulaire, chaque remarque se trouve à côté de la réponse concernée.',
    ],
    button: 'Ouvrir le dossier',
  },
  resubmitted: {
    subject: 'Nous avons reçu vos modifications : {reference}',
    paragraphs: [
      'Merci. Vos modifications de l’adhésion pour {authority} sont maintenant entre les mains du secrétariat. Nous vous écrirons dès que nous aurons décidé.',
    ],
    button: 'Suivre le dossier',
  },
  follow_up_received: {
    subject: 'Nous avons reçu votre envoi {reference}',
    paragraphs: [
      'Merci. Ce que vous avez envoyé pour {authority} est maintenant entre les mains du secrétariat. Sa référence est {reference}.',
      'La page publique reste telle quelle jusqu’à notre approbation. Nous vous écrirons dès que nous aurons décidé.',
      'Si vous n’avez rien envoyé, veuillez répondre sans attendre à ce message.',
    ],
    button: 'Suivre le dossier',
  },
  follow_up_approved: {
    subject: 'Approuvé : {reference}',
    paragraphs: ['Ce que vous avez envoyé pour {authority} est approuvé, et la page publique le montre désormais.', '{reason}'],
    button: 'Ouvrir le dossier',
  },
  follow_up_rejected: {
    subject: 'Votre envoi {reference} n’a pas pu être accepté',
    paragraphs: [
      'Nous n’avons pas pu accepter ce que vous avez envoyé pour {authority}. La page publique reste telle qu’elle était. Le motif :',
      '{reason}',
    ],
    button: 'Ouvrir le dossier',
  },
  approved: {
    subject: 'Votre adhésion {reference} est approuvée',
    paragraphs: ['L’adhésion au Pacte pour {authority} est approuvée. Nous vous écrirons de nouveau lors de sa publication au registre.', '{reason}'],
    button: 'Suivre le dossier',
  },
  rejected: {
    subject: 'Votre adhésion {reference} n’a pas pu être acceptée',
    paragraphs: [
      'Nous n’avons pas pu accepter l’adhésion pour {authority}. Le motif :',
      '{reason}',
      'Vous pouvez envoyer une nouvelle adhésion une fois ce point réglé, ou répondre à ce message.',
    ],
  },
  published: {
    subject: '{authority} figure au registre du Pacte',
    paragraphs: [
      '{authority} figure désormais au registre public du Pacte des villes et régions contre la violence sexuelle envers les enfants. Merci de votre adhésion.',
      'Tout le monde peut voir la page et ses engagements :',
    ],
    button: 'Voir la page',
  },
  publication_scheduled: {
    subject: '{authority} figurera au registre du Pacte le {date}',
    paragraphs: ['La page de {authority} sera publiée au registre public du Pacte le {date}. Nous vous écrirons de nouveau ce jour-là.', '{reason}'],
    button: 'Suivre le dossier',
  },
  on_hold: {
    subject: 'L’inscription de {authority} est suspendue',
    paragraphs: ['L’inscription de {authority} au registre du Pacte est maintenant signalée comme suspendue. Le motif :', '{reason}'],
    button: 'Voir la page',
  },
  withdrawn: {
    subject: 'L’inscription de {authority} a été retirée',
    paragraphs: ['L’inscription de {authority} a été retirée du registre du Pacte. Le motif :', '{reason}'],
  },
  merged: {
    subject: 'Les inscriptions de {authority} et de {into} n’en font plus qu’une',
    paragraphs: [
      'Le registre du Pacte comptait deux inscriptions pour la même autorité. L’inscription de {authority} a été réunie à celle de {into} : son adresse y conduit désormais.',
      '{reason}',
    ],
    button: 'Voir la page',
  },
  hand_over: {
    subject: 'Devenir le contact de {authority} pour le Pacte',
    paragraphs: [
      '{from} vous demande de devenir le contact de {authority} pour le Pacte des villes et régions contre la violence sexuelle envers les enfants.',
      'Si vous êtes d’accord, ouvrez la page ci-dessous et confirmez. Vous recevrez alors nos messages et tiendrez à jour la page de {authority}. Le lien est valable 72 heures.',
      'Si vous ne savez pas de quoi il s’agit, ne faites rien.',
    ],
    button: 'Devenir le contact',
  },
  hand_over_begun: {
    subject: 'Vous transmettez {authority}',
    paragraphs: [
      'Vous avez demandé que {to} devienne le contact de {authority} pour le Pacte. Rien ne change tant que le nouveau contact n’a pas confirmé.',
      'Si vous ne l’avez pas demandé, veuillez répondre sans attendre à ce message.',
    ],
    button: 'Ouvrir le dossier',
  },
  handed_over: {
    subject: 'Le contact de {authority} a changé',
    paragraphs: [
      '{to} est désormais le contact de {authority} pour le Pacte. Cette adresse ne recevra plus de messages, et votre nom et votre adresse ont été retirés du dossier.',
      'Merci de ce que vous avez fait pour le Pacte. Si vous n’avez pas donné votre accord, veuillez répondre sans attendre à ce message.',
    ],
  },
  progress_reminder: {
    subject: 'Où en sont les engagements de {authority} ?',
    paragraphs: [
      'Un an s’est écoulé depuis que {authority} a fait le point sur ses engagements au titre du Pacte. Les autres apprennent de ce qui fonctionne et de ce qui est difficile.',
      'Cela prend quelques minutes : ouvrez votre dossier et faites le point.',
    ],
    button: 'Faire le point',
  },
  newsletter_confirm: {
    subject: 'Veuillez confirmer : actualités du Pacte',
    paragraphs: [
      'Quelqu’un, sans doute vous, a demandé que la lettre d’information du Pacte des villes et régions contre la violence sexuelle envers les enfants soit envoyée à cette adresse.',
      'Si c’était vous, veuillez confirmer sur la page ci-dessous. Le lien est valable 7 jours.',
      'Sinon, ne faites rien : vous n’entendrez plus parler de nous et l’adresse sera supprimée au bout de 7 jours.',
    ],
    button: 'Confirmer',
    footer: 'Vous recevez ce message parce que cette adresse a été indiquée pour la lettre d’information du Pacte.',
  },
  newsletter_known: {
    subject: 'Vous recevez déjà les actualités du Pacte',
    paragraphs: [
      'Quelqu’un, sans doute vous, a demandé que la lettre d’information du Pacte des villes et régions contre la violence sexuelle envers les enfants soit envoyée à cette adresse. Elle y est déjà inscrite ; vous n’avez rien à faire.',
      'Si vous ne souhaitez plus la recevoir, désinscrivez-vous sur la page ci-dessous.',
    ],
    button: 'Se désinscrire',
    footer: 'Vous recevez ce message parce que cette adresse a été indiquée pour la lettre d’information du Pacte.',
  },
  newsletter_digest: {
    subject: '{subject}',
    paragraphs: [],
    button: 'Se désinscrire',
    footer:
      'Vous recevez ce message parce que vous êtes inscrit à la lettre d’information du Pacte des villes et régions contre la violence sexuelle envers les enfants.',
  },
  staff_invitation: {
    subject: 'Votre compte au registre du Pacte',
    paragraphs: [
      '{inviter} vous invite dans l’espace du secrétariat du registre du Pacte des villes et régions.',
      'Ouvrez le lien ci-dessous, choisissez un mot de passe et configurez un second facteur. Cela prend cinq minutes. Le lien fonctionne une fois, pendant 72 heures.',
      'Si vous n’attendiez pas ce message, ne faites rien : sans vous, aucun compte n’est ouvert.',
    ],
    button: 'Accepter l’invitation',
  },
  staff_password_link: {
    subject: 'Choisissez un nouveau mot de passe',
    paragraphs: [
      'Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte au registre du Pacte. Le lien fonctionne une fois, pendant 30 minutes. Votre second facteur reste inchangé.',
      'Si ce n’était pas vous, ne faites rien : votre mot de passe n’a pas changé.',
    ],
    button: 'Choisir un nouveau mot de passe',
  },
  staff_factor_reset: {
    subject: 'Votre second facteur a été réinitialisé',
    paragraphs: [
      '{administrator} a réinitialisé le second facteur de votre compte au registre du Pacte. Toutes vos sessions ont pris fin. À votre prochaine connexion, vous en configurerez un nouveau.',
      'Si vous ne l’avez pas demandé, prévenez aussitôt vos administrateurs.',
    ],
    button: 'Se connecter',
  },
  staff_note_mention: {
    subject: '{by} vous mentionne dans le dossier de {authority}',
    paragraphs: [
      '{by} a écrit une note au sujet du dossier de {authority} (référence {reference}) et vous y mentionne.',
      'La note est privée : vous la lirez dans l’espace de travail après vous être connecté.',
    ],
    button: 'Ouvrir le dossier',
  },
  ...securityFr,
};

import type { MailTexts } from './texts.js';

export const fr: MailTexts = {
  greeting: 'Bonjour {name},',
  closing: 'Le secrétariat du Pacte\nCongrès des pouvoirs locaux et régionaux du Conseil de l’Europe',
  footer:
    'Vous recevez ce message parce que cette adresse a été indiquée dans une adhésion au Pacte des villes et régions contre la violence sexuelle envers les enfants.',
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
      'Ouvrez votre dossier, modifiez les réponses et envoyez-les de nouveau.',
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
  on_hold: {
    subject: 'L’inscription de {authority} est suspendue',
    paragraphs: ['L’inscription de {authority} au registre du Pacte est maintenant signalée comme suspendue. Le motif :', '{reason}'],
    button: 'Voir la page',
  },
  withdrawn: {
    subject: 'L’inscription de {authority} a été retirée',
    paragraphs: ['L’inscription de {authority} a été retirée du registre du Pacte. Le motif :', '{reason}'],
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
  note_mention: {
    subject: '{by} vous mentionne dans le dossier de {authority}',
    paragraphs: [
      '{by} a écrit une note au sujet du dossier de {authority} (référence {reference}) et vous y mentionne.',
      'La note est privée : vous la lirez dans l’espace de travail après vous être connecté.',
    ],
    button: 'Ouvrir le dossier',
  },
};

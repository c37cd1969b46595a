import { securityEn } from './texts.security.js';
import type { MailTexts } from './texts.js';

export const en: MailTexts = {
  greeting: 'Dear {name},',
  closing: 'The secretariat of the Pact\nCongress of Local and Regional Authorities of the Council of Europe',
  footer:
    'You receive this message because this address was given in an endorsement of the Pact of Towns and Regions to Stop Sexual Violence against Children.',
  staffFooter: 'You receive this message because you have an account in the staff workbench of the Pact’s register, or are invited to it.',
  confirm_email: {
    subject: 'Confirm your e-mail address: endorsement {reference}',
    paragraphs: [
      'Thank you for sending the endorsement of the Pact for {authority}. Its reference is {reference}.',
      'Please confirm that this address is yours. We look at the endorsement only after that. The link is valid for 72 hours.',
      'If you did not send an endorsement, do nothing: without your confirmation nobody will deal with it, and it will be deleted.',
    ],
    button: 'Confirm the address',
  },
  submission_confirmed: {
    subject: 'We received your endorsement {reference}',
    paragraphs: [
      'Your e-mail address is confirmed, and the endorsement of the Pact for {authority} is now with the secretariat. Its reference is {reference}.',
      'We usually answer within ten working days. We write to this address when we need something or have decided.',
      'You can follow the case at any time: open the page below and ask for a sign-in link.',
    ],
    button: 'Follow the case',
  },
  case_link: {
    subject: 'Your sign-in link for {reference}',
    paragraphs: ['Here is the link to your case {reference}. It works once, within 15 minutes.', 'If you did not ask for it, do nothing.'],
    button: 'Open the case',
  },
  draft_link: {
    subject: 'Go on with your endorsement {reference}',
    paragraphs: [
      'Here is the link to go on with the endorsement of the Pact that was begun under the reference {reference}. It works on any device, until the endorsement is sent, for 30 days.',
      'Whoever has the link can read and change what was filled in so far: pass it on only to those who shall do so.',
      'If you did not ask for it, do nothing.',
    ],
    button: 'Go on with the endorsement',
  },
  draft_expires: {
    subject: 'Your endorsement {reference} will be deleted on {date}',
    paragraphs: [
      'The endorsement of the Pact with the reference {reference} was begun but not sent, and nothing was changed for some time. On {date} it will be deleted with all that was filled in.',
      'To keep it, go on with it before that day.',
    ],
    button: 'Go on with the endorsement',
  },
  unconfirmed_expires: {
    subject: 'Your endorsement {reference} still waits for your confirmation',
    paragraphs: [
      'The endorsement of the Pact for {authority} was sent, but this address was not confirmed. We cannot deal with it before. On {date} it will be deleted.',
      'Please confirm that this address is yours. The link is valid for 72 hours.',
      'If you did not send an endorsement, do nothing.',
    ],
    button: 'Confirm the address',
  },
  changes_requested: {
    subject: 'Please complete your endorsement {reference}',
    paragraphs: [
      'We looked at the endorsement for {authority} and need you to change or add something:',
      '{reason}',
      'Open your case, change the answers and send them again. In the form each remark stands at the answer that it is about.',
    ],
    button: 'Open the case',
  },
  resubmitted: {
    subject: 'We received your changes: {reference}',
    paragraphs: ['Thank you. Your changes to the endorsement for {authority} are now with the secretariat. We write again when we have decided.'],
    button: 'Follow the case',
  },
  follow_up_received: {
    subject: 'We received your message {reference}',
    paragraphs: [
      'Thank you. What you sent for {authority} is now with the secretariat. Its reference is {reference}.',
      'The public page stays as it is until we have approved it. We write again when we have decided.',
      'If you did not send this, please answer this message at once.',
    ],
    button: 'Follow the case',
  },
  follow_up_approved: {
    subject: 'Approved: {reference}',
    paragraphs: ['What you sent for {authority} is approved, and the public page shows it now.', '{reason}'],
    button: 'Open the case',
  },
  follow_up_rejected: {
    subject: 'Your message {reference} could not be accepted',
    paragraphs: ['We could not accept what you sent for {authority}. The public page stays as it was. The reason:', '{reason}'],
    button: 'Open the case',
  },
  approved: {
    subject: 'Your endorsement {reference} is approved',
    paragraphs: ['The endorsement of the Pact for {authority} is approved. We write again when it is published on the register.', '{reason}'],
    button: 'Follow the case',
  },
  rejected: {
    subject: 'Your endorsement {reference} could not be accepted',
    paragraphs: [
      'We could not accept the endorsement for {authority}. The reason:',
      '{reason}',
      'You are welcome to send a new endorsement once this is settled, or to answer this message.',
    ],
  },
  published: {
    subject: '{authority} is on the register of the Pact',
    paragraphs: [
      '{authority} is now on the public register of the Pact of Towns and Regions to Stop Sexual Violence against Children. Thank you for joining.',
      'Everyone can see the page and its pledges:',
    ],
    button: 'See the page',
  },
  publication_scheduled: {
    subject: '{authority} will be on the register of the Pact on {date}',
    paragraphs: ['The page of {authority} on the public register of the Pact will be published on {date}. We write again on that day.', '{reason}'],
    button: 'Follow the case',
  },
  on_hold: {
    subject: 'The entry of {authority} is on hold',
    paragraphs: ['The entry of {authority} on the register of the Pact is now marked as on hold. The reason:', '{reason}'],
    button: 'See the page',
  },
  withdrawn: {
    subject: 'The entry of {authority} was withdrawn',
    paragraphs: ['The entry of {authority} was withdrawn from the register of the Pact. The reason:', '{reason}'],
  },
  merged: {
    subject: 'The entries of {authority} and {into} are one now',
    paragraphs: [
      'The register of the Pact had two entries for the same authority. The entry of {authority} was joined with the entry of {into}: its address now leads there.',
      '{reason}',
    ],
    button: 'See the page',
  },
  hand_over: {
    subject: 'Become the contact for {authority} in the Pact',
    paragraphs: [
      '{from} asks you to become the contact for {authority} in the Pact of Towns and Regions to Stop Sexual Violence against Children.',
      'If you agree, open the page below and confirm. You will then receive our messages and keep the page of {authority} up to date. The link is valid for 72 hours.',
      'If you do not know what this is about, do nothing.',
    ],
    button: 'Become the contact',
  },
  hand_over_begun: {
    subject: 'You are handing over {authority}',
    paragraphs: [
      'You asked that {to} becomes the contact for {authority} in the Pact. Nothing changes until the new contact confirms.',
      'If you did not ask for this, please answer this message at once.',
    ],
    button: 'Open the case',
  },
  handed_over: {
    subject: 'The contact for {authority} has changed',
    paragraphs: [
      '{to} is now the contact for {authority} in the Pact. This address will receive no more messages, and your name and address were removed from the case.',
      'Thank you for what you did for the Pact. If you did not agree to this, please answer this message at once.',
    ],
  },
  progress_reminder: {
    subject: 'How do the pledges of {authority} stand?',
    paragraphs: [
      'A year has passed since {authority} last told how its pledges under the Pact stand. Others learn from what works and from what is difficult.',
      'It takes a few minutes: open your case and report progress.',
    ],
    button: 'Report progress',
  },
  newsletter_confirm: {
    subject: 'Please confirm: news of the Pact',
    paragraphs: [
      'Somebody, probably you, asked for the newsletter of the Pact of Towns and Regions to Stop Sexual Violence against Children to be sent to this address.',
      'If it was you, please confirm on the page below. The link is valid for 7 days.',
      'If it was not you, do nothing: you will hear no more of us, and the address will be deleted after 7 days.',
    ],
    button: 'Confirm',
    footer: 'You receive this message because this address was given for the newsletter of the Pact.',
  },
  newsletter_known: {
    subject: 'You receive the news of the Pact already',
    paragraphs: [
      'Somebody, probably you, asked for the newsletter of the Pact of Towns and Regions to Stop Sexual Violence against Children to be sent to this address. It is subscribed already; you need do nothing.',
      'If you would rather not receive it any more, leave it on the page below.',
    ],
    button: 'Leave the newsletter',
    footer: 'You receive this message because this address was given for the newsletter of the Pact.',
  },
  newsletter_digest: {
    subject: '{subject}',
    paragraphs: [],
    button: 'Leave the newsletter',
    footer:
      'You receive this message because you subscribed to the newsletter of the Pact of Towns and Regions to Stop Sexual Violence against Children.',
  },
  staff_invitation: {
    subject: 'Your account in the register of the Pact',
    paragraphs: [
      '{inviter} invites you to the staff workbench of the register of the Pact of Towns and Regions.',
      'Open the link below, choose a password and set up a second factor. It takes five minutes. The link works once, within 72 hours.',
      'If you do not expect this, do nothing: without you no account is opened.',
    ],
    button: 'Accept the invitation',
  },
  staff_password_link: {
    subject: 'Choose a new password',
    paragraphs: [
      'Somebody, probably you, asked for a new password for your account in the register of the Pact. The link works once, within 30 minutes. Your second factor stays as it is.',
      'If it was not you, do nothing: your password has not changed.',
    ],
    button: 'Choose a new password',
  },
  staff_factor_reset: {
    subject: 'Your second factor was reset',
    paragraphs: [
      '{administrator} reset the second factor of your account in the register of the Pact. All your sessions have ended. At your next sign-in you set up a new one.',
      'If you did not ask for this, tell your administrators at once.',
    ],
    button: 'Sign in',
  },
  staff_note_mention: {
    subject: '{by} mentions you in the case of {authority}',
    paragraphs: [
      '{by} wrote a note about the case of {authority} (reference {reference}) and mentions you in it.',
      'The note is private: you read it in the staff workbench after signing in.',
    ],
    button: 'Open the case',
  },
  ...securityEn,
};

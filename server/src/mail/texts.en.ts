import type { MailTexts } from './texts.js';

export const en: MailTexts = {
  greeting: 'Dear {name},',
  closing: 'The secretariat of the Pact\nCongress of Local and Regional Authorities of the Council of Europe',
  footer:
    'You receive this message because this address was given in an endorsement of the Pact of Towns and Regions to Stop Sexual Violence against Children.',
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
      'Open your case, change the answers and send them again.',
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
  on_hold: {
    subject: 'The entry of {authority} is on hold',
    paragraphs: ['The entry of {authority} on the register of the Pact is now marked as on hold. The reason:', '{reason}'],
    button: 'See the page',
  },
  withdrawn: {
    subject: 'The entry of {authority} was withdrawn',
    paragraphs: ['The entry of {authority} was withdrawn from the register of the Pact. The reason:', '{reason}'],
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
  note_mention: {
    subject: '{by} mentions you in the case of {authority}',
    paragraphs: [
      '{by} wrote a note about the case of {authority} (reference {reference}) and mentions you in it.',
      'The note is private: you read it in the staff workbench after signing in.',
    ],
    button: 'Open the case',
  },
};

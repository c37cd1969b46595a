import { Authority } from './reference/authorities/authority.entity.js';
import { RegisterImport } from './workbench/imports/import.entity.js';
import { Document } from './platform/documents/document.entity.js';
import { Event } from './platform/events/event.entity.js';
import { Letter } from './platform/mail/letter.entity.js';
import { OutboxMail } from './platform/mail/outbox-mail.entity.js';
import { Article } from './site/news/article.entity.js';
import { Action, Pillar } from './reference/pact/pact.entity.js';
import { Digest } from './site/newsletter/digest.entity.js';
import { Practice } from './register/practices/practice.entity.js';
import { Pledge } from './register/signatories/pledge.entity.js';
import { Signatory } from './register/signatories/signatory.entity.js';
import { Decision } from './workbench/decisions/decision.entity.js';
import { Passkey } from './accounts/second-factor/passkey.entity.js';
import { Staff } from './accounts/access/staff.entity.js';
import { Proposal } from './accounts/four-eyes/proposal.entity.js';
import { StaffSession } from './accounts/access/staff-session.entity.js';
import { CasePerson } from './joining/submissions/case-person.entity.js';
import { Submission } from './joining/submissions/submission.entity.js';
import { SubmissionToken } from './joining/submissions/submission-token.entity.js';

/** Every table that the application's role works with. */
export const entities = [
  Action,
  Article,
  Authority,
  Decision,
  Digest,
  Document,
  Event,
  Letter,
  OutboxMail,
  Pillar,
  Pledge,
  Practice,
  Proposal,
  RegisterImport,
  Signatory,
  Staff,
  Passkey,
  StaffSession,
  Submission,
  SubmissionToken,
  CasePerson,
];

import { FirstHouse1763900000000 } from '../../../../migrations/1763900000000-first-house.js';
import { PledgeDetails1764000000000 } from '../../../../migrations/1764000000000-pledge-details.js';
import { DocumentKinds1764100000000 } from '../../../../migrations/1764100000000-document-kinds.js';
import { Places1764200000000 } from '../../../../migrations/1764200000000-places.js';
import { OwnPlace1764300000000 } from '../../../../migrations/1764300000000-own-place.js';
import { Uploads1764400000000 } from '../../../../migrations/1764400000000-uploads.js';
import { Languages1764900000000 } from '../../../../migrations/1764900000000-languages.js';
import { JointSignatoriesAndFiles1764910000000 } from '../../../../migrations/1764910000000-joint-signatories-and-files.js';
import { SecondFactor1765000000000 } from '../../../../migrations/1765000000000-second-factor.js';
import { Invitations1765000100000 } from '../../../../migrations/1765000100000-invitations.js';
import { Queue1765100000000 } from '../../../../migrations/1765100000000-queue.js';
import { Decisions1765200000000 } from '../../../../migrations/1765200000000-decisions.js';
import { RegisterDesk1765300000000 } from '../../../../migrations/1765300000000-register-desk.js';
import { News1765400000000 } from '../../../../migrations/1765400000000-news.js';
import { Newsletter1765400100000 } from '../../../../migrations/1765400100000-newsletter.js';
import { LookingBack1765400200000 } from '../../../../migrations/1765400200000-looking-back.js';
import { OpenData1765600000000 } from '../../../../migrations/1765600000000-open-data.js';
import { LooseFiles1765700000000 } from '../../../../migrations/1765700000000-loose-files.js';
import { StaffIdentity1766000000000 } from '../../../../migrations/1766000000000-staff-identity.js';
import { PaperEntries1766100000000 } from '../../../../migrations/1766100000000-paper-entries.js';
import { PracticeDesk1766100100000 } from '../../../../migrations/1766100100000-practice-desk.js';
import { FullSize1766300000000 } from '../../../../migrations/1766300000000-full-size.js';
import { Removals1766700000000 } from '../../../../migrations/1766700000000-removals.js';
import { JointLinks1766810000000 } from '../../../../migrations/1766810000000-joint-links.js';
import { EvidenceFiles1766810100000 } from '../../../../migrations/1766810100000-evidence-files.js';
import { HandedOver1766820000000 } from '../../../../migrations/1766820000000-handed-over.js';
import { Wikidata1766830000000 } from '../../../../migrations/1766830000000-wikidata.js';
import { AppendEvents1766840000000 } from '../../../../migrations/1766840000000-append-events.js';
import { ImportsAsRead1766850000000 } from '../../../../migrations/1766850000000-imports-as-read.js';
import { CleanedCopies1766880000000 } from '../../../../migrations/1766880000000-cleaned-copies.js';
import { TrailOfItsOwn1766890000000 } from '../../../../migrations/1766890000000-trail-of-its-own.js';
import { ReasonsKept1766891000000 } from '../../../../migrations/1766891000000-reasons-kept.js';
import { WhatAVersionRemoves1766900000000 } from '../../../../migrations/1766900000000-what-a-version-removes.js';
import { AskedMails1766900100000 } from '../../../../migrations/1766900100000-asked-mails.js';
import { Helplines1766920000000 } from '../../../../migrations/1766920000000-helplines.js';
import { HelplineChanges1766930000000 } from '../../../../migrations/1766930000000-helpline-changes.js';
import { FourEyes1768000000000 } from '../../../../migrations/1768000000000-four-eyes.js';
import { PactVersions1768100000000 } from '../../../../migrations/1768100000000-pact-versions.js';
import { SourceNotes1768100100000 } from '../../../../migrations/1768100100000-source-notes.js';
import { SiteTexts1768200000000 } from '../../../../migrations/1768200000000-site-texts.js';
import { DayOfJoiningOfThoseWhoLeft1768800000000 } from '../../../../migrations/1768800000000-day-of-joining-of-those-who-left.js';
import { AnswersWhenAsked1769100000000 } from '../../../../migrations/1769100000000-answers-when-asked.js';
import { Reporting1769205000000 } from '../../../../migrations/1769205000000-reporting.js';
import { SeatsOfRegions1769300000000 } from '../../../../migrations/1769300000000-seats-of-regions.js';
import { CaseMessages1769500000000 } from '../../../../migrations/1769500000000-case-messages.js';
import { MailedReplies1769500000001 } from '../../../../migrations/1769500000001-mailed-replies.js';
import { ReturnedMails1769500000002 } from '../../../../migrations/1769500000002-returned-mails.js';
import { PlacesByLatitude1768300000000 } from '../../../../migrations/1768300000000-places-by-latitude.js';
import { DeskSettings1768400000010 } from '../../../../migrations/1768400000010-desk-settings.js';
import { LoggedChanges1768500000100 } from '../../../../migrations/1768500000100-logged-changes.js';
import { PublicLog1768500000000 } from '../../../../migrations/1768500000000-public-log.js';
import { Told1768600000000 } from '../../../../migrations/1768600000000-told.js';
import { PeopleText1768600000001 } from '../../../../migrations/1768600000001-people-text.js';
import { SignatureLater1768700000000 } from '../../../../migrations/1768700000000-signature-later.js';
import { NewAddresses1769200000000 } from '../../../../migrations/1769200000000-new-addresses.js';
import { MailAttempts1769210000000 } from '../../../../migrations/1769210000000-mail-attempts.js';
import { CouncilKit1769700000000 } from '../../../../migrations/1769700000000-council-kit.js';
import { OutsideCompetence1769700001000 } from '../../../../migrations/1769700001000-outside-competence.js';
import { DoubtfulReplies1769700002000 } from '../../../../migrations/1769700002000-doubtful-replies.js';
import { MunicipalityCodes1769610000000 } from '../../../../migrations/1769610000000-municipality-codes.js';
import { PledgeReports1769600000000 } from '../../../../migrations/1769600000000-pledge-reports.js';
import { ReportsThatStay1769800000000 } from '../../../../migrations/1769800000000-reports-that-stay.js';
import { CasePeople1769900000000 } from '../../../../migrations/1769900000000-case-people.js';
import { ErrorReports1770000000000 } from '../../../../migrations/1770000000000-error-reports.js';
import { Follows1770000001000 } from '../../../../migrations/1770000001000-follows.js';
import { WordsOfReports1770100000000 } from '../../../../migrations/1770100000000-words-of-reports.js';
import { SeenByTheCongress1770100100000 } from '../../../../migrations/1770100100000-seen-by-the-congress.js';
import { AsOfADay1770100200000 } from '../../../../migrations/1770100200000-as-of-a-day.js';
import { Mailings1770200000000 } from '../../../../migrations/1770200000000-mailings.js';
import { AnswerDays1770200100000 } from '../../../../migrations/1770200100000-answer-days.js';
import { LogCosignatures1770300000000 } from '../../../../migrations/1770300000000-log-cosignatures.js';
import { NewsletterOptIn1770510000000 } from '../../../../migrations/1770510000000-newsletter-opt-in.js';
import { MarksAndUndoneVersions1770520000000 } from '../../../../migrations/1770520000000-marks-and-undone-versions.js';
import { CertificateFoot1770530000000 } from '../../../../migrations/1770530000000-certificate-foot.js';
import { Attachments1770550000000 } from '../../../../migrations/1770550000000-attachments.js';
import { RepliesInAllLanguages1770551000000 } from '../../../../migrations/1770551000000-replies-in-all-languages.js';
import { Rounds1770560000000 } from '../../../../migrations/1770560000000-rounds.js';
import { WhoWasAsked1770561000000 } from '../../../../migrations/1770561000000-who-was-asked.js';
import { FilesOfRounds1770562000000 } from '../../../../migrations/1770562000000-files-of-rounds.js';
import { Translations1770563000000 } from '../../../../migrations/1770563000000-translations.js';
import { StaffDrafts1770564000000 } from '../../../../migrations/1770564000000-staff-drafts.js';
import { ContactInvitations1770565000000 } from '../../../../migrations/1770565000000-contact-invitations.js';
import { Nuts1770567000000 } from '../../../../migrations/1770567000000-nuts.js';
import { TouchedSignatories1770568000000 } from '../../../../migrations/1770568000000-touched-signatories.js';
import { ContactNamedBy1770570000000 } from '../../../../migrations/1770570000000-contact-named-by.js';

/**
 * Every migration, oldest first. New ones are added at the end; a migration never changes after it
 * is merged.
 */
export const migrations = [
  FirstHouse1763900000000,
  PledgeDetails1764000000000,
  DocumentKinds1764100000000,
  Places1764200000000,
  OwnPlace1764300000000,
  Uploads1764400000000,
  Languages1764900000000,
  JointSignatoriesAndFiles1764910000000,
  SecondFactor1765000000000,
  Invitations1765000100000,
  Queue1765100000000,
  Decisions1765200000000,
  RegisterDesk1765300000000,
  News1765400000000,
  Newsletter1765400100000,
  LookingBack1765400200000,
  OpenData1765600000000,
  LooseFiles1765700000000,
  StaffIdentity1766000000000,
  PaperEntries1766100000000,
  PracticeDesk1766100100000,
  FullSize1766300000000,
  Removals1766700000000,
  JointLinks1766810000000,
  EvidenceFiles1766810100000,
  HandedOver1766820000000,
  Wikidata1766830000000,
  AppendEvents1766840000000,
  ImportsAsRead1766850000000,
  CleanedCopies1766880000000,
  TrailOfItsOwn1766890000000,
  ReasonsKept1766891000000,
  WhatAVersionRemoves1766900000000,
  AskedMails1766900100000,
  Helplines1766920000000,
  HelplineChanges1766930000000,
  FourEyes1768000000000,
  PactVersions1768100000000,
  SourceNotes1768100100000,
  SiteTexts1768200000000,
  PlacesByLatitude1768300000000,
  DeskSettings1768400000010,
  PublicLog1768500000000,
  LoggedChanges1768500000100,
  Told1768600000000,
  PeopleText1768600000001,
  SignatureLater1768700000000,
  DayOfJoiningOfThoseWhoLeft1768800000000,
  AnswersWhenAsked1769100000000,
  NewAddresses1769200000000,
  Reporting1769205000000,
  MailAttempts1769210000000,
  SeatsOfRegions1769300000000,
  CaseMessages1769500000000,
  MailedReplies1769500000001,
  ReturnedMails1769500000002,
  PledgeReports1769600000000,
  MunicipalityCodes1769610000000,
  CouncilKit1769700000000,
  OutsideCompetence1769700001000,
  DoubtfulReplies1769700002000,
  ReportsThatStay1769800000000,
  CasePeople1769900000000,
  ErrorReports1770000000000,
  Follows1770000001000,
  WordsOfReports1770100000000,
  SeenByTheCongress1770100100000,
  AsOfADay1770100200000,
  Mailings1770200000000,
  AnswerDays1770200100000,
  LogCosignatures1770300000000,
  NewsletterOptIn1770510000000,
  MarksAndUndoneVersions1770520000000,
  CertificateFoot1770530000000,
  Attachments1770550000000,
  RepliesInAllLanguages1770551000000,
  Rounds1770560000000,
  WhoWasAsked1770561000000,
  FilesOfRounds1770562000000,
  Translations1770563000000,
  StaffDrafts1770564000000,
  ContactInvitations1770565000000,
  Nuts1770567000000,
  TouchedSignatories1770568000000,
  ContactNamedBy1770570000000,
];

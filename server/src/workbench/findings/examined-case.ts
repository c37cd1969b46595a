import type { EntityManager } from 'typeorm';
import type { SubmissionKind } from '../../../../contract/kinds.js';
import { returnedSince } from '../../platform/mail/returned-since.js';
import { isUnread } from '../../joining/messages/case-messages.js';
import type { FieldComment } from '../../joining/submissions/field-comments.js';
import type { Answers } from '../../joining/submissions/answers.js';
import type { SubmissionState } from '../../joining/submissions/submission.workflow.js';

/** The place of the gazetteer that a case chose. */
export interface ChosenPlace {
  id: number;
  nameOfficial: string;
  nameEn: string;
  nameFr: string;
  countryCode: string;
  region: string;
  population: number;
  latitude: number;
  longitude: number;
}

/** The last request for changes, with the answers and documents as the colleague saw them. */
export interface Asked {
  by: string;
  at: string;
  comments: FieldComment[];
  answers: Answers | null;
}

/** The data of a case that the checks need. */
export interface ExaminedCase {
  id: string;
  kind: SubmissionKind;
  state: SubmissionState;
  answers: Answers;
  contactEmail: string | null;
  authorityId: string | null;
  place: ChosenPlace | null;
  documents: { kind: string; uploadedAt: string; isDoubtful: boolean; hasCopy: boolean }[];
  asked: Asked | null;
  /** Messages of the authority that nobody has read or answered. */
  unread: number;
  /**
   * The day since which mails to the contact bounce; null if they do not. An unknown address counts
   * at once, other reasons only when repeated. A later mail that does not bounce resets it.
   */
  returnedSince: string | null;
}

/** All that the checks read of these cases, in one query. */
export function examinedCases(manager: EntityManager, ids: string[]): Promise<ExaminedCase[]> {
  return manager.query<ExaminedCase[]>(
    `SELECT s.id, s.kind, s.state, s.answers, s.contact_email AS "contactEmail",
       s.authority_id AS "authorityId",
       CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id,
         'nameOfficial', p.name_official, 'nameEn', p.name_en, 'nameFr', p.name_fr,
         'countryCode', p.country_code, 'region', p.region, 'population', p.population,
         'latitude', p.latitude, 'longitude', p.longitude) END AS place,
       coalesce((SELECT json_agg(json_build_object('kind', d.kind, 'uploadedAt', d.uploaded_at,
         'isDoubtful', d.findings <> '[]', 'hasCopy', d.no_copy IS NULL)) FROM document d
         WHERE d.submission_id = s.id), '[]') AS documents,
       CASE WHEN asked.id IS NOT NULL THEN json_build_object('by', c.name, 'at', asked.decided_at,
         'comments', asked.comments, 'answers', asked.answers) END AS asked,
       (SELECT count(*)::int FROM case_message m WHERE m.submission_id = s.id
         AND ${isUnread()}) AS unread,
       ${returnedSince('s.contact_email')} AS "returnedSince"
     FROM submission s
     LEFT JOIN place p ON p.id = (s.answers->'authority'->>'placeId')::integer
     LEFT JOIN LATERAL (SELECT * FROM decision d WHERE d.submission_id = s.id
       AND d.verdict = 'request_changes' ORDER BY d.decided_at DESC LIMIT 1) asked
       ON s.state = 'waiting'
     LEFT JOIN staff c ON c.id = asked.staff_id
     WHERE s.id = ANY($1)`,
    [ids],
  );
}

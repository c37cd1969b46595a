import type { EntityManager } from 'typeorm';
import type { ContentPledge, SignatoryContent } from '../signatories/signatory-content.js';
import type { Translation } from '../signatories/translations.js';

/**
 * Deletes text that staff replace: it must not stay public as an earlier report just because the
 * state changed at the same time. Only a new report of the town leaves the previous one unchanged.
 */
export async function forgetReplacedWords(
  manager: EntityManager,
  before: SignatoryContent,
  after: SignatoryContent,
): Promise<void> {
  const replaced = before.pledges.flatMap((was) => {
    const { id, reportedOn, progressNote, evidenceUrl } = was;
    const now = after.pledges.find((pledge) => pledge.id === id);
    if (!now || reportedOn === null || now.reportedOn === reportedOn) return [];
    const note = now.progressNote === progressNote ? null : progressNote;
    const link = now.evidenceUrl === evidenceUrl ? null : evidenceUrl;
    const kept = translationsOfNote(was).filter((one) => isAmong(translationsOfNote(now), one));
    return [{ id, day: reportedOn, note, link, kept }];
  });
  if (replaced.length === 0) return;
  await manager.query(
    `UPDATE pledge_report r SET note = nullif(r.note, w.note),
       language = CASE WHEN r.note IS DISTINCT FROM w.note THEN r.language END,
       evidence_url = nullif(r.evidence_url, w.link), translations = w.kept
     FROM json_to_recordset($1::json)
       AS w (id uuid, day date, note text, link text, kept jsonb)
     WHERE r.pledge_id = w.id AND r.reported_on = w.day`,
    [JSON.stringify(replaced)],
  );
}

const translationsOfNote = ({ translations = [] }: ContentPledge) =>
  translations.filter(({ field }) => field === 'progressNote');

const isAmong = (all: Translation[], { language, text }: Translation) =>
  all.some((one) => one.language === language && one.text === text);

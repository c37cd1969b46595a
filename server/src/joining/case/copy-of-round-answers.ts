import type { EntityManager } from 'typeorm';
import type { Language } from '../../../../contract/languages.js';
import { optionsOf, type QuestionWords, type RoundQuestion } from '../../../../contract/rounds.js';

interface Row {
  language: Language;
  texts: { language: Language; title: string; questions: QuestionWords[] }[];
  questions: RoundQuestion[];
  answers: Record<string, number | string>;
  answeredAt: Date;
  changedAt: Date;
  /** By their ids. */
  files: Record<string, object>;
}

/** An authority's answers to rounds of questions, with the questions, in its language. */
export async function copyOfRoundAnswers(
  manager: EntityManager,
  homeId: string,
): Promise<object[]> {
  const rows = await manager.query<Row[]>(
    `SELECT s.language, r.texts, r.questions, w.answers, w.answered_at AS "answeredAt",
       w.changed_at AS "changedAt",
       (SELECT coalesce(jsonb_object_agg(x.id, jsonb_build_object('fileName', x.file_name,
         'mediaType', x.media_type, 'bytes', x.bytes, 'sha256', encode(x.sha256, 'hex'))), '{}')
         FROM attachment x WHERE x.round_answer_id = w.id) AS files
     FROM round_answer w JOIN round r ON r.id = w.round_id
       JOIN signatory g ON g.id = w.signatory_id JOIN submission s ON s.id = g.endorsement_id
     WHERE g.endorsement_id = $1 ORDER BY w.answered_at`,
    [homeId],
  );
  return rows.map(({ language, texts, questions, answers, files, ...times }) => {
    const inLanguage = (wanted: Language) => texts.find((text) => text.language === wanted);
    const { title, questions: words } = (inLanguage(language) ?? inLanguage('en'))!;
    return {
      title,
      answers: questions.flatMap(({ kind }, place) => {
        const answer = answers[place];
        if (answer === undefined) return [];
        const inWords = kind === 'choice' ? optionsOf(words[place]!)[Number(answer)] : answer;
        const told = kind === 'file' ? files[String(answer)] : inWords;
        return [{ question: words[place]!.wording, answer: told }];
      }),
      ...times,
    };
  });
}

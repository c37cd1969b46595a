import { isOfficial, languages, type Language } from '../../../../contract/languages.ts';
import type { LetterKind } from '../../../../contract/mailings.ts';
import { answer, api, ApiProblem, seen, type Schemas } from '../../api/client.ts';
import { languagesOf, useLetter } from '../letters/useLetter.ts';

export type Mailing = Schemas['MailingDto'];

interface Typed {
  kind: LetterKind;
  texts: { language: Language; subject: string; text: string }[];
}

function typedOf({ kind, texts }: Mailing): Typed {
  return {
    kind,
    texts: languagesOf(texts).map((language) => {
      const kept = texts.find((text) => text.language === language);
      return { language, subject: kept?.subject ?? '', text: kept?.text ?? '' };
    }),
  };
}

/** A draft of the letter: `fr.subject` is the subject in French. */
const fieldsOf = ({ kind, texts }: Typed) => ({
  kind,
  ...Object.fromEntries(
    texts.flatMap(({ language, subject, text }) => [
      [`${language}.subject`, subject],
      [`${language}.text`, text],
    ]),
  ),
});

function typedFrom({ kind, ...fields }: Record<string, string>): Typed {
  const text = (name: string) => fields[name] ?? '';
  const used = languages.filter(
    (language) => isOfficial(language) || text(`${language}.subject`) || text(`${language}.text`),
  );
  return {
    kind: kind as LetterKind,
    texts: used.map((language) => ({
      language,
      subject: text(`${language}.subject`),
      text: text(`${language}.text`),
    })),
  };
}

/** Two languages have fields of the same name: `fr-subject` distinguishes them. */
function withLanguages(problem: ApiProblem, sent: Typed['texts']): ApiProblem {
  const errors = problem.fieldErrors.map((error) => {
    const [, index, field] = /^\/texts\/(\d+)\/(\w+)$/.exec(error.pointer) ?? [];
    const language = sent[Number(index)]?.language;
    return language ? { ...error, pointer: `/${language}-${field}` } : error;
  });
  return new ApiProblem({ ...problem.details, ...(errors.length > 0 && { errors }) });
}

/** A letter to signatories: writing, preview, test and sending. */
export function useMailing(id: string) {
  const path = { id };

  /** Texts in other languages that were begun and left empty are not kept. */
  async function put(typed: Typed, version: number): Promise<Mailing> {
    const texts = typed.texts.filter(
      ({ language, subject, text }) => isOfficial(language) || subject.trim() || text.trim(),
    );
    const params = { path, header: seen(version) };
    const body = { kind: typed.kind, texts };
    try {
      return await answer(api.PUT('/api/v1/staff/mailings/{id}', { params, body }));
    } catch (error) {
      throw error instanceof ApiProblem ? withLanguages(error, texts) : error;
    }
  }

  return useLetter<Mailing, Typed>({
    empty: { kind: 'duty', texts: [] },
    typedOf,
    noText: (language) => ({ language, subject: '', text: '' }),
    find: () => answer(api.GET('/api/v1/staff/mailings/{id}', { params: { path } })),
    put,
    send: (recipients, version) => {
      const params = { path, header: seen(version) };
      const call = { params, body: { recipients } };
      return answer(api.POST('/api/v1/staff/mailings/{id}/sending', call));
    },
    remove: (version) => {
      const params = { path, header: seen(version) };
      return answer(api.DELETE('/api/v1/staff/mailings/{id}', { params }));
    },
    preview: (signatory) => {
      const call = { params: { path }, body: { signatory } };
      return answer(api.POST('/api/v1/staff/mailings/{id}/preview', call));
    },
    test: (signatory) => {
      const call = { params: { path }, body: { signatory } };
      return answer(api.POST('/api/v1/staff/mailings/{id}/tests', call));
    },
    named: (problem, { texts }) => withLanguages(problem, texts),
    draft: { kind: 'mailing', subject: id, fieldsOf, typedFrom },
  });
}

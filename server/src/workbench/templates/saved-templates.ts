import type { EntityManager } from 'typeorm';
import { courtesyLanguages, type Language } from '../../../../contract/languages.js';
import type {
  FilledTemplateDto,
  SavedMessageTemplateDto,
  TemplateTextDto,
} from './message-templates.dto.js';
import { fillTemplate, type TemplateVariable } from './template-text.js';

export const templateColumns = `id, name, verdict, text_en AS "textEn", text_fr AS "textFr",
  other_texts AS others, version`;

/** A row of `message_template`: texts beside English and French are kept by language. */
export type TemplateRow = Omit<SavedMessageTemplateDto, 'otherTexts'> & {
  others: Partial<Record<Language, string>>;
};

export function asSaved({ others, ...template }: TemplateRow): SavedMessageTemplateDto {
  const otherTexts = courtesyLanguages.flatMap((language) => {
    const text = others[language];
    return text ? [{ language, text }] : [];
  });
  return { ...template, otherTexts };
}

/** The texts as JSON, sorted by language, so that equal texts are stored identically. */
export function asColumn(texts: TemplateTextDto[]): string {
  const sorted = texts.toSorted((a, b) => a.language.localeCompare(b.language));
  return JSON.stringify(Object.fromEntries(sorted.map(({ language, text }) => [language, text])));
}

export async function savedTemplates(manager: EntityManager): Promise<SavedMessageTemplateDto[]> {
  const rows = await manager.query<TemplateRow[]>(
    `SELECT ${templateColumns} FROM message_template ORDER BY name COLLATE "und-x-icu"`,
  );
  return rows.map(asSaved);
}

/** All texts of a reply. English comes first, because it is the fallback for other languages. */
export function textsOf({
  textEn,
  textFr,
  otherTexts,
}: SavedMessageTemplateDto): { language: Language; text: string }[] {
  return [{ language: 'en', text: textEn }, { language: 'fr', text: textFr }, ...otherTexts];
}

/** @param values null leaves the placeholders in. */
export function filled(
  template: SavedMessageTemplateDto,
  wanted: Language,
  values: Record<TemplateVariable, string> | null,
): FilledTemplateDto {
  const { id, name, verdict = null } = template;
  const texts = textsOf(template);
  const { language, text } = texts.find((one) => one.language === wanted) ?? texts[0]!;
  const words = values ? fillTemplate(text, values, language) : text;
  return { ...{ id, name, verdict, language, wanted }, text: words };
}

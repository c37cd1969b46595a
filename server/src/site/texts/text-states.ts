import {
  isOfficial,
  officialLanguages,
  type Language,
  type OfficialLanguage,
} from '../../../../contract/languages.js';
import { shippedTexts } from '../../platform/text/shipped-texts.js';

/** The official texts beside which a translation was written. */
export type Originals = Partial<Record<OfficialLanguage, string>>;

/** An administrator's last decision on a text. */
export interface KeptText {
  language: Language;
  key: string;
  /** Null: the shipped text holds. */
  text: string | null;
  /** The shipped text at that time. */
  basedOn: string;
  beside: Originals;
  version: number;
  changedAt: Date;
  changedBy: string;
}

export interface TextState {
  /** What readers see. */
  text: string;
  shipped: string;
  /** Whether it is ours rather than the shipped one. */
  changed: boolean;
  /** Whether an original has changed since the translation was written. */
  outdated: boolean;
  /** Whether an update has shipped another text since ours was written. */
  improved: boolean;
  kept: KeptText | undefined;
}

/** All current texts: the shipped ones with the administrators' decisions. */
export class TextStates {
  private readonly kept: ReadonlyMap<string, KeptText>;

  constructor(rows: readonly KeptText[]) {
    this.kept = new Map(rows.map((row) => [`${row.language} ${row.key}`, row]));
  }

  /** Undefined if the program has no such text in this language. */
  of(language: Language, key: string): TextState | undefined {
    const shipped = shippedTexts(language).get(key);
    if (shipped === undefined) return undefined;
    const kept = this.kept.get(`${language} ${key}`);
    const changed = typeof kept?.text === 'string';
    const beside = this.besideOf(language, key, kept);
    return {
      text: kept?.text ?? shipped,
      shipped,
      changed,
      outdated: originalsOf(language).some((one) => beside[one] !== this.live(one, key)),
      improved: changed && kept?.basedOn !== shipped,
      kept,
    };
  }

  /** What readers see. */
  live(language: Language, key: string): string {
    return this.kept.get(`${language} ${key}`)?.text ?? shippedTexts(language).get(key) ?? '';
  }

  /** The originals as they are now. */
  originals(language: Language, key: string): Originals {
    return Object.fromEntries(originalsOf(language).map((one) => [one, this.live(one, key)]));
  }

  /**
   * The originals beside which the text was written. A shipped translation was written beside the
   * shipped originals, even if an update has replaced it since its last review.
   */
  besideOf(language: Language, key: string, kept?: KeptText): Originals {
    const shipped = shippedTexts(language).get(key);
    const holds = kept && (kept.text !== null || kept.basedOn === shipped);
    return holds ? kept.beside : shippedOriginals(language, key);
  }
}

/** French is compared with English, every other language with both. */
export const originalsOf = (language: Language): OfficialLanguage[] =>
  isOfficial(language)
    ? officialLanguages.filter((one) => one === 'en' && one !== language)
    : [...officialLanguages];

export const shippedOriginals = (language: Language, key: string): Originals =>
  Object.fromEntries(originalsOf(language).map((one) => [one, shippedTexts(one).get(key) ?? '']));

/** The texts of a pledge that a signatory writes itself and that may be translated. */
export const translatedFields = ['ownWords', 'progressNote'] as const;
export type TranslatedField = (typeof translatedFields)[number];

/** Whose translation it is: the signatory's, or the secretariat's. */
export const translators = ['town', 'staff'] as const;
export type Translator = (typeof translators)[number];

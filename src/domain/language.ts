// In which languages do we speak?

/** Languages every text exists in. */
export const LANGUAGES = ['nb', 'nn', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in every language. */
export type Said = Readonly<Record<Language, string>>;

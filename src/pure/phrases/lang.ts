/** The languages that the program speaks. Each area of phrases has one file a language, of one type. */
export type Lang = 'en' | 'ru';

/** One sentence in every language. */
export type Worded<T> = Readonly<Record<Lang, T>>;

// How is something of the pathway called? In two languages.

/** The same words in bokmål and English, for people. */
export interface Title {
  readonly nb: string;
  readonly en: string;
}

// What does a rule say in Norwegian?

/** The sentence in Bokmål and Nynorsk, with the same slots as the English one. */
export interface RuleTexts {
  readonly nb: string;
  readonly nn: string;
}

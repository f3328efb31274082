// What do the commands about the journal say besides the data? In nb, nn and en.

import type { Language, Said } from '../domain/language.ts';

/** Sentences of `resend`, `trigger` and `disclosure received`; `{n}` and the like are filled in. */
const JOURNAL_TEXTS = {
  wouldResend: {
    nb: 'Ville sendt {count} på nytt; den eldste er {hours} timer gammel.',
    nn: 'Ville sendt {count} på nytt; den eldste er {hours} timar gammal.',
    en: 'Would resend {count}; the oldest is {hours} hours old.',
  },
  resent: {
    nb: 'Sendt {count} på nytt; den eldste er {hours} timer gammel.',
    nn: 'Sendt {count} på nytt; den eldste er {hours} timar gammal.',
    en: 'Resent {count}; the oldest is {hours} hours old.',
  },
  nothingToResend: {
    nb: 'Ingenting å sende på nytt.',
    nn: 'Ingenting å sende på nytt.',
    en: 'Nothing to resend.',
  },
  leftOut: { nb: 'ikke {id}: {why}', nn: 'ikkje {id}: {why}', en: 'not {id}: {why}' },
  giveReason: {
    nb: 'Ingenting er sendt. Gi --reason "…" for å sende.',
    nn: 'Ingenting er sendt. Gi --reason "…" for å sende.',
    en: 'Nothing was sent. Give --reason "…" to do it.',
  },
  nothingFollows: {
    nb: 'Ingenting i det betyr en hendelse i en kjent sak; ingenting følger.',
    nn: 'Ingenting i det tyder ei hending i ei kjend sak; ingenting følgjer.',
    en: 'Nothing in it means an event of a known case; nothing follows.',
  },
  nobodyReceived: {
    nb: 'Ingen har fått eller blitt nektet noe om {subject}.',
    nn: 'Ingen har fått eller blitt nekta noko om {subject}.',
    en: 'Nobody has received anything of {subject}, and nobody was refused it.',
  },
} as const satisfies Record<string, Said>;

/** One of the sentences in a language, its slots filled. */
export function journalText(
  name: keyof typeof JOURNAL_TEXTS,
  language: Language,
  facts: Readonly<Record<string, string | number>> = {},
): string {
  return JOURNAL_TEXTS[name][language].replaceAll(/\{(\w+)\}/g, (_, slot: string) =>
    String(facts[slot] ?? '–'),
  );
}

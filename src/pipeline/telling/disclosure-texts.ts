// How is her own access said? Sentences of who received, saw and did not get what, in nb, nn and en, for somebody who is no lawyer.

import type { Said } from '../../domain/language.ts';

/** Sentences of one line; words in braces are filled in. */
export const LINES = {
  sent: { nb: '{who} fikk {what}.', nn: '{who} fekk {what}.', en: '{who} received {what}.' },
  seen: { nb: '{who} så {what}.', nn: '{who} såg {what}.', en: '{who} looked at {what}.' },
  sought: {
    nb: '{who} ville se {what}, og fikk ikke.',
    nn: '{who} ville sjå {what}, og fekk ikkje.',
    en: '{who} wanted to see {what}, and was not allowed.',
  },
  withheld: {
    nb: '{who} fikk ikke {what}.',
    nn: '{who} fekk ikkje {what}.',
    en: '{who} did not receive {what}.',
  },
  basis: { nb: 'Grunnlag: {basis}.', nn: 'Grunnlag: {basis}.', en: 'Legal basis: {basis}.' },
  nothing: { nb: 'opplysninger', nn: 'opplysningar', en: 'information' },
  unknown: { nb: 'Ukjent mottaker', nn: 'Ukjend mottakar', en: 'An unknown recipient' },
  and: { nb: 'og', nn: 'og', en: 'and' },
} as const satisfies Readonly<Record<string, Said>>;

/** Why something was withheld, by the first word of the reason in the audit. Of others' choices nothing is told but that there is one. */
export const REASONS: Readonly<Record<string, Said>> = {
  objection: {
    nb: 'Noen som bestemmer over opplysningene, har sagt nei til at de deles.',
    nn: 'Nokon som bestemmer over opplysningane, har sagt nei til at dei blir delte.',
    en: 'Somebody who decides about this information has said no to sharing it.',
  },
  'no-consent': {
    nb: 'Ingen har samtykket til det.',
    nn: 'Ingen har samtykt til det.',
    en: 'Nobody has consented to it.',
  },
  'no-relation': {
    nb: 'Mottakeren gir ikke helsehjelp som gjør at den trenger dette.',
    nn: 'Mottakaren gir ikkje helsehjelp som gjer at han treng dette.',
    en: 'The recipient gives no care that makes it need this.',
  },
  abortion: {
    nb: 'Dette blir hos dem som ga behandlingen.',
    nn: 'Dette blir hos dei som gav behandlinga.',
    en: 'This stays with those who gave the treatment.',
  },
  'not-allowed': {
    nb: 'Reglene åpner ikke for at denne mottakeren får det nå.',
    nn: 'Reglane opnar ikkje for at denne mottakaren får det no.',
    en: 'The rules do not let this recipient have it now.',
  },
};

/** What stands on her page around the lines. */
export const PAGE = {
  title: {
    nb: 'Hvem har fått vite hva?',
    nn: 'Kven har fått vite kva?',
    en: 'Who has been told what?',
  },
  lead: {
    nb: 'Her står hvem som har fått opplysninger herfra, hvem som har sett på dem, og hva som ikke ble delt. Det nyeste står øverst. Selve opplysningene står ikke her.',
    nn: 'Her står kven som har fått opplysningar herifrå, kven som har sett på dei, og kva som ikkje vart delt. Det nyaste står øvst. Sjølve opplysningane står ikkje her.',
    en: 'This is who has received information from here, who has looked at it, and what was not shared. The newest comes first. The information itself is not shown.',
  },
  rights: {
    nb: 'Stemmer noe ikke, eller vil du at noen ikke skal få vite mer? Si fra til koordinatoren din eller dem som behandler deg. Du kan si nei til at opplysninger deles, og du kan trekke et samtykke når du vil.',
    nn: 'Stemmer noko ikkje, eller vil du at nokon ikkje skal få vite meir? Sei frå til koordinatoren din eller dei som behandlar deg. Du kan seie nei til at opplysningar blir delte, og du kan trekkje eit samtykke når du vil.',
    en: 'Is something wrong, or do you want somebody not to be told more? Tell your coordinator or those who treat you. You may say no to sharing, and you may withdraw a consent at any time.',
  },
  sent: { nb: 'Dette er delt', nn: 'Dette er delt', en: 'What was shared' },
  seen: { nb: 'Disse har sett', nn: 'Desse har sett', en: 'Who has looked' },
  withheld: { nb: 'Dette ble ikke delt', nn: 'Dette vart ikkje delt', en: 'What was not shared' },
  none: { nb: 'Ingenting.', nn: 'Ingenting.', en: 'Nothing.' },
} as const satisfies Readonly<Record<string, Said>>;

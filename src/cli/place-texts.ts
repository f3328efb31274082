// What do the lists of places say besides the data?

type Word =
  | 'layer'
  | 'who'
  | 'reach'
  | 'verified'
  | 'ground'
  | 'unknown'
  | 'level'
  | 'offer'
  | 'need'
  | 'terms'
  | 'met'
  | 'not-met'
  | 'ask'
  | 'none';

/** Words of the lists. */
export const PLACE_WORDS: Readonly<Record<'nb' | 'en', Readonly<Record<Word, string>>>> = {
  nb: {
    layer: 'Forløp',
    who: 'Tjeneste',
    reach: 'Kontakt',
    verified: 'Sist kontrollert',
    ground: 'Grunnlag',
    unknown: 'Ikke kjent',
    level: 'Nivå',
    offer: 'Tilbud',
    need: 'For',
    terms: 'Vilkår',
    met: 'oppfylt',
    'not-met': 'ikke oppfylt',
    ask: 'avklares',
    none: 'Ingen slike tilbud står i katalogen for denne kommunen.',
  },
  en: {
    layer: 'Pathway',
    who: 'Service',
    reach: 'Contact',
    verified: 'Last checked',
    ground: 'Ground',
    unknown: 'Not known',
    level: 'Level',
    offer: 'Offer',
    need: 'For',
    terms: 'Criteria',
    met: 'met',
    'not-met': 'not met',
    ask: 'to be settled',
    none: 'The directory has no such offer for this municipality.',
  },
};

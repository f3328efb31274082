// What stands on the pages of a flowchart besides the data? Words in bokmål and English.

import type { Mode } from '../../../pathway/pathway.ts';

/** Languages of the pages: the pathway is written in bokmål and English. */
export type Tongue = 'nb' | 'en';

type Unit = 'years' | 'months' | 'weeks' | 'days' | 'hours' | 'minutes';

interface Words {
  readonly title: string;
  readonly states: string;
  readonly mother: string;
  readonly child: string;
  readonly overview: string;
  readonly coordinator: string;
  readonly offers: string;
  readonly none: string;
  readonly noLayer: string;
  readonly howToRead: string;
  readonly when: string;
  readonly condition: string;
  readonly owner: string;
  readonly deadline: string;
  readonly service: string;
  readonly contact: string;
  readonly statutory: string;
  readonly modes: Readonly<Record<Mode, string>>;
  readonly steps: string;
  readonly unstaffed: string;
  readonly unknown: string;
  readonly from: string;
  readonly to: string;
  readonly anyState: string;
  readonly level: string;
  readonly need: string;
  readonly offer: string;
  readonly verified: string;
  readonly noDate: string;
  readonly or: string;
  readonly every: string;
  readonly within: string;
  readonly atOnce: string;
  readonly agreed: string;
  readonly week: string;
  readonly after: Readonly<Record<string, string>>;
  readonly at: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<Unit, readonly [string, string]>>;
}

/** Every word of the pages. */
export const FLOW_WORDS: Readonly<Record<Tongue, Words>> = {
  nb: {
    title: 'Forløpet i',
    states: 'Tilstander i forløpet',
    mother: 'Mor',
    child: 'Barnet',
    overview: 'Oversikt',
    coordinator: 'Hvem som koordinerer',
    offers: 'Tilbud her',
    none: 'Ingen er lagt inn.',
    noLayer: 'Ingen har lagt inn hvilket forløp som gjelder her.',
    howToRead:
      'Hvert steg sier hva som utløser det, hvem som eier det, fristen og hvor en henvender seg. Siden er laget av dataene i forløpet; den er ikke en veileder.',
    when: 'Når',
    condition: 'Hvis',
    owner: 'Eier',
    deadline: 'Frist',
    service: 'Tilbud',
    contact: 'Kontakt',
    statutory: 'Lovpålagt',
    modes: {
      AUTO: 'Settes i gang av systemet',
      PROP: 'Foreslås; en person tar stilling',
      HUMAN: 'Bare en person gjør dette',
    },
    steps: 'steg',
    unstaffed: 'Steg som ingen tjeneste her er satt opp for',
    unknown: 'Ikke kjent',
    from: 'Fra',
    to: 'Til',
    anyState: 'alle tilstander',
    level: 'Nivå',
    need: 'For',
    offer: 'Tilbud',
    verified: 'Sist kontrollert',
    noDate: 'ingen fast frist',
    or: 'eller',
    every: 'hver',
    within: 'innen',
    atOnce: 'med en gang',
    agreed: 'etter avtale',
    week: 'svangerskapsuke',
    after: { BIRTH: 'etter fødselen', DISCHARGE: 'etter utskriving', LASTMEETING: 'etter forrige møte' },
    at: { BIRTH: 'ved fødselen', DISCHARGE: 'ved utskriving' },
    units: {
      years: ['år', 'år'],
      months: ['måned', 'måneder'],
      weeks: ['uke', 'uker'],
      days: ['dag', 'dager'],
      hours: ['time', 'timer'],
      minutes: ['minutt', 'minutter'],
    },
  },
  en: {
    title: 'The pathway in',
    states: 'States of the pathway',
    mother: 'Mother',
    child: 'The child',
    overview: 'Overview',
    coordinator: 'Who coordinates',
    offers: 'Offers here',
    none: 'None is recorded.',
    noLayer: 'Nobody has recorded which pathway runs here.',
    howToRead:
      'Each step says what sets it off, who owns it, the deadline and where to turn. The page is made from the data of the pathway; it is no guideline.',
    when: 'When',
    condition: 'If',
    owner: 'Owner',
    deadline: 'Deadline',
    service: 'Offer',
    contact: 'Contact',
    statutory: 'Required by law',
    modes: {
      AUTO: 'Started by the gateway',
      PROP: 'Proposed; a person decides',
      HUMAN: 'Only a person does this',
    },
    steps: 'steps',
    unstaffed: 'Steps that no service here is set up for',
    unknown: 'Not known',
    from: 'From',
    to: 'To',
    anyState: 'every state',
    level: 'Level',
    need: 'For',
    offer: 'Offer',
    verified: 'Last checked',
    noDate: 'no fixed date',
    or: 'or',
    every: 'every',
    within: 'within',
    atOnce: 'at once',
    agreed: 'as agreed',
    week: 'week of the pregnancy',
    after: { BIRTH: 'of the birth', DISCHARGE: 'of discharge', LASTMEETING: 'of the last meeting' },
    at: { BIRTH: 'at the birth', DISCHARGE: 'at discharge' },
    units: {
      years: ['year', 'years'],
      months: ['month', 'months'],
      weeks: ['week', 'weeks'],
      days: ['day', 'days'],
      hours: ['hour', 'hours'],
      minutes: ['minute', 'minutes'],
    },
  },
};

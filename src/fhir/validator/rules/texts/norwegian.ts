// What do the rules of Norwegian numbers and codes say in Norwegian?

import type { NORWEGIAN_RULES } from '../norwegian.ts';
import type { RuleTexts } from './texts.ts';

/** By key; English stands in the rule table. */
export const NORWEGIAN_TEXTS: Readonly<Record<keyof typeof NORWEGIAN_RULES, RuleTexts>> = {
  'person-number-form': {
    nb: 'Et fødselsnummer eller D-nummer er 11 siffer uten mellomrom; rett verdien.',
    nn: 'Eit fødselsnummer eller D-nummer er 11 siffer utan mellomrom; rett verdien.',
  },
  'person-number-check': {
    nb: 'Kontrollsifrene i personnummeret stemmer ikke, så det tilhører ingen; rett nummeret.',
    nn: 'Kontrollsifra i personnummeret stemmer ikkje, så det høyrer ingen til; rett nummeret.',
  },
  'person-number-date': {
    nb: 'Personnummeret begynner med en dag som ikke finnes; rett nummeret.',
    nn: 'Personnummeret byrjar med ein dag som ikkje finst; rett nummeret.',
  },
  'person-number-kind': {
    nb: 'Systemet er det for fødselsnummer og nummeret et D-nummer, eller omvendt; rett systemet.',
    nn: 'Systemet er det for fødselsnummer og nummeret eit D-nummer, eller omvendt; rett systemet.',
  },
  'organisation-number-form': {
    nb: 'Et organisasjonsnummer er 9 siffer uten mellomrom; rett verdien.',
    nn: 'Eit organisasjonsnummer er 9 siffer utan mellomrom; rett verdien.',
  },
  'organisation-number-check': {
    nb: 'Kontrollsifferet i organisasjonsnummeret stemmer ikke; rett nummeret.',
    nn: 'Kontrollsifferet i organisasjonsnummeret stemmer ikkje; rett nummeret.',
  },
  'register-number-form': {
    nb: 'Registeret bak dette systemet gir bare ut hele tall (HPR høyst 9 siffer, DUF 12); rett verdien.',
    nn: 'Registeret bak dette systemet gir berre ut heile tal (HPR høgst 9 siffer, DUF 12); rett verdien.',
  },
  'icd-10-dot': {
    nb: 'ICD-10-koden står uten punktum og blir lest som om den hadde det; sett punktum etter tredje tegn.',
    nn: 'ICD-10-koden står utan punktum og blir lesen som om han hadde det; set punktum etter tredje teikn.',
  },
};

// How is a verdict said to people? Words for data classes and needs, in nb and en.

import type { DataClass } from '../domain/data-class.ts';
import type { TwoTongues } from './law-file.ts';

/** The languages an explanation is given in. */
export type Tongue = keyof TwoTongues;

/** Names of the data classes. */
export const CLASS_NAMES: Readonly<Record<DataClass, TwoTongues>> = {
  D0: { nb: 'uklassifisert', en: 'unclassified' },
  D1: { nb: 'identitet og kontakt', en: 'identity and contact' },
  D2: { nb: 'svangerskap og fødsel', en: 'pregnancy and birth' },
  D3: { nb: 'kartlegging og bruk av rusmidler', en: 'screening and substance use' },
  D4: { nb: 'rusmiddelprøver', en: 'toxicology' },
  D5: { nb: 'LAR og legemidler', en: 'opioid agonist treatment and medication' },
  D6: { nb: 'psykisk helse', en: 'mental health' },
  D7: { nb: 'sosiale og økonomiske forhold', en: 'social and economic matters' },
  D8: { nb: 'barnets helse og utvikling', en: 'the child’s health and development' },
  D9: { nb: 'barnevern', en: 'child protection' },
  D10: { nb: 'tvang', en: 'coercion' },
  D11: { nb: 'andre personer', en: 'third parties' },
  D12: { nb: 'anonymt', en: 'anonymised' },
};

/** What a need asks for; one that is not here is named by its code. */
export const NEED_TEXTS: Readonly<Record<string, TwoTongues>> = {
  self: {
    nb: 'at mottakeren er personen selv, eller har foreldreansvaret',
    en: 'that the recipient is the person, or has parental responsibility',
  },
  'treatment-relation': {
    nb: 'at mottakeren gir personen helsehjelp (henvisning, team, fastlege eller opphold)',
    en: 'that the recipient gives the person care (referral, team, GP or stay)',
  },
  consent: {
    nb: 'samtykke som nevner mottakeren og opplysningstypen',
    en: 'a consent that names the recipient and the class',
  },
  'consent-ended': {
    nb: 'at mottakeren har fått noe på et samtykke som er slutt',
    en: 'that the recipient got something under a consent that has ended',
  },
  'consent-collect': { nb: 'samtykke til at mottakeren henter', en: 'a consent that the recipient collects' },
  'parental-agreement': {
    nb: 'samtykke fra alle med foreldreansvar, og fra mor når det gjelder henne',
    en: 'consent of all who have parental responsibility, and of the mother where it is about her',
  },
  anonymised: {
    nb: 'at innholdet er anonymisert og kontrollert',
    en: 'that the content is anonymised and checked',
  },
  'assessment-32': {
    nb: 'en underskrevet vurdering etter hpl § 32 der vilkårene er oppfylt',
    en: 'a signed assessment under hpl § 32 that finds the criteria met',
  },
  'assessment-33': {
    nb: 'en underskrevet vurdering etter hpl § 33 der vilkårene er oppfylt',
    en: 'a signed assessment under hpl § 33 that finds the criteria met',
  },
  'case-103': {
    nb: 'kommunens underskrevne sak etter hol § 10-3',
    en: 'the municipality’s signed case under hol § 10-3',
  },
  'decision-103': { nb: 'et vedtak etter hol § 10-3', en: 'a decision under hol § 10-3' },
  order: {
    nb: 'et skriftlig pålegg der en person har avgjort omfanget',
    en: 'a written order whose scope a person has decided',
  },
  emergency: {
    nb: 'en underskrevet erklæring om nødsituasjon, med etterkontroll',
    en: 'a signed declaration of an emergency, to be reviewed',
  },
  'human-choice': {
    nb: 'at en person velger hva som er nødvendig',
    en: 'that a person chooses what is necessary',
  },
  'known-case': { nb: 'at barnevernet har en kjent sak', en: 'that child welfare has a known case' },
  'sample-warning': {
    nb: 'at en person har lest advarselen om prøver tatt i behandling',
    en: 'that a person has read the warning about medical samples',
  },
  underretning: { nb: 'en underskrevet underretning', en: 'a signed underretning' },
};

/** Sentences of an explanation; words in braces are filled in. */
export const SENTENCES = {
  yes: { nb: '{class}: ja, etter {rule} ({basis}).', en: '{class}: yes, by {rule} ({basis}).' },
  no: { nb: '{class}: nei, etter {rule} ({basis}).', en: '{class}: no, by {rule} ({basis}).' },
  stopped: { nb: 'Det som stopper: {evidence}.', en: 'What stops it: {evidence}.' },
  needed: { nb: 'Det som ville åpnet etter {rule}: {needs}.', en: 'What would open it by {rule}: {needs}.' },
  signed: {
    nb: 'Da sendes det bare når en person underskriver.',
    en: 'Then it is sent only when a person signs.',
  },
  off: {
    nb: 'Regelen er av til {point} er underskrevet.',
    en: 'The rule is off until {point} is signed off.',
  },
  nothing: { nb: 'Ingenting kan åpne dette.', en: 'Nothing can open this.' },
  going: { nb: 'Dette kan gå, helt eller delvis.', en: 'This may go, whole or in part.' },
  seen: { nb: 'Dette kan mottakeren lese over /fhir.', en: 'This the recipient may read over /fhir.' },
  hidden: { nb: 'Dette ser ikke mottakeren over /fhir.', en: 'This the recipient does not see over /fhir.' },
  held: { nb: 'Dette kan ikke gå.', en: 'This may not go.' },
} as const satisfies Readonly<Record<string, TwoTongues>>;

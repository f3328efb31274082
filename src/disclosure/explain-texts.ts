// How is a verdict said to people? Words for data classes, needs, phases and answers, in nb, nn and en.

import type { Said } from '../domain/language.ts';
import type { DataClass } from '../domain/data-class.ts';
import type { Phase } from './law-file.ts';

/** Names of the data classes. */
export const CLASS_NAMES: Readonly<Record<DataClass, Said>> = {
  D0: { nb: 'uklassifisert', nn: 'uklassifisert', en: 'unclassified' },
  D1: { nb: 'identitet og kontakt', nn: 'identitet og kontakt', en: 'identity and contact' },
  D2: { nb: 'svangerskap og fødsel', nn: 'svangerskap og fødsel', en: 'pregnancy and birth' },
  D3: {
    nb: 'kartlegging og bruk av rusmidler',
    nn: 'kartlegging og bruk av rusmiddel',
    en: 'screening and substance use',
  },
  D4: { nb: 'rusmiddelprøver', nn: 'rusmiddelprøver', en: 'toxicology' },
  D5: {
    nb: 'LAR og legemidler',
    nn: 'LAR og legemiddel',
    en: 'opioid agonist treatment and medication',
  },
  D6: { nb: 'psykisk helse', nn: 'psykisk helse', en: 'mental health' },
  D7: {
    nb: 'sosiale og økonomiske forhold',
    nn: 'sosiale og økonomiske forhold',
    en: 'social and economic matters',
  },
  D8: {
    nb: 'barnets helse og utvikling',
    nn: 'helsa og utviklinga til barnet',
    en: 'the child’s health and development',
  },
  D9: { nb: 'barnevern', nn: 'barnevern', en: 'child protection' },
  D10: { nb: 'tvang', nn: 'tvang', en: 'coercion' },
  D11: { nb: 'andre personer', nn: 'andre personar', en: 'third parties' },
  D12: { nb: 'anonymt', nn: 'anonymt', en: 'anonymised' },
};

/** What a need asks for; one that is not here is named by its code. */
export const NEED_TEXTS: Readonly<Record<string, Said>> = {
  self: {
    nb: 'at mottakeren er personen selv, eller har foreldreansvaret',
    nn: 'at mottakaren er personen sjølv, eller har foreldreansvaret',
    en: 'that the recipient is the person, or has parental responsibility',
  },
  'treatment-relation': {
    nb: 'at mottakeren gir personen helsehjelp (henvisning, team, fastlege eller opphold)',
    nn: 'at mottakaren gir personen helsehjelp (tilvising, team, fastlege eller opphald)',
    en: 'that the recipient gives the person care (referral, team, GP or stay)',
  },
  consent: {
    nb: 'samtykke til å gi, som nevner mottakeren og opplysningstypen',
    nn: 'samtykke til å gi, som nemner mottakaren og opplysningstypen',
    en: 'a consent to disclose that names the recipient and the class',
  },
  'consent-ended': {
    nb: 'at mottakeren har fått noe på et samtykke som er slutt',
    nn: 'at mottakaren har fått noko på eit samtykke som er slutt',
    en: 'that the recipient got something under a consent that has ended',
  },
  'consent-collect': {
    nb: 'samtykke til at mottakeren henter fra den som gir, som nevner begge',
    nn: 'samtykke til at mottakaren hentar frå den som gir, som nemner begge',
    en: 'a consent that the recipient collects from the giver, naming both',
  },
  'consent-collect-any': {
    nb: 'samtykke til at mottakeren henter, uansett fra hvem',
    nn: 'samtykke til at mottakaren hentar, same frå kven',
    en: 'a consent that the recipient collects, from whomever',
  },
  'parental-agreement': {
    nb: 'samtykke fra alle med foreldreansvar, og fra mor når det gjelder henne',
    nn: 'samtykke frå alle med foreldreansvar, og frå mor når det gjeld henne',
    en: 'consent of all who have parental responsibility, and of the mother where it is about her',
  },
  anonymised: {
    nb: 'at innholdet er anonymisert og kontrollert',
    nn: 'at innhaldet er anonymisert og kontrollert',
    en: 'that the content is anonymised and checked',
  },
  'assessment-32': {
    nb: 'en underskrevet vurdering etter hpl § 32 der vilkårene er oppfylt',
    nn: 'ei underskriven vurdering etter hpl § 32 der vilkåra er oppfylte',
    en: 'a signed assessment under hpl § 32 that finds the criteria met',
  },
  'assessment-33': {
    nb: 'en underskrevet vurdering etter hpl § 33 der vilkårene er oppfylt',
    nn: 'ei underskriven vurdering etter hpl § 33 der vilkåra er oppfylte',
    en: 'a signed assessment under hpl § 33 that finds the criteria met',
  },
  'case-103': {
    nb: 'kommunens underskrevne sak etter hol § 10-3',
    nn: 'den underskrivne saka til kommunen etter hol § 10-3',
    en: 'the municipality’s signed case under hol § 10-3',
  },
  'decision-103': {
    nb: 'et vedtak etter hol § 10-3',
    nn: 'eit vedtak etter hol § 10-3',
    en: 'a decision under hol § 10-3',
  },
  order: {
    nb: 'et skriftlig pålegg der en person har avgjort omfanget',
    nn: 'eit skriftleg pålegg der ein person har avgjort omfanget',
    en: 'a written order whose scope a person has decided',
  },
  emergency: {
    nb: 'en underskrevet erklæring om nødsituasjon, med etterkontroll',
    nn: 'ei underskriven erklæring om naudsituasjon, med etterkontroll',
    en: 'a signed declaration of an emergency, to be reviewed',
  },
  'human-choice': {
    nb: 'at en person velger hva som er nødvendig',
    nn: 'at ein person vel kva som er nødvendig',
    en: 'that a person chooses what is necessary',
  },
  'known-case': {
    nb: 'at barnevernet har en kjent sak',
    nn: 'at barnevernet har ei kjend sak',
    en: 'that child welfare has a known case',
  },
  'sample-warning': {
    nb: 'at en person har lest advarselen om prøver tatt i behandling',
    nn: 'at ein person har lese åtvaringa om prøver tekne i behandling',
    en: 'that a person has read the warning about medical samples',
  },
  underretning: {
    nb: 'en underskrevet underretning',
    nn: 'ei underskriven underretning',
    en: 'a signed underretning',
  },
};

/** When it is asked, as the matrix divides time. */
export const PHASE_NAMES: Readonly<Record<Phase, Said>> = {
  PRE: { nb: 'før fødselen', nn: 'før fødselen', en: 'before the birth' },
  BIRTH: { nb: 'rundt fødselen', nn: 'rundt fødselen', en: 'around the birth' },
  POST: { nb: 'etter utskrivingen', nn: 'etter utskrivinga', en: 'after the discharge' },
};

/** What stops what nothing opens, by the rule that says no. */
export const STOPS: Readonly<Record<string, Said>> = {
  'R4-OBJECTION': {
    nb: 'En innsigelse stopper det ({evidence}). Bare den som har sagt nei, kan trekke den.',
    nn: 'Ei innvending stoppar det ({evidence}). Berre den som har sagt nei, kan trekkje ho.',
    en: 'An objection stops it ({evidence}). Only who said no can withdraw it.',
  },
  'R4B-ABORTION': {
    nb: 'Det ville røpe en avbrutt graviditet ({evidence}). Det blir hos dem som behandlet henne.',
    nn: 'Det ville røpe eit avbrote svangerskap ({evidence}). Det blir hos dei som behandla henne.',
    en: 'It would reveal a terminated pregnancy ({evidence}). That stays with those who treated her.',
  },
};

/** Why nothing can open a cell of the matrix, by its code. */
export const SHUT: Readonly<Record<string, Said>> = {
  X: {
    nb: 'Denne mottakeren skal ikke ha dette nå, heller ikke med samtykke.',
    nn: 'Denne mottakaren skal ikkje ha dette no, heller ikkje med samtykke.',
    en: 'This recipient is not to have this now, not even with a consent.',
  },
  '-': {
    nb: 'Slike opplysninger finnes ikke i denne fasen.',
    nn: 'Slike opplysningar finst ikkje i denne fasen.',
    en: 'There is no such information in this phase.',
  },
  'S-own': {
    nb: 'Dette er mottakerens egne opplysninger; de sendes ikke herfra.',
    nn: 'Dette er opplysningane til mottakaren sjølv; dei blir ikkje sende herifrå.',
    en: 'This is the recipient’s own information; it is not sent from here.',
  },
  L6: {
    nb: 'Barnevernet varsler barnevernet i en annen kommune selv.',
    nn: 'Barnevernet varslar barnevernet i ein annan kommune sjølv.',
    en: 'Child welfare notifies child welfare of another municipality by itself.',
  },
};

/** Sentences of an explanation; words in braces are filled in. */
export const SENTENCES = {
  yes: {
    nb: '{class}: kan gå. Grunnlag: {basis} [{rule}].',
    nn: '{class}: kan gå. Grunnlag: {basis} [{rule}].',
    en: '{class}: may go. Basis: {basis} [{rule}].',
  },
  no: {
    nb: '{class}: kan ikke gå. Grunnlag: {basis} [{rule}].',
    nn: '{class}: kan ikkje gå. Grunnlag: {basis} [{rule}].',
    en: '{class}: may not go. Basis: {basis} [{rule}].',
  },
  whose: {
    nb: '{class} (om mor)',
    nn: '{class} (om mor)',
    en: '{class} (about the mother)',
  },
  stopped: {
    nb: 'Det som stopper: {evidence}.',
    nn: 'Det som stoppar: {evidence}.',
    en: 'What stops it: {evidence}.',
  },
  needed: {
    nb: 'Det som må til: {needs} ({basis}).',
    nn: 'Det som må til: {needs} ({basis}).',
    en: 'What it takes: {needs} ({basis}).',
  },
  signed: {
    nb: 'Det sendes bare når en person har underskrevet.',
    nn: 'Det blir sendt berre når ein person har skrive under.',
    en: 'It is sent only when a person has signed.',
  },
  or: { nb: 'Eller: {needs} ({basis}).', nn: 'Eller: {needs} ({basis}).', en: 'Or: {needs} ({basis}).' },
  off: {
    nb: 'Denne veien er stengt til punktet «{point}» er avklart og underskrevet.',
    nn: 'Denne vegen er stengd til punktet «{point}» er avklart og underskrive.',
    en: 'This way is shut until the point “{point}” is settled and signed off.',
  },
  nothing: {
    nb: 'Ingenting kan åpne dette.',
    nn: 'Ingenting kan opne dette.',
    en: 'Nothing can open this.',
  },
  unclassified: {
    nb: 'Ingen har bestemt hva slags opplysninger dette er; da går det ikke til noen.',
    nn: 'Ingen har bestemt kva slags opplysningar dette er; då går det ikkje til nokon.',
    en: 'Nobody has decided what kind of information this is; then it goes to nobody.',
  },
  rowless: {
    nb: 'Mottakeren har ingen plass i reglene {phase}; uten regel går ingenting.',
    nn: 'Mottakaren har ingen plass i reglane {phase}; utan regel går ingenting.',
    en: 'The rules do not name this recipient {phase}; without a rule nothing goes.',
  },
  going: {
    nb: '{phase} kan dette gå.',
    nn: '{phase} kan dette gå.',
    en: '{phase} this may go.',
  },
  part: {
    nb: '{phase} kan noe av dette gå; resten blir holdt igjen.',
    nn: '{phase} kan noko av dette gå; resten blir halde att.',
    en: '{phase} some of this may go; the rest is held back.',
  },
  seen: {
    nb: '{phase} kan mottakeren lese dette over /fhir.',
    nn: '{phase} kan mottakaren lese dette over /fhir.',
    en: '{phase} the recipient may read this over /fhir.',
  },
  hidden: {
    nb: '{phase} ser ikke mottakeren dette over /fhir.',
    nn: '{phase} ser ikkje mottakaren dette over /fhir.',
    en: '{phase} the recipient does not see this over /fhir.',
  },
  held: {
    nb: '{phase} kan dette ikke gå.',
    nn: '{phase} kan dette ikkje gå.',
    en: '{phase} this may not go.',
  },
} as const satisfies Readonly<Record<string, Said>>;

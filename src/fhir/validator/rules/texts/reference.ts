// What do the rules of extensions, references and codes say in Norwegian?

import type { REFERENCE_RULES } from '../reference.ts';
import type { RuleTexts } from './texts.ts';

/** By key; English stands in the rule table. */
export const REFERENCE_TEXTS: Readonly<Record<keyof typeof REFERENCE_RULES, RuleTexts>> = {
  'extension-url': {
    nb: 'En utvidelse må si hvilken den er; legg til url.',
    nn: 'Ei utviding må seie kva for ei ho er; legg til url.',
  },
  'extension-url-absolute': {
    nb: 'Url-en til en utvidelse er absolutt, med mindre den er del av en annen utvidelse; oppgi hele url-en.',
    nn: 'Url-en til ei utviding er absolutt, med mindre ho er del av ei anna utviding; oppgi heile url-en.',
  },
  'extension-part': {
    nb: 'Utvidelsen har ingen del med dette navnet; rett url-en til delen.',
    nn: 'Utvidinga har ingen del med dette namnet; rett url-en til delen.',
  },
  'extension-unknown': {
    nb: 'Utvidelsen er ikke kjent her, så den blir ikke kontrollert; last inn definisjonen.',
    nn: 'Utvidinga er ikkje kjend her, så ho blir ikkje kontrollert; last inn definisjonen.',
  },
  'extension-unknown-core': {
    nb: 'HL7 har ingen utvidelse med denne url-en i R4; kontroller url-en, eller last inn pakken som definerer den.',
    nn: 'HL7 har inga utviding med denne url-en i R4; kontroller url-en, eller last inn pakken som definerer ho.',
  },
  'extension-example': {
    nb: 'Url-en til utvidelsen er i et domene som er reservert for eksempler, så ingen kan definere den; bruk den riktige url-en.',
    nn: 'Url-en til utvidinga er i eit domene som er reservert for døme, så ingen kan definere ho; bruk den rette url-en.',
  },
  'extension-unknown-modifier': {
    nb: 'En modifiserende utvidelse som ikke er kjent her, kan endre meningen, så ressursen kan ikke brukes; last inn definisjonen eller utelat den.',
    nn: 'Ei modifiserande utviding som ikkje er kjend her, kan endre meininga, så ressursen kan ikkje brukast; last inn definisjonen eller utelat ho.',
  },
  'extension-context': {
    nb: 'Utvidelsen {url} hører ikke hjemme på {type}; flytt den til {context}.',
    nn: 'Utvidinga {url} høyrer ikkje heime på {type}; flytt ho til {context}.',
  },
  'extension-modifier': {
    nb: 'Utvidelsen {url} står i feil liste (modifiserende: {expected}); sett den i {property}.',
    nn: 'Utvidinga {url} står i feil liste (modifiserande: {expected}); set ho i {property}.',
  },
  'reference-type': {
    nb: '{element} kan ikke vise til en {actual}; vis til {expected}.',
    nn: '{element} kan ikkje vise til ein {actual}; vis til {expected}.',
  },
  'reference-type-mismatch': {
    nb: 'Typen referansen oppgir, er ikke den den viser til ({actual}); rett den.',
    nn: 'Typen referansen oppgir, er ikkje den han viser til ({actual}); rett han.',
  },
  'reference-space': {
    nb: '{element} inneholder blanke tegn, som ingen referanse har; rett den.',
    nn: '{element} inneheld blanke teikn, som ingen referanse har; rett han.',
  },
  'reference-form': {
    nb: '{element} er ingen referanse: verken en URL, Type/id eller #id; rett den.',
    nn: '{element} er ingen referanse: verken ein URL, Type/id eller #id; rett han.',
  },
  'reference-profile': {
    nb: 'Ressursen {element} viser til, følger ikke {profile}; rett den ressursen.',
    nn: 'Ressursen {element} viser til, følgjer ikkje {profile}; rett den ressursen.',
  },
  'reference-unresolved': {
    nb: 'Ingenting i bunten svarer til referansen; legg til ressursen eller rett referansen.',
    nn: 'Ingenting i bunten svarar til referansen; legg til ressursen eller rett referansen.',
  },
  'reference-unresolved-warning': {
    nb: 'Ingenting i bunten svarer til referansen; kontroller at mottakeren kan finne den.',
    nn: 'Ingenting i bunten svarar til referansen; kontroller at mottakaren kan finne han.',
  },
  'reference-version': {
    nb: 'Bunten har ressursen i en annen versjon enn referansen sier; rett en av dem.',
    nn: 'Bunten har ressursen i ein annan versjon enn referansen seier; rett ein av dei.',
  },
  'reference-aggregation': {
    nb: '{element} må være {expected}; vis til den slik.',
    nn: '{element} må vere {expected}; vis til han slik.',
  },
  'identifier-system': {
    nb: 'Systemet til en identifikator er en absolutt URI; rett det.',
    nn: 'Systemet til ein identifikator er ein absolutt URI; rett det.',
  },
  'identifier-uri': {
    nb: 'Med systemet urn:ietf:rfc:3986 er verdien en hel URI; rett verdien.',
    nn: 'Med systemet urn:ietf:rfc:3986 er verdien ein heil URI; rett verdien.',
  },
  'contained-id-duplicate': {
    nb: 'To innebygde ressurser har samme id; gi den ene en ny.',
    nn: 'To innebygde ressursar har same id; gi den eine ein ny.',
  },
  'element-id-duplicate': {
    nb: 'To elementer i ressursen har samme id; gi det ene en ny.',
    nn: 'To element i ressursen har same id; gi det eine ein ny.',
  },
  'contained-id': {
    nb: 'En innebygd ressurs må ha en id for å bli vist til; legg den til.',
    nn: 'Ein innebygd ressurs må ha ein id for å bli vist til; legg han til.',
  },
  'binding-required': {
    nb: '{element} må ha en kode fra {valueSet}; velg en av kodene der.',
    nn: '{element} må ha ein kode frå {valueSet}; vel ein av kodane der.',
  },
  'binding-missing-code': {
    nb: '{element} må ha en kode fra {valueSet}, ikke bare tekst; legg til en koding.',
    nn: '{element} må ha ein kode frå {valueSet}, ikkje berre tekst; legg til ei koding.',
  },
  'binding-extensible': {
    nb: '{element} bør ha en kode fra {valueSet} der en passer; kontroller koden.',
    nn: '{element} bør ha ein kode frå {valueSet} der ein passar; kontroller koden.',
  },
  'binding-maximum': {
    nb: '{element} kan bare ha koder fra {valueSet}; velg en av kodene der.',
    nn: '{element} kan berre ha kodar frå {valueSet}; vel ein av kodane der.',
  },
  'binding-unchecked': {
    nb: 'Om {element} er i {valueSet}, kan ikke kontrolleres uten nett; spør en terminologitjener.',
    nn: 'Om {element} er i {valueSet}, kan ikkje kontrollerast utan nett; spør ein terminologitenar.',
  },
  'code-unknown': {
    nb: 'Kodesystemet {system} har ingen slik kode; rett koden.',
    nn: 'Kodesystemet {system} har ingen slik kode; rett koden.',
  },
  'code-unchecked': {
    nb: 'Kodene i dette systemet er ikke kjent her, så de blir ikke kontrollert; last inn kodesystemet eller spør en terminologitjener.',
    nn: 'Kodane i dette systemet er ikkje kjende her, så dei blir ikkje kontrollerte; last inn kodesystemet eller spør ein terminologitenar.',
  },
  'code-refused': {
    nb: 'Terminologitjeneren sier at systemet ikke har noen slik kode; rett koden.',
    nn: 'Terminologitenaren seier at systemet ikkje har nokon slik kode; rett koden.',
  },
  'code-unknown-warning': {
    nb: 'Kodesystemet {system} har ingen slik kode; rett koden.',
    nn: 'Kodesystemet {system} har ingen slik kode; rett koden.',
  },
  'display-wrong': {
    nb: 'Visningsnavnet er ikke det {system} gir koden; rett det eller utelat det.',
    nn: 'Visingsnamnet er ikkje det {system} gir koden; rett det eller utelat det.',
  },
  'system-relative': {
    nb: 'Et kodesystem navngis med en absolutt URI; rett systemet.',
    nn: 'Eit kodesystem blir namngitt med ein absolutt URI; rett systemet.',
  },
  'system-value-set': {
    nb: 'Systemet navngir et verdisett, ikke et kodesystem; oppgi kodesystemet.',
    nn: 'Systemet namngir eit verdisett, ikkje eit kodesystem; oppgi kodesystemet.',
  },
};

// What do the rules of elements say in Norwegian?

import type { ELEMENT_RULES } from '../element.ts';
import type { RuleTexts } from './texts.ts';

/** By key; English stands in the rule table. */
export const ELEMENT_TEXTS: Readonly<Record<keyof typeof ELEMENT_RULES, RuleTexts>> = {
  'not-an-object': {
    nb: '{element} må være et JSON-objekt; send ett objekt her.',
    nn: '{element} må vere eit JSON-objekt; send eitt objekt her.',
  },
  'resource-type-missing': {
    nb: 'En ressurs må oppgi resourceType; legg den til.',
    nn: 'Ein ressurs må oppgi resourceType; legg han til.',
  },
  'resource-type-unknown': {
    nb: 'Denne resourceType finnes ikke i R4; rett skrivemåten.',
    nn: 'Denne resourceType finst ikkje i R4; rett skrivemåten.',
  },
  'resource-type-wrong': {
    nb: 'Her hører en {expected} hjemme; send den ressurstypen.',
    nn: 'Her høyrer ein {expected} heime; send den ressurstypen.',
  },
  'too-deep': {
    nb: 'Ressursen er nøstet dypere enn {limit} nivåer; gjør den flatere.',
    nn: 'Ressursen er nøsta djupare enn {limit} nivå; gjer han flatare.',
  },
  'unknown-element': {
    nb: '{name} er ikke et element i {type}; fjern det eller rett skrivemåten.',
    nn: '{name} er ikkje eit element i {type}; fjern det eller rett skrivemåten.',
  },
  'prohibited-element': {
    nb: '{element} er ikke tillatt her (maks 0); fjern det.',
    nn: '{element} er ikkje tillate her (maks 0); fjern det.',
  },
  'null-value': {
    nb: '{element} er null, som FHIR JSON bare tillater ved siden av en primitiv utvidelse; utelat elementet.',
    nn: '{element} er null, som FHIR JSON berre tillèt ved sida av ei primitiv utviding; utelat elementet.',
  },
  'empty-element': {
    nb: '{element} er tomt; et element har verdi eller innhold (ele-1), så utelat det.',
    nn: '{element} er tomt; eit element har verdi eller innhald (ele-1), så utelat det.',
  },
  'empty-array': {
    nb: '{element} er en tom liste; utelat elementet.',
    nn: '{element} er ei tom liste; utelat elementet.',
  },
  'not-an-array': {
    nb: '{element} kan gjentas, så det må være en JSON-liste; sett verdien i hakeparenteser.',
    nn: '{element} kan gjentakast, så det må vere ei JSON-liste; set verdien i hakeparentesar.',
  },
  'unexpected-array': {
    nb: '{element} kan ikke gjentas, så det må ikke være en liste; send den ene verdien.',
    nn: '{element} kan ikkje gjentakast, så det må ikkje vere ei liste; send den eine verdien.',
  },
  'choice-many': {
    nb: '{element} kan bare ha én type; behold én av dem.',
    nn: '{element} kan berre ha éin type; behald éin av dei.',
  },
  'sidecar-length': {
    nb: 'Utvidelsene til {element} er flere enn verdiene; gjør de to listene like lange.',
    nn: 'Utvidingane til {element} er fleire enn verdiane; gjer dei to listene like lange.',
  },
  'cardinality-min': {
    nb: '{element} må være med minst {min} gang(er); legg det til.',
    nn: '{element} må vere med minst {min} gong(er); legg det til.',
  },
  'cardinality-max': {
    nb: '{element} kan være med høyst {max} gang(er); fjern resten.',
    nn: '{element} kan vere med høgst {max} gong(er); fjern resten.',
  },
  'primitive-type': {
    nb: '{element} er av typen {type}, i JSON {json}; send det slik.',
    nn: '{element} er av typen {type}, i JSON {json}; send det slik.',
  },
  'primitive-format': {
    nb: '{element} har ikke formen til {type}; rett verdien.',
    nn: '{element} har ikkje forma til {type}; rett verdien.',
  },
  'primitive-range': {
    nb: '{element} er utenfor området til {type}; rett verdien.',
    nn: '{element} er utanfor området til {type}; rett verdien.',
  },
  'date-impossible': {
    nb: '{element} er en dag som ikke finnes; rett datoen.',
    nn: '{element} er ein dag som ikkje finst; rett datoen.',
  },
  'primitive-whitespace': {
    nb: '{element} begynner eller slutter med blanke tegn; fjern dem.',
    nn: '{element} byrjar eller sluttar med blanke teikn; fjern dei.',
  },
  'primitive-control': {
    nb: '{element} har kontrolltegn, som R4 fraråder; fjern dem.',
    nn: '{element} har kontrollteikn, som R4 rår ifrå; fjern dei.',
  },
  'max-length': {
    nb: '{element} er lengre enn {max} tegn; kort det ned.',
    nn: '{element} er lengre enn {max} teikn; kort det ned.',
  },
  'min-value': {
    nb: '{element} er mindre enn den minste tillatte verdien ({limit}); rett verdien.',
    nn: '{element} er mindre enn den minste tillatne verdien ({limit}); rett verdien.',
  },
  'max-value': {
    nb: '{element} er større enn den største tillatte verdien ({limit}); rett verdien.',
    nn: '{element} er større enn den største tillatne verdien ({limit}); rett verdien.',
  },
  'fixed-value': {
    nb: '{element} må være nøyaktig {expected}; rett verdien.',
    nn: '{element} må vere nøyaktig {expected}; rett verdien.',
  },
  'pattern-value': {
    nb: '{element} må inneholde {expected}; rett verdien.',
    nn: '{element} må innehalde {expected}; rett verdien.',
  },
  'attachment-size': {
    nb: 'Oppgitt størrelse er en annen enn størrelsen på dataene ({actual} byte); rett en av dem.',
    nn: 'Oppgitt storleik er ein annan enn storleiken på dataa ({actual} byte); rett ein av dei.',
  },
  invariant: { nb: '{key}: {human}', nn: '{key}: {human}' },
  'invariant-unevaluated': {
    nb: 'Regelen {key} kunne ikke prøves på denne ressursen; kontroller den for hånd.',
    nn: 'Regelen {key} kunne ikkje prøvast på denne ressursen; kontroller han for hand.',
  },
  'narrative-link': {
    nb: 'En lenke i teksten fører ikke til noe i ressursen; rett eller fjern den.',
    nn: 'Ei lenkje i teksten fører ikkje til noko i ressursen; rett eller fjern henne.',
  },
  narrative: {
    nb: 'Teksten inneholder noe XHTML i FHIR ikke tillater ({key}: {what}); fjern det.',
    nn: 'Teksten inneheld noko XHTML i FHIR ikkje tillèt ({key}: {what}); fjern det.',
  },
  'slice-min': {
    nb: 'Utsnittet {slice} må være med minst {min} gang(er); legg det til.',
    nn: 'Utsnittet {slice} må vere med minst {min} gong(er); legg det til.',
  },
  'slice-max': {
    nb: 'Utsnittet {slice} kan være med høyst {max} gang(er); fjern resten.',
    nn: 'Utsnittet {slice} kan vere med høgst {max} gong(er); fjern resten.',
  },
  'slice-closed': {
    nb: 'Verdien passer ikke i noe utsnitt av {element}, og andre er ikke tillatt; fjern eller rett den.',
    nn: 'Verdien passar ikkje i noko utsnitt av {element}, og andre er ikkje tillatne; fjern eller rett han.',
  },
  'slice-order': {
    nb: 'Utsnittene av {element} må stå i sin rekkefølge; flytt verdien.',
    nn: 'Utsnitta av {element} må stå i si rekkjefølgje; flytt verdien.',
  },
  'slice-end': {
    nb: 'Verdier som ikke passer i noe utsnitt av {element}, må stå sist; flytt verdien.',
    nn: 'Verdiar som ikkje passar i noko utsnitt av {element}, må stå sist; flytt verdien.',
  },
};

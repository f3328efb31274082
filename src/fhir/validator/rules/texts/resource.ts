// What do the rules of whole resources say in Norwegian?

import type { RESOURCE_RULES } from '../resource.ts';
import type { RuleTexts } from './texts.ts';

/** By key; English stands in the rule table. */
export const RESOURCE_TEXTS: Readonly<Record<keyof typeof RESOURCE_RULES, RuleTexts>> = {
  'profile-unknown': {
    nb: 'Profilen {profile} er ikke kjent her, så den blir ikke kontrollert; last inn definisjonen.',
    nn: 'Profilen {profile} er ikkje kjend her, så han blir ikkje kontrollert; last inn definisjonen.',
  },
  'profile-type': {
    nb: 'Profilen {profile} er for {expected}; fjern den fra meta.profile.',
    nn: 'Profilen {profile} er for {expected}; fjern han frå meta.profile.',
  },
  'profile-broken': {
    nb: 'Profilen {profile} kan ikke brukes slik den er; rett definisjonen.',
    nn: 'Profilen {profile} kan ikkje brukast slik han er; rett definisjonen.',
  },
  'bundle-full-url': {
    nb: 'En oppføring i en bunt av typen {type} må ha fullUrl; legg den til.',
    nn: 'Ei oppføring i ein bunt av typen {type} må ha fullUrl; legg han til.',
  },
  'bundle-full-url-relative': {
    nb: 'En fullUrl må være absolutt; oppgi hele URL-en eller en urn:uuid.',
    nn: 'Ein fullUrl må vere absolutt; oppgi heile URL-en eller ein urn:uuid.',
  },
  'bundle-full-url-id': {
    nb: 'fullUrl slutter ikke med ressursens type og id; rett en av dem.',
    nn: 'fullUrl sluttar ikkje med typen og id-en til ressursen; rett ein av dei.',
  },
  'bundle-full-url-duplicate': {
    nb: 'To oppføringer har samme fullUrl og versjon; behold én.',
    nn: 'To oppføringar har same fullUrl og versjon; behald éi.',
  },
  'bundle-id-duplicate': {
    nb: 'To oppføringer har samme ressurs; behold én.',
    nn: 'To oppføringar har same ressurs; behald éi.',
  },
  'bundle-first-entry': {
    nb: 'En bunt av typen {type} må begynne med en {expected}; sett den først.',
    nn: 'Ein bunt av typen {type} må byrje med ein {expected}; set han først.',
  },
  'bundle-entry-resource': {
    nb: 'En oppføring i en bunt av typen {type} må ha en ressurs; legg den til.',
    nn: 'Ei oppføring i ein bunt av typen {type} må ha ein ressurs; legg han til.',
  },
  'bundle-unreachable': {
    nb: 'Oppføringen nås ikke fra den første gjennom referanser; vis til den eller utelat den.',
    nn: 'Oppføringa kan ikkje nåast frå den første gjennom referansar; vis til ho eller utelat ho.',
  },
  'bundle-search-type': {
    nb: 'Self-lenken søker etter {expected}; et treff av en annen type hører ikke hjemme i svaret.',
    nn: 'Self-lenkja søkjer etter {expected}; eit treff av ein annan type høyrer ikkje heime i svaret.',
  },
  'bundle-search-id': {
    nb: 'En ressurs i svaret på et søk har en id; legg den til.',
    nn: 'Ein ressurs i svaret på eit søk har ein id; legg han til.',
  },
  'bundle-search-mode': {
    nb: 'Søkemåten outcome hører til en OperationOutcome, og bare den; rett måten.',
    nn: 'Søkjemåten outcome høyrer til ein OperationOutcome, og berre den; rett måten.',
  },
  'bundle-request': {
    nb: 'Forespørselen i oppføringen passer ikke til ressursen; rett metoden eller url-en.',
    nn: 'Førespurnaden i oppføringa passar ikkje til ressursen; rett metoden eller url-en.',
  },
  'bundle-signature': {
    nb: 'Signaturer blir ikke kontrollert her; kontroller dem der nøklene er.',
    nn: 'Signaturar blir ikkje kontrollerte her; kontroller dei der nøklane er.',
  },
  definition: {
    nb: 'Definisjonen er ikke konsistent ({what}); rett den.',
    nn: 'Definisjonen er ikkje konsistent ({what}); rett han.',
  },
};

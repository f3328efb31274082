// What do we say to people? One text per failure in nb, nn and en: what happened, where, why, what to do.

import type { FailureCode, Language } from './failure.ts';

/** Slots in braces are filled with facts. Never put a slot where patient data could land. */
export const FAILURE_TEXTS: Readonly<Record<FailureCode, Readonly<Record<Language, string>>>> = {
  LENKE_UNREADABLE: {
    nb: 'Innholdet er ikke lesbar JSON: {reason} (linje {line}, kolonne {column}). Rett og send på nytt.',
    nn: 'Innhaldet er ikkje lesbar JSON: {reason} (linje {line}, kolonne {column}). Rett og send på nytt.',
    en: 'The body is not readable JSON: {reason} (line {line}, column {column}). Correct it and send again.',
  },
  LENKE_NOT_UTF8: {
    nb: 'Innholdet er ikke gyldig UTF-8 (byte {offset}). Send UTF-8.',
    nn: 'Innhaldet er ikkje gyldig UTF-8 (byte {offset}). Send UTF-8.',
    en: 'The body is not valid UTF-8 (byte {offset}). Send UTF-8.',
  },
  LENKE_DUPLICATE_KEY: {
    nb: 'Nøkkelen «{key}» står to ganger i samme objekt (linje {line}, kolonne {column}). Behold én.',
    nn: 'Nøkkelen «{key}» står to gonger i same objekt (linje {line}, kolonne {column}). Behald éin.',
    en: 'The key "{key}" stands twice in one object (line {line}, column {column}). Keep one.',
  },
  LENKE_CONTROL_CHARACTER: {
    nb: 'Teksten i {expression} har et ulovlig kontrolltegn. Fjern tegnet.',
    nn: 'Teksten i {expression} har eit ulovleg kontrollteikn. Fjern teiknet.',
    en: 'The text at {expression} holds a control character that is not allowed. Remove it.',
  },
  LENKE_TOO_LARGE: {
    nb: 'Innholdet er større enn grensen på {limit} byte. Del det opp.',
    nn: 'Innhaldet er større enn grensa på {limit} byte. Del det opp.',
    en: 'The body is larger than the limit of {limit} bytes. Split it.',
  },
  LENKE_TOO_DEEP: {
    nb: 'Innholdet er nøstet dypere enn {limit} nivåer (linje {line}, kolonne {column}).',
    nn: 'Innhaldet er nøsta djupare enn {limit} nivå (linje {line}, kolonne {column}).',
    en: 'The body is nested deeper than {limit} levels (line {line}, column {column}).',
  },
  LENKE_TOO_MANY_ENTRIES: {
    nb: 'Bunten har {count} oppføringer; grensen er {limit}. Del den opp.',
    nn: 'Bunten har {count} oppføringar; grensa er {limit}. Del han opp.',
    en: 'The Bundle has {count} entries; the limit is {limit}. Split it.',
  },
  LENKE_MEDIA_TYPE: {
    nb: 'Innholdstypen «{type}» støttes ikke. Send application/fhir+json.',
    nn: 'Innhaldstypen «{type}» er ikkje støtta. Send application/fhir+json.',
    en: 'The content type "{type}" is not supported. Send application/fhir+json.',
  },
  LENKE_NOT_ACCEPTABLE: {
    nb: 'Svar som «{type}» finnes ikke. Be om application/fhir+json.',
    nn: 'Svar som «{type}» finst ikkje. Be om application/fhir+json.',
    en: 'An answer as "{type}" is not offered. Ask for application/fhir+json.',
  },
  LENKE_TYPE_UNKNOWN: {
    nb: '«{type}» er ikke en ressurstype i FHIR R4.',
    nn: '«{type}» er ikkje ein ressurstype i FHIR R4.',
    en: '"{type}" is not a resource type of FHIR R4.',
  },
  LENKE_TYPE_NOT_SERVED: {
    nb: 'Ressurstypen {type} tas ikke imot her. Den som drifter kan åpne for den med LENKE_TYPES.',
    nn: 'Ressurstypen {type} blir ikkje teken imot her. Den som driftar kan opne for han med LENKE_TYPES.',
    en: 'The resource type {type} is not served here. Whoever operates the gateway can open it with LENKE_TYPES.',
  },
  LENKE_TYPE_MISMATCH: {
    nb: 'Adressen sier {expected}, innholdet sier {found}.',
    nn: 'Adressa seier {expected}, innhaldet seier {found}.',
    en: 'The address says {expected}, the body says {found}.',
  },
  LENKE_ID_MISMATCH: {
    nb: 'Id i innholdet er ikke den samme som i adressen. Gjør dem like.',
    nn: 'Id i innhaldet er ikkje den same som i adressa. Gjer dei like.',
    en: 'The id in the body is not the id in the address. Make them equal.',
  },
  LENKE_ID_INVALID: {
    nb: 'En id er 1–64 tegn av A–Z, a–z, 0–9, «-» og «.».',
    nn: 'Ein id er 1–64 teikn av A–Z, a–z, 0–9, «-» og «.».',
    en: 'An id is 1–64 characters of A–Z, a–z, 0–9, "-" and ".".',
  },
  LENKE_NOT_VALID: {
    nb: '{expression}: {reason}',
    nn: '{expression}: {reason}',
    en: '{expression}: {reason}',
  },
  LENKE_REFERENCE_BROKEN: {
    nb: 'Referansen i {expression} peker på noe som ikke finnes her eller i bunten.',
    nn: 'Referansen i {expression} peikar på noko som ikkje finst her eller i bunten.',
    en: 'The reference at {expression} points to nothing here or in the Bundle.',
  },
  LENKE_BUNDLE_TYPE: {
    nb: 'Bundle.type «{type}» tas ikke imot på denne adressen. Ventet: {expected}.',
    nn: 'Bundle.type «{type}» blir ikkje teken imot på denne adressa. Venta: {expected}.',
    en: 'Bundle.type "{type}" is not taken at this address. Expected: {expected}.',
  },
  LENKE_ENTRY_REQUEST: {
    nb: '{expression}: {reason}',
    nn: '{expression}: {reason}',
    en: '{expression}: {reason}',
  },
  LENKE_REAL_PERSON: {
    nb: 'Dette miljøet tar bare imot syntetiske personer. {expression} har et ordinært fødselsnummer. Ingenting er lagret.',
    nn: 'Dette miljøet tek berre imot syntetiske personar. {expression} har eit ordinært fødselsnummer. Ingenting er lagra.',
    en: 'This environment takes synthetic persons only. {expression} holds an ordinary person number. Nothing was stored.',
  },
  LENKE_BODY_TIMEOUT: {
    nb: 'Innholdet kom ikke fram i løpet av {seconds} sekunder. Send på nytt.',
    nn: 'Innhaldet kom ikkje fram i løpet av {seconds} sekund. Send på nytt.',
    en: 'The body did not arrive within {seconds} seconds. Send again.',
  },
  LENKE_NOT_FOUND: {
    nb: '{type} med denne id-en finnes ikke.',
    nn: '{type} med denne id-en finst ikkje.',
    en: 'No {type} has this id.',
  },
  LENKE_DELETED: {
    nb: '{type} med denne id-en er slettet. Historikken finnes under _history.',
    nn: '{type} med denne id-en er sletta. Historikken finst under _history.',
    en: 'The {type} with this id is deleted. Its history is under _history.',
  },
  LENKE_VERSION_CONFLICT: {
    nb: 'If-Match viser til versjon {expected}, gjeldende versjon er {current}. Les på nytt og prøv igjen.',
    nn: 'If-Match viser til versjon {expected}, gjeldande versjon er {current}. Les på nytt og prøv igjen.',
    en: 'If-Match names version {expected}, the current version is {current}. Read again and retry.',
  },
  LENKE_MULTIPLE_MATCHES: {
    nb: 'Betingelsen i {expression} treffer flere enn én ressurs. Gjør den smalere.',
    nn: 'Vilkåret i {expression} treffer fleire enn éin ressurs. Gjer det smalare.',
    en: 'The condition at {expression} matches more than one resource. Narrow it.',
  },
  LENKE_WRITE_CONFLICT: {
    nb: 'Noen andre skrev til samme ressurs samtidig. Les på nytt og prøv igjen.',
    nn: 'Nokon andre skreiv til same ressurs samstundes. Les på nytt og prøv igjen.',
    en: 'Somebody else wrote the same resource at the same time. Read again and retry.',
  },
  LENKE_IF_MATCH: {
    nb: 'If-Match må ha formen W/"3".',
    nn: 'If-Match må ha forma W/"3".',
    en: 'If-Match must have the form W/"3".',
  },
  LENKE_METHOD: {
    nb: '{method} er ikke mulig på denne adressen. Mulig: {allowed}.',
    nn: '{method} er ikkje mogleg på denne adressa. Mogleg: {allowed}.',
    en: '{method} is not possible at this address. Possible: {allowed}.',
  },
  LENKE_PATH_UNKNOWN: {
    nb: 'Adressen finnes ikke. Se /fhir/metadata.',
    nn: 'Adressa finst ikkje. Sjå /fhir/metadata.',
    en: 'There is nothing at this address. See /fhir/metadata.',
  },
  LENKE_SEARCH_PARAMETER: {
    nb: 'Søkeparameteren «{parameter}» støttes ikke for {type}. {hint}',
    nn: 'Søkjeparameteren «{parameter}» er ikkje støtta for {type}. {hint}',
    en: 'The search parameter "{parameter}" is not supported for {type}. {hint}',
  },
  LENKE_SEARCH_DEFINITION: {
    nb: 'Søkeparameteren i {expression} kan ikke brukes: {reason}',
    nn: 'Søkjeparameteren i {expression} kan ikkje brukast: {reason}',
    en: 'The search parameter at {expression} cannot be used: {reason}',
  },
  LENKE_SEARCH_VALUE: {
    nb: 'Verdien til søkeparameteren «{parameter}» kan ikke leses: {reason}',
    nn: 'Verdien til søkjeparameteren «{parameter}» kan ikkje lesast: {reason}',
    en: 'The value of the search parameter "{parameter}" cannot be read: {reason}',
  },
  LENKE_SEARCH_SORT: {
    nb: 'Flere enn {limit} treff må sorteres samlet. Snevre inn søket, eller sorter først på en dato eller en tekst.',
    nn: 'Fleire enn {limit} treff må sorterast samla. Snevre inn søket, eller sorter først på ein dato eller ein tekst.',
    en: 'More than {limit} matches would have to be sorted at once. Narrow the search, or sort first by a date or a string.',
  },
  LENKE_SEARCH_SCAN: {
    nb: 'Ingen indeks svarer på «{parameter}»: alt som har en verdi, blir gått gjennom. Søket går fortere sammen med en kode, referanse eller identifikator.',
    nn: 'Ingen indeks svarer på «{parameter}»: alt som har ein verdi, blir gått gjennom. Søket går fortare saman med ein kode, referanse eller identifikator.',
    en: 'No index answers "{parameter}": all that has a value is gone through. The search is faster together with a code, reference or identifier.',
  },
  LENKE_SEARCH_SLOW: {
    nb: 'Søket tok {ms} ms: ingen indeks har {parameter} sammen. Det hjelper med en slik indeks, et smalere søk (identifikator, referanse) eller færre nøkler i _sort.',
    nn: 'Søket tok {ms} ms: ingen indeks har {parameter} saman. Det hjelper med ein slik indeks, eit smalare søk (identifikator, referanse) eller færre nøklar i _sort.',
    en: 'The search took {ms} ms: no index has {parameter} together. Such an index would help, or a narrower search (identifier, reference), or fewer keys in _sort.',
  },
  LENKE_SEARCH_INCLUDES: {
    nb: 'Flere enn {limit} ressurser skulle vært med. De øvrige er utelatt: be om en mindre side.',
    nn: 'Fleire enn {limit} ressursar skulle ha vore med. Dei andre er utelatne: be om ei mindre side.',
    en: 'More than {limit} resources would come along. The others are left out: ask for a smaller page.',
  },
  LENKE_COMPARTMENT: {
    nb: '{type} hører ikke til {compartment} i et compartment. Se /fhir/metadata.',
    nn: '{type} høyrer ikkje til {compartment} i eit compartment. Sjå /fhir/metadata.',
    en: '{type} is not in the compartment of {compartment}. See /fhir/metadata.',
  },
  LENKE_SEARCH_CURSOR: {
    nb: 'Sidepekeren kan ikke leses. Begynn søket på nytt.',
    nn: 'Sidepeikaren kan ikkje lesast. Byrja søket på nytt.',
    en: 'The page cursor cannot be read. Start the search again.',
  },
  LENKE_PERSON_NUMBER_IN_URL: {
    nb: 'Et personnummer skal ikke stå i en adresse. Bruk POST {type}/_search.',
    nn: 'Eit personnummer skal ikkje stå i ei adresse. Bruk POST {type}/_search.',
    en: 'A person number must not stand in a URL. Use POST {type}/_search.',
  },
  LENKE_PATCH_INVALID: {
    nb: 'Operasjon {number} i endringen kan ikke leses: {reason} Den første er 0.',
    nn: 'Operasjon {number} i endringa kan ikkje lesast: {reason} Den første er 0.',
    en: 'Operation {number} of the patch cannot be read: {reason} The first is 0.',
  },
  LENKE_PATCH_FAILED: {
    nb: 'Operasjon {number} i endringen lar seg ikke gjøre på denne versjonen: {reason} Ingenting er endret; les ressursen og prøv igjen.',
    nn: 'Operasjon {number} i endringa lèt seg ikkje gjere på denne versjonen: {reason} Ingenting er endra; les ressursen og prøv igjen.',
    en: 'Operation {number} of the patch cannot be done on this version: {reason} Nothing was changed; read the resource and try again.',
  },
  LENKE_UPDATE_CREATE: {
    nb: 'Ingen ressurs har denne id-en, og denne porten gir id-er selv. Send den med POST.',
    nn: 'Ingen ressurs har denne id-en, og denne porten gjev id-ar sjølv. Send han med POST.',
    en: 'No resource has this id, and this gateway gives ids itself. Send it by POST.',
  },
  LENKE_ID_TAKEN: {
    nb: 'Ingen ressurs svarer til betingelsen, men en annen har id-en i innholdet. Rett betingelsen eller id-en.',
    nn: 'Ingen ressurs svarar til vilkåret, men ein annan har id-en i innhaldet. Rett vilkåret eller id-en.',
    en: 'No resource answers the condition, but another has the id of the body. Correct the condition or the id.',
  },
  LENKE_ID_REFUSED: {
    nb: 'Denne id-en kan ikke brukes. Bruk en annen, eller la gatewayen gi en (POST).',
    nn: 'Denne id-en kan ikkje brukast. Bruk ein annan, eller lat gatewayen gi ein (POST).',
    en: 'This id cannot be used. Use another, or let the gateway give one (POST).',
  },
  LENKE_UPDATE_NARROWED: {
    nb: 'Du ser bare en del av ressursen, så den kan ikke endres eller slettes: det du ikke ser, ville gått tapt. Be den som skrev den, om endringen.',
    nn: 'Du ser berre ein del av ressursen, så han kan ikkje endrast eller slettast: det du ikkje ser, ville gått tapt. Be den som skreiv han, om endringa.',
    en: 'You see only a part of the resource, so it cannot be changed or deleted: what you do not see would be lost. Ask who wrote it for the change.',
  },
  LENKE_DELETE_MANY: {
    nb: 'Betingelsen treffer flere enn {limit} ressurser. Snevre den inn; ingenting er slettet.',
    nn: 'Vilkåret treffer fleire enn {limit} ressursar. Snevr det inn; ingenting er sletta.',
    en: 'The condition hits more than {limit} resources. Narrow it; nothing was deleted.',
  },
  LENKE_OPERATION_INPUT: {
    nb: 'Parameteren {parameter} kan ikke brukes: {reason}',
    nn: 'Parameteren {parameter} kan ikkje brukast: {reason}',
    en: 'The parameter {parameter} cannot be used: {reason}',
  },
  LENKE_TERMINOLOGY_UNKNOWN: {
    nb: 'Ingen {kind} med denne adressen er lastet her. Se etter skrivefeil, eller spør en terminologitjener.',
    nn: 'Ingen {kind} med denne adressa er lasta her. Sjå etter skrivefeil, eller spør ein terminologitenar.',
    en: 'No {kind} with this url is loaded here. Look for a slip, or ask a terminology server.',
  },
  LENKE_CODE_UNKNOWN: {
    nb: 'Kodeverket har ingen slik kode her.',
    nn: 'Kodeverket har ingen slik kode her.',
    en: 'The code system has no such code here.',
  },
  LENKE_NOT_ENUMERABLE: {
    nb: 'Det kan ikke avgjøres her: en del av kodeverket har ingen liste i denne porten. Spør en terminologitjener.',
    nn: 'Det kan ikkje avgjerast her: ein del av kodeverket har inga liste i denne porten. Spør ein terminologitenar.',
    en: 'It cannot be told here: a part of the codes has no list in this gateway. Ask a terminology server.',
  },
  LENKE_RESPOND_ASYNC: {
    nb: 'Prefer: respond-async tilbys ikke. Send kallet uten; svaret kommer på samme forbindelse.',
    nn: 'Prefer: respond-async er ikkje tilbode. Send kallet utan; svaret kjem på same sambandet.',
    en: 'Prefer: respond-async is not offered. Send the call without it; the answer comes on the same connection.',
  },
  LENKE_CONDITION: {
    nb: 'Betingelsen i {expression} kan ikke brukes: {reason}',
    nn: 'Vilkåret i {expression} kan ikkje brukast: {reason}',
    en: 'The condition at {expression} cannot be used: {reason}',
  },
  LENKE_PLAN_UNSUPPORTED: {
    nb: 'Planen kan ikke brukes: {place} støttes ikke ({reason}). Ta det ut, eller si det på en måte som støttes.',
    nn: 'Planen kan ikkje brukast: {place} er ikkje støtta ({reason}). Ta det ut, eller sei det på ein måte som er støtta.',
    en: 'The plan cannot be used: {place} is not supported ({reason}). Leave it out, or say it in a way that is supported.',
  },
  LENKE_PLAN_EXPRESSION: {
    nb: 'Uttrykket på {place} ga ingen verdi: {reason} Handlingen er ikke tatt med.',
    nn: 'Uttrykket på {place} gav ingen verdi: {reason} Handlinga er ikkje teken med.',
    en: 'The expression at {place} gave no value: {reason} The action is left out.',
  },
  LENKE_PLAN_RELATION: {
    nb: 'Planen henger ikke sammen på {place}: {reason}.',
    nn: 'Planen heng ikkje saman på {place}: {reason}.',
    en: 'The plan does not hold together at {place}: {reason}.',
  },
  LENKE_PLAN_DEFINITION_UNKNOWN: {
    nb: 'Definisjonen som {place} viser til, finnes ikke her. Lagre den først, eller legg den i planen.',
    nn: 'Definisjonen som {place} viser til, finst ikkje her. Lagre han først, eller legg han i planen.',
    en: 'The definition that {place} names is not here. Store it first, or put it into the plan.',
  },
  LENKE_PLAN_CONDITION_EMPTY: {
    nb: 'Betingelsen på {place} kunne ikke avgjøres: det den spør om, er ikke kjent. Handlingen er ikke tatt med.',
    nn: 'Vilkåret på {place} kunne ikkje avgjerast: det det spør om, er ikkje kjent. Handlinga er ikkje teken med.',
    en: 'The condition at {place} could not be decided: what it asks is not known. The action is left out.',
  },
  LENKE_PLAN_INPUT_MISSING: {
    nb: 'Det finnes ingen {type} som {place} krever. Handlingen er ikke tatt med.',
    nn: 'Det finst ingen {type} som {place} krev. Handlinga er ikkje teken med.',
    en: 'There is no {type} as {place} requires. The action is left out.',
  },
  LENKE_PLAN_VALUE: {
    nb: 'Verdien kan ikke settes på {place}: «{element}» finnes ikke der, eller tar ikke slike verdier. Handlingen er ikke tatt med.',
    nn: 'Verdien kan ikkje setjast på {place}: «{element}» finst ikkje der, eller tek ikkje slike verdiar. Handlinga er ikkje teken med.',
    en: 'The value cannot be set at {place}: "{element}" is not there, or takes no such values. The action is left out.',
  },
  LENKE_PLAN_REQUEST: {
    nb: 'Det {place} fører til, er ingen gyldig {type}: {reason} Handlingen er ikke tatt med.',
    nn: 'Det {place} fører til, er ingen gyldig {type}: {reason} Handlinga er ikkje teken med.',
    en: 'What {place} leads to is no valid {type}: {reason} The action is left out.',
  },
  LENKE_OWN_DEFINITION: {
    nb: '{type} av denne gatewayen kan bare leses: den kommer av mappings/pathways. Endre filen, eller lagre din egen under et annet navn.',
    nn: '{type} av denne gatewayen kan berre lesast: han kjem av mappings/pathways. Endre fila, eller lagre din eigen under eit anna namn.',
    en: 'A {type} of this gateway can only be read: it comes from mappings/pathways. Change the file, or store your own under another name.',
  },
  LENKE_CANONICAL_TAKEN: {
    nb: 'Adressen i {type}.url tilhører gatewayens egne definisjoner. Gi din en annen.',
    nn: 'Adressa i {type}.url høyrer til gatewayen sine eigne definisjonar. Gi din ei anna.',
    en: 'The address in {type}.url belongs to the definitions of the gateway. Give yours another.',
  },
  LENKE_MESSAGE_HEADER: {
    nb: 'Meldingen mangler {missing}. Første oppføring må være en MessageHeader, og bunten må ha en id.',
    nn: 'Meldinga manglar {missing}. Første oppføring må vere ein MessageHeader, og bunten må ha ein id.',
    en: 'The message lacks {missing}. Its first entry must be a MessageHeader, and the Bundle must have an id.',
  },
  LENKE_MESSAGE_REUSED: {
    nb: 'Denne bunten er mottatt før med en annen MessageHeader.id. Et nytt innhold skal ha ny Bundle.id.',
    nn: 'Denne bunten er motteken før med ein annan MessageHeader.id. Eit nytt innhald skal ha ny Bundle.id.',
    en: 'This Bundle was received before under another MessageHeader.id. New content needs a new Bundle.id.',
  },
  LENKE_MESSAGE_EVENT: {
    nb: 'MessageHeader.event «{event}» er ikke kjent. Kjente: {known}.',
    nn: 'MessageHeader.event «{event}» er ikkje kjend. Kjende: {known}.',
    en: 'MessageHeader.event "{event}" is not known. Known: {known}.',
  },
  LENKE_RECEIPT_UNKNOWN: {
    nb: 'Kvitteringen svarer på en melding vi ikke har sendt til denne avsenderen. Kontroller MessageHeader.response.identifier.',
    nn: 'Kvitteringa svarar på ei melding vi ikkje har sendt til denne avsendaren. Kontroller MessageHeader.response.identifier.',
    en: 'The receipt answers a message that was not sent to this caller. Check MessageHeader.response.identifier.',
  },
  LENKE_NO_CASE: {
    nb: 'Mottatt. Hendelsen gjelder ingen kjent sak; ingenting om personen er lagret, bare talt.',
    nn: 'Motteke. Hendinga gjeld inga kjend sak; ingenting om personen er lagra, berre talt.',
    en: 'Received. The event belongs to no known case; nothing about the person was kept, only a count.',
  },
  LENKE_NO_EVENT: {
    nb: 'Lagret. Ingenting i innholdet betyr en hendelse i forløpet: {reason}',
    nn: 'Lagra. Ingenting i innhaldet tyder ei hending i forløpet: {reason}',
    en: 'Stored. Nothing in the content means an event of the pathway: {reason}',
  },
  LENKE_NO_CALLER: {
    nb: 'Avsenderen er ikke kjent. Send Authorization: Bearer med et token fra innstillingene.',
    nn: 'Avsendaren er ikkje kjend. Send Authorization: Bearer med eit token frå innstillingane.',
    en: 'The caller is not known. Send Authorization: Bearer with a token from the settings.',
  },
  LENKE_CALLER_SCOPE: {
    nb: 'Avsenderen har ikke tilgang til {scope}. Den som drifter kan gi den.',
    nn: 'Avsendaren har ikkje tilgang til {scope}. Den som driftar kan gi han.',
    en: 'The caller may not use {scope}. Whoever operates the gateway can grant it.',
  },
  LENKE_PLAN_FAILED: {
    nb: 'Hendelsen kunne ikke planlegges (steg {step}). Den er tatt vare på og prøves igjen; se loggen.',
    nn: 'Hendinga kunne ikkje planleggjast (steg {step}). Ho er teken vare på og blir prøvd igjen; sjå loggen.',
    en: 'The event could not be planned (step {step}). It is kept and tried again; see the log.',
  },
  LENKE_DRAFT_INVALID: {
    nb: 'Utkastet {action} til {type} er ikke gyldig: {reason} Ingenting ble sendt. Rett malen i {file}.',
    nn: 'Utkastet {action} til {type} er ikkje gyldig: {reason} Ingenting vart sendt. Rett malen i {file}.',
    en: 'The draft {type} of {action} is not valid: {reason} Nothing was sent. Mend the template in {file}.',
  },
  LENKE_NO_RECIPIENT: {
    nb: 'Handlingen {action} har ingen mottaker for rollen {role} i kommune {municipality}. Legg en til i mappings/network.',
    nn: 'Handlinga {action} har ingen mottakar for rolla {role} i kommune {municipality}. Legg ein til i mappings/network.',
    en: 'The action {action} has no recipient for the role {role} in municipality {municipality}. Add one in mappings/network.',
  },
  LENKE_NO_ENDPOINT: {
    nb: 'Mottakeren {recipient} har ingen adresse å sende til. Legg til et Endpoint i mappings/network.',
    nn: 'Mottakaren {recipient} har inga adresse å sende til. Legg til eit Endpoint i mappings/network.',
    en: 'The recipient {recipient} has no address to send to. Add an Endpoint in mappings/network.',
  },
  LENKE_DATING_MISSING: {
    nb: 'Svangerskapet mangler termin. Fristene er regnet fra fødselen minus {days} dager; registrer termin.',
    nn: 'Svangerskapet manglar termin. Fristane er rekna frå fødselen minus {days} dagar; registrer termin.',
    en: 'The pregnancy has no dating. Deadlines were counted from the birth minus {days} days; record the due date.',
  },
  LENKE_REFERRAL_WITHHELD: {
    nb: 'Henvisningen ({action}) er holdt tilbake: {rule} {basis}. Avdelingen må ta stilling.',
    nn: 'Tilvisinga ({action}) er halden tilbake: {rule} {basis}. Avdelinga må ta stilling.',
    en: 'The referral ({action}) is withheld: {rule} {basis}. The ward must decide what to do.',
  },
  LENKE_SIGNATURE_NEEDED: {
    nb: '{action} til {recipient} kan gå etter {rule}, men bare når en person underskriver sendingen. Ingenting er sendt.',
    nn: '{action} til {recipient} kan gå etter {rule}, men berre når ein person underskriv sendinga. Ingenting er sendt.',
    en: '{action} to {recipient} may go by {rule}, but only when a person signs the sending. Nothing was sent.',
  },
  LENKE_NOT_SIGNED: {
    nb: '{action} bærer bare det den personen har signert, som selv har vurdert plikten og skrevet begrunnelsen. Det mangler. Ingenting er sendt.',
    nn: '{action} ber berre det den personen har signert, som sjølv har vurdert plikta og skrive grunngjevinga. Det manglar. Ingenting er sendt.',
    en: '{action} carries only what is signed by the person who assessed the duty and wrote the reasons. That is missing. Nothing was sent.',
  },
  LENKE_DUTY_WITHHELD: {
    nb: '{action} er signert, men {rule} ({basis}) åpner ikke for det den inneholder. Plikten er fortsatt underskriverens.',
    nn: '{action} er signert, men {rule} ({basis}) opnar ikkje for det ho inneheld. Plikta er framleis underskrivaren si.',
    en: '{action} is signed, but {rule} ({basis}) does not open for what it holds. The duty is still the signer’s.',
  },
  LENKE_PLAN_KIND: {
    nb: 'En plan sier ikke hva slags plan den er (tk-plan). Den kan være en fødeplan, så {action} deler den med ingen.',
    nn: 'Ein plan seier ikkje kva slags plan han er (tk-plan). Han kan vere ein fødeplan, så {action} deler han med ingen.',
    en: 'A plan does not say what kind it is (tk-plan). It could be a birth plan, so {action} shares it with nobody.',
  },
  LENKE_NARROWED_INVALID: {
    nb: 'Etter at det mottakeren {recipient} ikke kan få var tatt ut av {type}, var resten ikke gyldig. Ingenting er sendt.',
    nn: 'Etter at det mottakaren {recipient} ikkje kan få var teke ut av {type}, var resten ikkje gyldig. Ingenting er sendt.',
    en: 'After what the recipient {recipient} may not have was taken out of {type}, the rest was not valid. Nothing was sent.',
  },
  LENKE_TIMER_BREACHED: {
    nb: 'Fristen {timer} for {action} er ute.',
    nn: 'Fristen {timer} for {action} er ute.',
    en: 'The deadline {timer} of {action} has passed.',
  },
  LENKE_TRANSITION: {
    nb: 'Hendelsen {event} passer ikke i tilstanden {state}. Se på forløpet: mangler noe som skulle vært meldt før?',
    nn: 'Hendinga {event} passar ikkje i tilstanden {state}. Sjå på forløpet: manglar noko som skulle vore meldt før?',
    en: 'The event {event} does not fit the state {state}. Look at the case: is something missing that should have come before?',
  },
  LENKE_SCORE_INCOMPLETE: {
    nb: 'Skjemaet {form} ({instrument}) er ikke fullstendig og har ingen skår. Mangler: {items}. Fyll ut resten, eller si at det ikke ble spurt eller at hun takket nei.',
    nn: 'Skjemaet {form} ({instrument}) er ikkje fullstendig og har ingen skår. Manglar: {items}. Fyll ut resten, eller sei at det ikkje vart spurt eller at ho takka nei.',
    en: 'The form {form} ({instrument}) is not complete and has no score. Missing: {items}. Fill in the rest, or say that it was not asked or that she declined.',
  },
  LENKE_SCORE_CONTRADICTS: {
    nb: 'En sum i {form} ({instrument}) er ikke det leddene gir. Begge er beholdt, og leddene avgjør; se på skjemaet.',
    nn: 'Ein sum i {form} ({instrument}) er ikkje det ledda gir. Begge er tekne vare på, og ledda avgjer; sjå på skjemaet.',
    en: 'A total in {form} ({instrument}) is not what the items give. Both are kept, and the items decide; look at the form.',
  },
  LENKE_SCORE_DRAFT: {
    nb: 'Skåren av {form} ({instrument}) er ikke gyldig etter våre profiler og er ikke lagret. Rett mappings/instruments.',
    nn: 'Skåren av {form} ({instrument}) er ikkje gyldig etter profilane våre og er ikkje lagra. Rett mappings/instruments.',
    en: 'The score of {form} ({instrument}) is not valid by our profiles and was not kept. Correct mappings/instruments.',
  },
  LENKE_UNCLASSIFIED: {
    nb: '{type} i {action} har ingen dataklasse i mappings/law/classes.yaml og sendes derfor ikke.',
    nn: '{type} i {action} har ingen dataklasse i mappings/law/classes.yaml og blir difor ikkje sendt.',
    en: '{type} in {action} has no data class in mappings/law/classes.yaml and is therefore not sent.',
  },
  LENKE_GATE_SHUT: {
    nb: 'Et samtykke eller et annet grunnlag endret seg rett før sendingen. Ingenting er sendt.',
    nn: 'Eit samtykke eller eit anna grunnlag endra seg rett før sendinga. Ingenting er sendt.',
    en: 'A consent or another ground changed just before it left. Nothing was sent.',
  },
  LENKE_RECIPIENT_UNREACHABLE: {
    nb: '{recipient} svarte ikke (ingen forbindelse). Prøves igjen.',
    nn: '{recipient} svara ikkje (inga samband). Blir prøvd igjen.',
    en: '{recipient} did not answer (no connection). It is tried again.',
  },
  LENKE_RECIPIENT_TIMEOUT: {
    nb: '{recipient} svarte ikke innen {ms} ms. Prøves igjen med de samme bytene.',
    nn: '{recipient} svara ikkje innan {ms} ms. Blir prøvd igjen med dei same bytane.',
    en: '{recipient} did not answer within {ms} ms. It is tried again with the same bytes.',
  },
  LENKE_RECIPIENT_BUSY: {
    nb: '{recipient} ba om å få vente (HTTP {status}). Prøves igjen når den sier.',
    nn: '{recipient} bad om å få vente (HTTP {status}). Blir prøvd igjen når han seier.',
    en: '{recipient} asked to wait (HTTP {status}). It is tried again when it says.',
  },
  LENKE_RECIPIENT_ERROR: {
    nb: '{recipient} svarte med feil (HTTP {status}). Prøves igjen.',
    nn: '{recipient} svara med feil (HTTP {status}). Blir prøvd igjen.',
    en: '{recipient} answered with an error (HTTP {status}). It is tried again.',
  },
  LENKE_RECIPIENT_ANSWER: {
    nb: 'Svaret fra {recipient} kan ikke leses som FHIR ({type}). Prøves igjen; mottakeren deduplikerer.',
    nn: 'Svaret frå {recipient} kan ikkje lesast som FHIR ({type}). Blir prøvd igjen; mottakaren dedupliserer.',
    en: 'The answer of {recipient} cannot be read as FHIR ({type}). It is tried again; the receiver deduplicates.',
  },
  LENKE_RECIPIENT_REFUSED: {
    nb: '{recipient} avviste leveransen (HTTP {status}). Se mottakerens svar, rett og send på nytt.',
    nn: '{recipient} avviste leveransen (HTTP {status}). Sjå svaret frå mottakaren, rett og send på nytt.',
    en: '{recipient} refused the delivery (HTTP {status}). See its answer, correct and resend.',
  },
  LENKE_RECIPIENT_LOGIN: {
    nb: '{recipient} godtok ikke innloggingen (HTTP {status}). Kontroller hemmeligheten {credential}.',
    nn: '{recipient} godtok ikkje innlogginga (HTTP {status}). Kontroller løyndomen {credential}.',
    en: '{recipient} did not accept the login (HTTP {status}). Check the secret {credential}.',
  },
  LENKE_NOT_DELIVERED: {
    nb: 'Ikke levert til {recipient} innen {hours} timer. Avsenderen er varslet; lever på annen måte eller send på nytt.',
    nn: 'Ikkje levert til {recipient} innan {hours} timar. Avsendaren er varsla; lever på annan måte eller send på nytt.',
    en: 'Not delivered to {recipient} within {hours} hours. The sender was told; deliver another way or resend.',
  },
  LENKE_RECEIPT_OVERDUE: {
    nb: 'Kvittering fra {recipient} er uteblitt. Ta kontakt med mottakeren.',
    nn: 'Kvittering frå {recipient} er utebliven. Ta kontakt med mottakaren.',
    en: 'The receipt of {recipient} has not come. Contact the receiver.',
  },
  LENKE_SETTINGS: {
    nb: '{count} innstillinger må rettes: {problems} Ingenting ble startet. Se `lenke config`.',
    nn: '{count} innstillingar må rettast: {problems} Ingenting vart starta. Sjå `lenke config`.',
    en: '{count} settings need attention: {problems} Nothing was started. See `lenke config`.',
  },
  LENKE_DATA_FILE: {
    nb: '{file}:{line}:{column} {reason} Ingenting ble lastet.',
    nn: '{file}:{line}:{column} {reason} Ingenting vart lasta.',
    en: '{file}:{line}:{column} {reason} Nothing was loaded.',
  },
  LENKE_LAYER_UNSTAFFED: {
    nb: 'Laget {layer} kan ikke tas i bruk: {action} er lovpålagt, og ingen aktiv HealthcareService har rollen {role}. Legg den inn i mappings/network.',
    nn: 'Laget {layer} kan ikkje takast i bruk: {action} er lovpålagd, og ingen aktiv HealthcareService har rolla {role}. Legg henne inn i mappings/network.',
    en: 'The layer {layer} cannot be used: {action} is statutory, and no active HealthcareService plays {role}. Add it to mappings/network.',
  },
  LENKE_STORE_DOWN: {
    nb: 'Databasen svarer ikke. Ingenting er mottatt; send på nytt.',
    nn: 'Databasen svarar ikkje. Ingenting er motteke; send på nytt.',
    en: 'The database does not answer. Nothing was accepted; send again.',
  },
  LENKE_STORE_BUSY: {
    nb: 'Databasen er opptatt. Ingenting er mottatt; send på nytt om {seconds} s.',
    nn: 'Databasen er oppteken. Ingenting er motteke; send på nytt om {seconds} s.',
    en: 'The database is busy. Nothing was accepted; send again in {seconds} s.',
  },
  LENKE_QUEUE_DOWN: {
    nb: 'Køen svarer ikke. Det som er mottatt ligger trygt i databasen og sendes når køen er tilbake.',
    nn: 'Køen svarar ikkje. Det som er motteke ligg trygt i databasen og blir sendt når køen er tilbake.',
    en: 'The queue does not answer. What was accepted is safe in the database and is sent when the queue is back.',
  },
  LENKE_DATA_DIR_IN_USE: {
    nb: 'En annen gateway (prosess {pid}) bruker allerede {directory} i rollen api. Stopp den, eller velg en annen LENKE_DATA.',
    nn: 'Ein annan gateway (prosess {pid}) bruker allereie {directory} i rolla api. Stopp han, eller vel ein annan LENKE_DATA.',
    en: 'Another gateway (process {pid}) already uses {directory} in the role api. Stop it, or choose another LENKE_DATA.',
  },
  LENKE_POSTGRES_START: {
    nb: 'Den innebygde PostgreSQL-serveren startet ikke: {reason} Se {log}, eller sett DATABASE_URL.',
    nn: 'Den innebygde PostgreSQL-tenaren starta ikkje: {reason} Sjå {log}, eller set DATABASE_URL.',
    en: 'The embedded PostgreSQL did not start: {reason} See {log}, or set DATABASE_URL.',
  },
  LENKE_MIGRATION: {
    nb: 'Databasen er på versjon {found}, programmet kjenner {known}. {hint}',
    nn: 'Databasen er på versjon {found}, programmet kjenner {known}. {hint}',
    en: 'The database is at version {found}, the program knows {known}. {hint}',
  },
  LENKE_VALIDATOR_DOWN: {
    nb: 'Tråden som kontrollerte innholdet, stoppet ({reason}); ingenting er lagret. Send på nytt, og del innholdet opp hvis det skjer igjen.',
    nn: 'Tråden som kontrollerte innhaldet, stoppa ({reason}); ingenting er lagra. Send på nytt, og del innhaldet opp om det skjer igjen.',
    en: 'The thread that validated the body stopped ({reason}); nothing was stored. Send again, and split the body if it happens again.',
  },
  LENKE_STOPPING: {
    nb: 'Gatewayen stopper. Send på nytt om litt.',
    nn: 'Gatewayen stoppar. Send på nytt om litt.',
    en: 'The gateway is stopping. Send again shortly.',
  },
  LENKE_INTERNAL: {
    nb: 'Noe gikk galt hos oss (korrelasjon {correlation}). Ingenting ble mottatt; feilen er logget.',
    nn: 'Noko gjekk gale hos oss (korrelasjon {correlation}). Ingenting vart motteke; feilen er logga.',
    en: 'Something went wrong on our side (correlation {correlation}). Nothing was accepted; the fault is logged.',
  },
  LENKE_NO_GATEWAY: {
    nb: 'Ingen gateway svarer på {url}. Start en med `npx lenke serve`, eller sett LENKE_URL.',
    nn: 'Ingen gateway svarar på {url}. Start ein med `npx lenke serve`, eller set LENKE_URL.',
    en: 'No gateway answers at {url}. Start one with `npx lenke serve`, or set LENKE_URL.',
  },
  LENKE_CLIENT: {
    nb: 'Gatewayen svarte {status}: {reason}',
    nn: 'Gatewayen svara {status}: {reason}',
    en: 'The gateway answered {status}: {reason}',
  },
  LENKE_SANDBOX: {
    nb: 'Sandkassen startet ikke på port {port}. Er porten i bruk? Sett LENKE_SANDBOX_URL.',
    nn: 'Sandkassa starta ikkje på port {port}. Er porten i bruk? Set LENKE_SANDBOX_URL.',
    en: 'The sandbox did not start on port {port}. Is the port in use? Set LENKE_SANDBOX_URL.',
  },
  LENKE_PLACE_UNKNOWN: {
    nb: '«{place}» er ingen kommune i listen denne versjonen har. Skriv kommunenummeret eller navnet.',
    nn: '«{place}» er ingen kommune i lista denne versjonen har. Skriv kommunenummeret eller namnet.',
    en: '"{place}" is no municipality of the list this version has. Give its number or its name.',
  },
  LENKE_FILE: {
    nb: 'Filen {file} kan ikke leses: {reason}',
    nn: 'Fila {file} kan ikkje lesast: {reason}',
    en: 'The file {file} cannot be read: {reason}',
  },
  LENKE_OPS_NOT_FOUND: {
    nb: '{kind} med denne id-en finnes ikke.',
    nn: '{kind} med denne id-en finst ikkje.',
    en: 'No {kind} has this id.',
  },
  LENKE_OPS_INPUT: {
    nb: '{expression}: {reason}',
    nn: '{expression}: {reason}',
    en: '{expression}: {reason}',
  },
  LENKE_IDEMPOTENCY_KEY: {
    nb: 'Idempotency-Key kan ikke brukes: {reason} Velg en ny nøkkel.',
    nn: 'Idempotency-Key kan ikkje brukast: {reason} Vel ein ny nøkkel.',
    en: 'The Idempotency-Key cannot be used: {reason} Choose a new key.',
  },
  LENKE_INDICATOR_PERIOD: {
    nb: '«{period}» er ingen avsluttet periode som det rapporteres for ({granularity}). Perioder overlapper ikke, og en som løper vises ikke.',
    nn: '«{period}» er ingen avslutta periode som det blir rapportert for ({granularity}). Periodar overlappar ikkje, og ein som går blir ikkje vist.',
    en: '"{period}" is no ended period that is reported on ({granularity}). Periods do not overlap, and one that runs is not shown.',
  },
  LENKE_RESEND_REASON: {
    nb: 'Et nytt forsøk for hånd krever en grunn. Legg ved reason.',
    nn: 'Eit nytt forsøk for hand krev ein grunn. Legg ved reason.',
    en: 'A resend by hand needs a reason. Give reason.',
  },
  LENKE_ILLEGAL_MOVE: {
    nb: 'Leveransen kan ikke gå fra {from} til {to}.',
    nn: 'Leveransen kan ikkje gå frå {from} til {to}.',
    en: 'The delivery cannot go from {from} to {to}.',
  },
};

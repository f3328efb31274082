// What do we say about what is asked over /fhir? One text per failure in nb, nn and en; see ../failure-texts.ts.

import type { FailureTexts } from '../failure-table.ts';

export const REST_TEXTS = {
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
    nb: 'Innholdstypen eller pakkingen «{type}» støttes ikke her. Send {accept}.',
    nn: 'Innhaldstypen eller pakkinga «{type}» er ikkje støtta her. Send {accept}.',
    en: 'The content type or encoding "{type}" is not supported here. Send {accept}.',
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
    nb: 'Adressen finnes ikke. /fhir/metadata sier hva /fhir har, docs/openapi.json hva /ops/v1 har.',
    nn: 'Adressa finst ikkje. /fhir/metadata seier kva /fhir har, docs/openapi.json kva /ops/v1 har.',
    en: 'There is nothing at this address. /fhir/metadata says what /fhir has, docs/openapi.json what /ops/v1 has.',
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
} satisfies FailureTexts;

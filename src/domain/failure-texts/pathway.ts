// What do we say about plans, messages, planning and sending? One text per failure in nb, nn and en; see ../failure-texts.ts.

import type { FailureTexts } from '../failure-table.ts';

export const PATHWAY_TEXTS = {
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
} satisfies FailureTexts;

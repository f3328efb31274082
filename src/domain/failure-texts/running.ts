// What do we say to who runs, commands or operates a gateway? One text per failure in nb, nn and en; see ../failure-texts.ts.

import type { FailureTexts } from '../failure-table.ts';

export const RUNNING_TEXTS = {
  LENKE_SETTINGS: {
    nb: 'Innstillinger å rette ({count}): {problems} Ingenting ble startet. Alle står i docs/configuration.md.',
    nn: 'Innstillingar å rette ({count}): {problems} Ingenting vart starta. Alle står i docs/configuration.md.',
    en: 'Settings to mend ({count}): {problems} Nothing was started. All are in docs/configuration.md.',
  },
  LENKE_DATA_FILE: {
    nb: '{file}:{line}:{column} {reason} Ingenting ble lastet.',
    nn: '{file}:{line}:{column} {reason} Ingenting vart lasta.',
    en: '{file}:{line}:{column} {reason} Nothing was loaded.',
  },
  LENKE_MAPPINGS_MISSING: {
    nb: 'Mappen {directory} er ingen mappings: {missing} er ikke der eller kan ikke leses. Sett LENKE_MAPPINGS til en kopi av mappings. Ingenting ble startet.',
    nn: 'Mappa {directory} er ingen mappings: {missing} er ikkje der eller kan ikkje lesast. Set LENKE_MAPPINGS til ein kopi av mappings. Ingenting vart starta.',
    en: 'The folder {directory} is no mappings: {missing} is not there or cannot be read. Set LENKE_MAPPINGS to a copy of mappings. Nothing was started.',
  },
  LENKE_LAYER_UNKNOWN: {
    nb: 'Det finnes ikke noe lag «{layer}» i {directory}. De som finnes: {known}. Sett LENKE_LAYER. Ingenting ble startet.',
    nn: 'Det finst ikkje noko lag «{layer}» i {directory}. Dei som finst: {known}. Set LENKE_LAYER. Ingenting vart starta.',
    en: 'There is no layer "{layer}" in {directory}. There are: {known}. Set LENKE_LAYER. Nothing was started.',
  },
  LENKE_LAYER_UNSTAFFED: {
    nb: 'Laget {layer} kan ikke tas i bruk: {action} er lovpålagt, og ingen aktiv HealthcareService har rollen {role}. Legg den inn i mappings/network.',
    nn: 'Laget {layer} kan ikkje takast i bruk: {action} er lovpålagd, og ingen aktiv HealthcareService har rolla {role}. Legg henne inn i mappings/network.',
    en: 'The layer {layer} cannot be used: {action} is statutory, and no active HealthcareService plays {role}. Add it to mappings/network.',
  },
  LENKE_PORT_TAKEN: {
    nb: 'Et annet program bruker allerede port {port} på {host}. Stopp det, eller velg en annen LENKE_PORT. Ingenting ble startet.',
    nn: 'Eit anna program bruker allereie port {port} på {host}. Stopp det, eller vel ein annan LENKE_PORT. Ingenting vart starta.',
    en: 'Another program already uses port {port} of {host}. Stop it, or choose another LENKE_PORT. Nothing was started.',
  },
  LENKE_LISTEN: {
    nb: 'Det går ikke å lytte på {host} port {port} ({reason}). Velg en LENKE_HOST denne maskinen har og en LENKE_PORT brukeren har lov til. Ingenting ble startet.',
    nn: 'Det går ikkje å lytte på {host} port {port} ({reason}). Vel ein LENKE_HOST denne maskina har og ein LENKE_PORT brukaren har lov til. Ingenting vart starta.',
    en: 'Nothing can listen at {host} port {port} ({reason}). Choose a LENKE_HOST this machine has and a LENKE_PORT its user may take. Nothing was started.',
  },
  LENKE_STORE_UNREACHED: {
    nb: 'Databasen på {server} slapp oss ikke inn ({reason}). Den som drifter, retter DATABASE_URL eller får databasen opp. Ingenting ble startet.',
    nn: 'Databasen på {server} sleppte oss ikkje inn ({reason}). Den som driftar, rettar DATABASE_URL eller får databasen opp. Ingenting vart starta.',
    en: 'The database at {server} did not let us in ({reason}). Who operates it mends DATABASE_URL or brings the database up. Nothing was started.',
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
  LENKE_DATA_DIR: {
    nb: 'Datamappen {directory} kan ikke brukes ({reason}). Gi brukeren som kjører dette plass og skriverett der, eller velg en annen LENKE_DATA.',
    nn: 'Datamappa {directory} kan ikkje brukast ({reason}). Gi brukaren som køyrer dette plass og skriverett der, eller vel ein annan LENKE_DATA.',
    en: 'The data directory {directory} cannot be used ({reason}). Give the user who runs this room and the right to write there, or choose another LENKE_DATA.',
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
  LENKE_CLIENT_TOKEN: {
    nb: 'Gatewayen på {url} tar ikke imot tokenet ({status}). Sett LENKE_TOKEN til et som står i dens LENKE_CALLERS, med scope ops for journalen og fhir for å sende.',
    nn: 'Gatewayen på {url} tek ikkje imot tokenet ({status}). Set LENKE_TOKEN til eit som står i LENKE_CALLERS der, med scope ops for journalen og fhir for å sende.',
    en: 'The gateway at {url} does not take the token ({status}). Set LENKE_TOKEN to one of its LENKE_CALLERS, with the scope ops for the journal and fhir to send.',
  },
  LENKE_CLIENT_ANSWER: {
    nb: 'Det som svarer på {url}, er ingen gateway: svaret ({status}) er ikke JSON. Kontroller LENKE_URL og det som står foran.',
    nn: 'Det som svarar på {url}, er ingen gateway: svaret ({status}) er ikkje JSON. Kontroller LENKE_URL og det som står framfor.',
    en: 'What answers at {url} is no gateway: the answer ({status}) is not JSON. Check LENKE_URL and what stands in front.',
  },
  LENKE_COMMAND: {
    nb: 'Kommandoen stoppet på en feil i programmet ({reason}). LENKE_LOG=debug viser hvor; meld den til dem som vedlikeholder Lenke.',
    nn: 'Kommandoen stoppa på ein feil i programmet ({reason}). LENKE_LOG=debug viser kvar; meld han til dei som held Lenke ved like.',
    en: 'The command stopped on a fault of the program ({reason}). LENKE_LOG=debug shows where; report it to those who maintain Lenke.',
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
  LENKE_EXPLAIN_WHAT: {
    nb: '«{what}» er verken en hendelse (evt-…), en sak (EpisodeOfCare/…) eller en fil som finnes.',
    nn: '«{what}» er korkje ei hending (evt-…), ei sak (EpisodeOfCare/…) eller ei fil som finst.',
    en: '"{what}" is no event (evt-…), no case (EpisodeOfCare/…) and no file that is there.',
  },
  LENKE_NEED_UNKNOWN: {
    nb: '«{code}» er ingen kode i {system}. De som finnes: {known}.',
    nn: '«{code}» er ingen kode i {system}. Dei som finst: {known}.',
    en: '"{code}" is no code of {system}. There are: {known}.',
  },
  LENKE_BATCH_LINE: {
    nb: 'Linje {line} er ingen sak å kontrollere. En linje er JSON med id og enten resource eller text. Linjene før er besvart.',
    nn: 'Linje {line} er inga sak å kontrollere. Ei linje er JSON med id og anten resource eller text. Linjene før er svara på.',
    en: 'Line {line} is no case to validate. A line is JSON with id and either resource or text. The lines before it are answered.',
  },
  LENKE_FILE: {
    nb: 'Filen {file} kan ikke leses ({reason}). Kontroller navnet, rettighetene og innholdet.',
    nn: 'Fila {file} kan ikkje lesast ({reason}). Kontroller namnet, rettane og innhaldet.',
    en: 'The file {file} cannot be read ({reason}). Check its name, its permissions and what it holds.',
  },
  LENKE_OPS_NOT_FOUND: {
    nb: 'Ingenting av slaget «{kind}» har denne id-en.',
    nn: 'Ingenting av slaget «{kind}» har denne id-en.',
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
} satisfies FailureTexts;

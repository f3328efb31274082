// What do we say to who runs, commands or operates a gateway? One text per failure in nb, nn and en; see ../failure-texts.ts.

import type { FailureTexts } from '../failure.ts';

export const RUNNING_TEXTS = {
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
} satisfies FailureTexts;

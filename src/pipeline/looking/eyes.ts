// Through what does a caller look at the records? One door for everything that is answered under /fhir.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../../domain/caller.ts';
import type { Labels } from '../../store/records/requests.ts';
import type { Sight } from '../../store/records/sight/eyes.ts';
import type { SeenRecords } from '../../store/records/types.ts';
import { createSight, type SightParts } from './sight.ts';

/** What one caller may look at and how, for one interaction. */
export interface Eyes {
  /** The records as the caller may see them: what it may not know of is not there. */
  readonly records: SeenRecords;
  /** For what the pipeline looks up while it writes for this caller. */
  readonly sight: Sight | undefined;
  /** Labels in use; of types with personal data only for who may see everything, for one label may name one person. */
  labels(types: readonly string[]): Promise<Labels>;
}

/** Opens the eyes of a caller; new ones for every interaction (see `createSight`). */
export type OpenEyes = (caller: Caller, interaction: string) => Eyes;

/** Builds the door. */
export function createOpenEyes(parts: SightParts): OpenEyes {
  const { store, classify } = parts.ports;
  return (caller, interaction) => {
    const sight = createSight(caller, interaction, parts);
    return {
      sight,
      records: sight ? evenly(store.records.seenBy(sight)) : store.records.seenBy(sight),
      labels: (types) =>
        store.records.labels(sight ? types.filter((type) => classify.aboutNobody.has(type)) : types),
    };
  };
}

/**
 * Longer than looking into a case takes (a few ms, some 15 when it was not read before), in ms. What is hidden and what never
 * was are told apart by nobody who asks a thousand times and takes the mean; and who guesses ids guesses forty a second.
 */
const NOTHING_MS = 25;

/** Finding nothing takes as long whether something is hidden or not. */
function evenly(records: SeenRecords): SeenRecords {
  const even = async <T>(look: Promise<T | undefined>): Promise<T | undefined> => {
    const began = performance.now();
    const found = await look;
    if (found === undefined) await sleep(Math.max(0, NOTHING_MS - (performance.now() - began)));
    return found;
  };
  return {
    ...records,
    read: (type, id, tx) => even(records.read(type, id, tx)),
    vread: (type, id, version, tx) => even(records.vread(type, id, version, tx)),
  };
}

// What do the pathways say, as those who wrote them wrote it? The layers of mappings, with their facts, events and law, read for people.

import { join } from 'node:path';
import type { LawRule, Point } from '../src/disclosure/law-file.ts';
import { LAW_SCHEMA } from '../src/disclosure/law-schema.ts';
import { readDataFile } from '../src/fhir/yaml-file.ts';
import { EVENTS_SCHEMA } from '../src/pathway/events.ts';
import { FACTS_SCHEMA, PATHWAY_SCHEMA } from '../src/pathway/layers/schema.ts';
import { filesIn, PROFILES } from './sources.ts';

const MAPPINGS = join(PROFILES, '..', 'mappings');

/** What an action drafts: the template as it stands in the file. */
export interface Draft {
  readonly as: string;
  readonly when?: string;
  readonly resource: Readonly<Record<string, unknown>>;
}

/** A role, or one that counts only under a condition. */
export type Named = string | { readonly role: string; readonly if?: string };

/** A delivery an action asks for. */
export interface Sending {
  readonly to: readonly Named[];
  readonly evaluate?: readonly Named[];
  readonly essential: readonly string[];
  readonly with?: readonly string[];
  readonly basis: string;
  readonly delay?: string;
  readonly onWithheld?: { readonly finding: string; readonly event: string };
  readonly neverRoles?: readonly string[];
}

/** An action, or what a later layer changes of one. */
export interface Action {
  readonly id: string;
  readonly req?: readonly string[];
  readonly ev?: readonly string[];
  readonly if?: string;
  readonly start?: string;
  readonly due?: string;
  readonly escalate?: string;
  readonly owner?: string;
  readonly svc?: string;
  readonly kind?: string;
  readonly mode?: 'AUTO' | 'PROP' | 'HUMAN';
  readonly statutory?: boolean;
  readonly each?: readonly string[];
  readonly produces?: readonly Draft[];
  readonly updates?: readonly { readonly select: string; readonly set: object }[];
  readonly sends?: readonly Sending[];
  readonly effects?: readonly string[];
  readonly reason?: string;
  readonly approver?: string;
}

/** A deadline. */
export interface Timer {
  readonly id: string;
  readonly req?: string;
  /** Absent where a later layer changes some fields of a timer below. */
  readonly for?: string;
  readonly on?: readonly string[];
  readonly start?: string;
  readonly due?: string;
  readonly escalate?: string;
  readonly also?: readonly string[];
  readonly repeat?: string;
  readonly until?: string;
  readonly each?: string;
  readonly cancelOn?: readonly string[];
  readonly raises?: string;
  readonly breach?: 'none' | { readonly to: string; readonly nb: string; readonly en: string };
  readonly metWhen?: string;
  readonly metBy?: string;
  readonly metOn?: readonly string[];
  readonly metOnEvent?: readonly string[];
  readonly reason?: string;
  readonly approver?: string;
}

/** A file of mappings/pathways. */
export interface Layer {
  readonly layer: string;
  readonly extends: string | null;
  readonly legal: string;
  readonly version: string;
  readonly source?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly services?: Readonly<Record<string, readonly string[]>>;
  readonly actions?: readonly Action[];
  readonly timers?: readonly Timer[];
  readonly disable?: readonly string[];
  readonly disableReason?: string;
}

/** A named truth about a case. */
export interface Fact {
  readonly id: string;
  readonly expr?: string;
  readonly engine?: string;
}

/** Which resource means which event. */
export interface EventRow {
  readonly code: string;
  readonly on: string;
  readonly when: string;
  readonly changed?: string;
}

/** Everything the pages of the pathways are drawn from. */
export interface Pathways {
  readonly layers: readonly Layer[];
  readonly facts: readonly Fact[];
  readonly events: readonly EventRow[];
  readonly rules: readonly LawRule[];
  /** What is not settled, with its sign-off. */
  readonly points: readonly Point[];
  /** Words of a legal basis by its code. */
  readonly basis: Readonly<Record<string, { readonly nb: string; readonly en: string }>>;
}

/** Layers in the order they build on each other. Throws LENKE_DATA_FILE when a file is not as its schema says. */
function layersIn(folder: string): readonly Layer[] {
  const files = filesIn(folder, '.yaml').filter(
    (file) => !/(facts|kinds|states|instruments)\.yaml$/.test(file),
  );
  const all = files.map((file) => readDataFile<Layer>(file, PATHWAY_SCHEMA).value);
  const depth = ({ extends: parent }: Layer): number => {
    const found = all.find(({ layer }) => layer === parent);
    return found ? depth(found) + 1 : 0;
  };
  return all.toSorted((a, b) => depth(a) - depth(b));
}

/** Reads mappings. */
export function pathways(): Pathways {
  const law = readDataFile<Pick<Pathways, 'rules' | 'points' | 'basis'>>(
    join(MAPPINGS, 'law', 'no.yaml'),
    LAW_SCHEMA,
  ).value;
  return {
    layers: layersIn(join(MAPPINGS, 'pathways')),
    facts: readDataFile<{ facts: Fact[] }>(join(MAPPINGS, 'pathways', 'facts.yaml'), FACTS_SCHEMA).value
      .facts,
    events: readDataFile<{ events: EventRow[] }>(join(MAPPINGS, 'events.yaml'), EVENTS_SCHEMA).value.events,
    rules: law.rules,
    points: law.points,
    basis: law.basis,
  };
}

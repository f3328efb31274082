// Whose case is this patient in? Her own that is open, or for a child that of its mother.

import { parseRef, type Ref } from '../../domain/identity.ts';
import type { Asker } from '../../store/records/types.ts';
import { codeSystem } from '../canonical.ts';
import type { Ports } from '../ports.ts';

/** The case of a patient, and whether she is its mother or it is one of its children. */
export interface CaseOfPatient {
  readonly case: Ref;
  readonly of: 'mother' | 'child';
}

const TK_PATHWAY = codeSystem('tk-pathway');

/** The case of a patient: her own active episode, or for a child the episode of its mother. */
export async function caseOf(
  ports: Ports,
  tx: Asker | undefined,
  patient: Ref,
): Promise<CaseOfPatient | undefined> {
  const own = await episodeOf(ports, tx, patient, 'mother');
  if (own) return { case: own, of: 'mother' };
  // A child: the mother is the subject of the Observation that focuses on it.
  const { matches } = await ports.store.records.search(
    {
      type: 'Observation',
      criteria: [{ parameter: 'focus', values: [patient] }],
      includes: [],
      sort: [],
      count: 1,
    },
    tx,
  );
  const birth = matches[0] && (JSON.parse(matches[0].stored.content) as { subject?: { reference?: string } });
  const mother = parseRef(birth?.subject?.reference);
  const hers = mother && (await episodeOf(ports, tx, mother, 'mother'));
  return hers && { case: hers, of: 'child' };
}

/** Her episode in one of these statuses, the open one unless said otherwise. One condition, so that the statement stays prepared; a patient has few episodes, the rest is told here. */
export async function episodeOf(
  ports: Ports,
  tx: Asker | undefined,
  patient: Ref,
  code: string,
  statuses: ReadonlySet<string> = OPEN,
): Promise<Ref | undefined> {
  const { matches } = await ports.store.records.search(
    {
      type: 'EpisodeOfCare',
      criteria: [{ parameter: 'patient', values: [patient] }],
      includes: [],
      sort: [],
      count: 100,
    },
    tx,
  );
  const found = matches.find(({ stored }) => {
    const { status, type } = JSON.parse(stored.content) as { status?: string; type?: readonly Concept[] };
    const isPathway = type?.some(({ coding }) =>
      coding?.some((one) => one.system === TK_PATHWAY && one.code === code),
    );
    return isPathway === true && statuses.has(status ?? '');
  });
  return found && `EpisodeOfCare/${found.stored.id}`;
}

interface Concept {
  readonly coding?: readonly { readonly system?: string; readonly code?: string }[];
}

const OPEN: ReadonlySet<string> = new Set(['planned', 'active', 'waitlist', 'onhold']);

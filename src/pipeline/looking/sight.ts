// What may this caller see? The law, asked by the store for every resource it finds, with the cases read once per request.

import { type Classify, type FhirResource, patientOf } from '../../disclosure/classify.ts';
import {
  asksWhoGives,
  guardRead,
  type ReadCase,
  type Reader,
  readKey,
  type ReadVerdict,
  showRead,
  subsetted,
} from '../../disclosure/guard-read.ts';
import type { Law } from '../../disclosure/law.ts';
import { maskReferences, namedIn, unmask } from '../../disclosure/mask.ts';
import type { Caller } from '../../domain/caller.ts';
import { parseRef, type Ref } from '../../domain/identity.ts';
import { parseContent } from '../../store/records/content.ts';
import type { Judged, Sight } from '../../store/records/sight/eyes.ts';
import type { StoredResource } from '../../store/records/types.ts';
import type { AuditEntry, Store } from '../../store/types.ts';
import type { AuditBuffer } from './audit-buffer.ts';
import { giverBy } from '../sending/judge.ts';
import type { Ports } from '../ports.ts';
import { type CaseFacts, type KeptCases, readCasesOf } from './read-case.ts';
import { readerOf } from './reader.ts';

type Run = Store['query'];

/** What sights are made of; it lives as long as the process. */
export interface SightParts {
  readonly ports: Ports;
  readonly kept: KeptCases;
  readonly looks: AuditBuffer;
}

/** A case with the verdicts that were taken on it in this request, by what they depend on. */
interface OpenCase extends ReadCase {
  readonly verdicts: Map<string, ReadVerdict>;
}

const WHOLE: Judged = { see: 'whole' };
const NOTHING: Judged = { see: 'nothing' };

/**
 * The eyes of a caller for one interaction. Make new ones for each: consents and relations are read once, and one that was
 * withdrawn since would still be seen. Undefined for who may see everything. Every person looked at is noted once.
 */
export function createSight(caller: Caller, interaction: string, parts: SightParts): Sight | undefined {
  if (caller.reads === 'everything') return undefined;
  const { classify, law, directory } = parts.ports;
  const reader = readerOf(caller, directory);
  const note = noter(reader, caller, interaction, parts);
  const looking: Looking = { reader, law, classify, directory, note, ...opener(parts) };
  return {
    caller: caller.id,
    maySortBy: (type, parameter) => maySortBy(type, parameter, classify),
    own(stored) {
      for (const one of stored)
        if (!isAboutNobody(one, classify)) note(subjectOf(one), undefined, { rule: 'OWN', effect: 'permit' });
    },
    pointsAt(stored) {
      if (isAboutNobody(stored, classify)) return [];
      const about = subjectOf(stored);
      return namedIn(stored.content).filter(
        (name) => name !== about && !classify.aboutNobody.has(name.slice(0, name.indexOf('/'))),
      );
    },
    mask(content, hidden) {
      const { resource, cut } = maskReferences(parseContent(content), hidden);
      return { content: JSON.stringify(cut ? subsetted(resource) : resource), cut };
    },
    unmask: (sent, whole, hidden) => unmask(sent, parseContent(whole), hidden),
    async judge(stored, run, looked) {
      const asked = stored.map((one) => toAsked(one, classify));
      await looking.open(
        asked.flatMap(({ person }) => person ?? []),
        run,
        looked,
      );
      return asked.map((one) =>
        one.resource ? judgeOne(one.stored, one.resource, one.person, looking) : WHOLE,
      );
    },
  };
}

/** A resource that is asked about; without `resource` it is about nobody. */
interface AskedAbout {
  readonly stored: StoredResource;
  readonly resource: FhirResource | undefined;
  readonly person: Ref | undefined;
}

function toAsked(stored: StoredResource, classify: Classify): AskedAbout {
  if (isAboutNobody(stored, classify)) return { stored, resource: undefined, person: undefined };
  const resource = JSON.parse(stored.content) as FhirResource;
  return { stored, resource, person: patientOf(resource) };
}

/** What one interaction looks with. */
interface Looking {
  readonly reader: Reader;
  readonly law: Law;
  readonly classify: Classify;
  readonly directory: Ports['directory'];
  readonly note: Note;
  readonly cases: ReadonlyMap<string, OpenCase | undefined>;
  /** Opens the cases of persons that were not asked about before. */
  readonly open: (persons: readonly Ref[], run: Run, looked: boolean) => Promise<void>;
}

function judgeOne(
  stored: StoredResource,
  resource: FhirResource,
  person: Ref | undefined,
  { reader, law, classify, directory, note, cases }: Looking,
): Judged {
  const opened = cases.get(person ?? '');
  // What is about nobody we know, or of no case, has no row in the matrix: only who wrote it sees it.
  if (!opened) {
    note(person, undefined, denial(law));
    return NOTHING;
  }
  const found = classify(resource, opened.persons);
  const from = asksWhoGives(opened.evidence) ? classify.authorOf(resource) : undefined;
  const key = from === undefined ? readKey(found) : `${readKey(found)}|${from}`;
  const giver = from === undefined ? undefined : giverBy(from, directory);
  const taken = opened.verdicts.get(key) ?? guardRead(reader, found, opened, giver);
  opened.verdicts.set(key, taken);
  note(person, key, taken.verdict);
  if (taken.verdict.effect === 'deny') return NOTHING;
  if (taken.verdict.effect === 'permit' && !opened.addressProtected) return WHOLE;
  return shown(taken, stored, opened, classify);
}

/** What is denied without being asked about: by the last rule, which denies everything. */
function denial({ rules, version }: Law): Parameters<Note>[2] {
  const last = rules.at(-1);
  return { rule: last?.id ?? '', basis: last?.basis[0] ?? '', effect: 'deny', lawVersion: version };
}

function shown(
  taken: ReadVerdict,
  { content }: StoredResource,
  opened: OpenCase,
  classify: Classify,
): Judged {
  // Read again with its digits as they were written: what is left must be byte for byte what it was.
  const resource = parseContent(content) as FhirResource;
  const seen = showRead(taken, resource, opened, classify);
  if (!seen) return NOTHING;
  return seen === resource ? WHOLE : { see: 'narrowed', content: JSON.stringify(seen) };
}

/** Opens cases, each once per request. */
function opener(parts: SightParts): Pick<Looking, 'cases' | 'open'> {
  const cases = new Map<string, OpenCase | undefined>();
  return {
    cases,
    async open(persons, run, looked) {
      const fresh = [...new Set(persons)].filter((person) => !cases.has(person));
      if (fresh.length === 0) return;
      const found = await readCasesOf(fresh, { run, looked }, parts.ports, parts.kept);
      const opened = new Map(
        [...new Set(found.values())].map((facts) => [facts, toOpenCase(facts, parts.ports)]),
      );
      for (const person of fresh) cases.set(person, undefined);
      for (const [person, facts] of found) cases.set(person, opened.get(facts));
    },
  };
}

function toOpenCase(facts: CaseFacts, { law, clock }: Ports): OpenCase {
  return { ...facts, law, now: clock.now(), verdicts: new Map() };
}

/** Writes a look down, once for each person and kind of content. */
type Note = (
  subject: Ref | undefined,
  key: string | undefined,
  found: Pick<AuditEntry, 'rule' | 'effect'> & Partial<ReadVerdict['verdict']>,
) => void;

/** Interactions that name what they look at; what others come across nobody asked for. */
const AT_ONE: ReadonlySet<string> = new Set([
  'read',
  'vread',
  'history-instance',
  'meta',
  'validate',
  'everything',
  'update',
  'patch',
  'delete',
]);

function noter(reader: Reader, { id }: Caller, interaction: string, { ports, looks }: SightParts): Note {
  const told = new Set<string>();
  return (subject, key, { rule, effect, basis, lawVersion, classes = [] }) => {
    const once = `${subject ?? ''} ${key ?? ''} ${rule ?? ''}`;
    if (told.has(once)) return;
    told.add(once);
    looks.note({
      at: ports.clock.now(),
      action: AT_ONE.has(interaction) ? 'read' : 'search',
      caller: id,
      recipient: reader.id,
      ...(subject && { subject }),
      ...(classes.length > 0 && { classes: classes.map(({ dataClass }) => dataClass) }),
      ...(effect && { effect }),
      ...(rule !== undefined && { rule }),
      ...(basis !== undefined && { basis }),
      ...(lawVersion !== undefined && { lawVersion }),
      ...evidenceOf(classes),
      detail: interaction,
    });
  };
}

function evidenceOf(classes: ReadVerdict['verdict']['classes']): Pick<AuditEntry, 'evidence'> {
  const evidence = [...new Set(classes.flatMap((one) => one.evidence ?? []))];
  return evidence.length > 0 ? { evidence } : {};
}

/** Registers and definitions; but one that carries a label of a data class is judged like anything else. */
function isAboutNobody({ type, content }: StoredResource, { aboutNobody }: Classify): boolean {
  return aboutNobody.has(type) && !content.includes('tk-data-class');
}

/** Whom a resource is about, told from its text: parsing it for a line in the audit would cost as much as judging it. */
function subjectOf({ type, id, content }: StoredResource): Ref | undefined {
  if (type === 'Patient') return `Patient/${id}`;
  return parseRef(/"(?:subject|patient|for)":\[?\{"reference":"(Patient\/[^"/]+)"/.exec(content)?.[1]);
}

/** An order by addresses would tell where somebody lives whose address is protected. */
function maySortBy(type: string, parameter: string, { protectedAddress }: Classify): boolean {
  return !protectedAddress.types.includes(type) || !/^(address|phone|email|telecom)/.test(parameter);
}

// Did anything leave that may not? Watches the people write, everything that leaves, and everything somebody looks up.

import { isResource, type JsonObject, objects } from '../../domain/json.ts';
import type { Ports } from '../../pipeline/ports.ts';
import { sandboxId } from '../parts.ts';
import type { Hands } from '../simulate/hands.ts';
import type { Life } from '../simulate/life.ts';
import { randomOf } from '../simulate/random.ts';
import type { Check } from '../simulate/report.ts';
import type { Step } from '../simulate/course.ts';
import type { Entry } from '../simulate/resources.ts';
import { authorClasses } from './author.ts';
import { marked, marksIn } from './mark.ts';
import { whyNot } from './may-have.ts';
import { lookThrough } from './look-through.ts';
import { type Lived, newLived, remember, saidOf, whoOf } from './truth.ts';
import { tellingSteps } from './telling-steps.ts';
import type { Leak, LeakFigures } from './figures.ts';

/** A watch over a simulation. */
export interface LeakWatch {
  /** What a life does besides living, so that there is something to leak. */
  stepsOf(life: Life): readonly Step[];
  /** The hands of a life, marking what they write. */
  handsOf(life: Life, hands: Hands, ports: Ports): Hands;
  /** What left, byte for byte. */
  sent(recipient: string, action: string, body: string, now: Date): void;
  /** Some in turn look through everything they can find; at the end all. */
  lookThrough(ports: Ports, isEnd: boolean): Promise<void>;
  readonly figures: () => LeakFigures;
}

/** A watch whose chance is its own: the lives stay those of the seed. */
export function createLeakWatch(seed: number): LeakWatch {
  const lives = new Map<number, Lived>();
  const written = new Map<number, Set<string>>();
  const leaks = new Map<string, Leak>();
  const state = { sent: 0, looked: 0, marks: 0, turn: 0, got: {} as Record<string, number> };

  const livedOf = (life: Life): Lived => {
    const lived = lives.get(life.n) ?? newLived(life);
    lives.set(life.n, lived);
    return lived;
  };
  const judge = (
    text: string,
    got: Omit<Leak, 'mark' | 'why' | 'day'>,
    now: Date,
    isReading: boolean,
  ): void => {
    const isDuty = text.includes('"hpl-32"');
    const found = marksIn(text);
    state.marks += found.length;
    const strangers = isReading
      ? new Set<number>()
      : new Set(found.slice(1).flatMap(({ n }) => (n === found[0]?.n ? [] : [n])));
    for (const mark of found) {
      const lived = lives.get(mark.n);
      const getting = { recipient: got.recipient, now: now.getTime(), isReading, isDuty };
      const why =
        lived === undefined || strangers.has(mark.n) ? 'of another life' : whyNot(mark, lived, getting);
      if (why === undefined) for (const one of mark.classes) state.got[one] = (state.got[one] ?? 0) + 1;
      else keep(leaks, { ...got, mark, why, day: now.toISOString().slice(0, 10) });
    }
  };

  return {
    stepsOf: (life) =>
      tellingSteps({
        life,
        random: randomOf(seed + OWN_CHANCE, life.n),
        written: () => [...(written.get(life.n) ?? [])],
        children: () => (livedOf(life).state.born === undefined ? [] : childIds(life)),
      }),
    handsOf(life, hands, ports) {
      const lived = livedOf(life);
      const known = written.get(life.n) ?? new Set();
      written.set(life.n, known);
      return markingHands({ lived, known, hands, ports });
    },
    sent(recipient, action, body, now) {
      state.sent += 1;
      judge(body, { recipient, by: action }, now, false);
    },
    async lookThrough(ports, isEnd) {
      const turn = isEnd ? 'all' : { from: state.turn, count: IN_TURN };
      state.turn += IN_TURN;
      await lookThrough(ports, turn, (recipient, by, content) => {
        state.looked += 1;
        judge(content, { recipient, by }, ports.clock.now(), true);
      });
    },
    figures() {
      const { sent, looked, marks, got } = state;
      return { sent, looked, marks, got: { ...got }, leaks: [...leaks.values()] };
    },
  };
}

/** Callers that look at a time. */
const IN_TURN = 2;
/** Added to the seed of a life. */
const OWN_CHANCE = 7919;

function childIds(life: Life): readonly string[] {
  return Array.from({ length: life.children }, (_, at) => sandboxId('child', life.n, life.birth, at));
}

/** One of each kind is told: a leak that happens in every case is one leak. */
function keep(leaks: Map<string, Leak>, leak: Leak): void {
  const { recipient, by, mark, why } = leak;
  const key = [recipient, by, mark.classes.join('+'), mark.place, mark.who, why].join(' ');
  if (!leaks.has(key)) leaks.set(key, leak);
}

interface Marking {
  readonly lived: Lived;
  readonly known: Set<string>;
  readonly hands: Hands;
  readonly ports: Ports;
}

function markingHands({ lived, known, hands, ports }: Marking): Hands {
  const now = () => ports.clock.now().getTime();
  const mark = <T extends JsonObject>(resource: T): T => {
    const who = isPartner(resource) ? 'partner' : whoOf(lived, resource);
    const classes = authorClasses(resource, who.startsWith('child'));
    const said = saidOf(lived, classes[0] ?? '');
    return marked(resource, { n: lived.life.n, who, classes, said });
  };
  const noted = (resource: JsonObject): void => {
    // A letter does not take letters along.
    if (resource.resourceType !== 'CommunicationRequest' && resource.resourceType !== 'Communication')
      known.add(`${resource.resourceType}/${String(resource['id'])}`);
    remember(lived, resource, now());
  };
  return {
    async put(...resources) {
      const all = resources.map((one): Entry => mark(one));
      await hands.put(...all);
      for (const one of all) noted(one);
    },
    async bundle(bundle) {
      const entry = (bundle.entry ?? []).map((one) => {
        const id = (one.fullUrl ?? '').replace('urn:uuid:', '');
        const { resource } = one;
        return resource ? { ...one, resource: mark({ ...resource, id }) } : one;
      });
      await hands.bundle({ ...bundle, entry });
      for (const { resource } of entry) if (isResource(resource)) noted(resource);
    },
    async change(reference, set) {
      const isMove = 'address' in set;
      const moved = isMove ? mark({ resourceType: 'Patient', id: lived.life.patient, ...set }) : undefined;
      await hands.change(reference, moved ? { address: moved['address'] } : set);
      const [type = '', id = ''] = reference.split('/');
      const stored = await ports.store.records.read(type, id);
      const resource: unknown = stored && !stored.deleted ? JSON.parse(stored.content) : undefined;
      if (isResource(resource)) remember(lived, resource, now());
      if ('meta' in set) lived.state.isProtected = true;
    },
    read: () => hands.read(),
  };
}

function isPartner(resource: JsonObject): boolean {
  return (
    resource.resourceType === 'RelatedPerson' &&
    objects(resource['relationship']).some((one) => JSON.stringify(one).includes('ektefelleEllerPartner'))
  );
}

/** What must hold of what was watched. */
export function checkLeaks({ leaks, marks, sent, looked }: LeakFigures): readonly Check[] {
  return [
    { name: 'nothing left that may not', ok: leaks.length === 0, found: `${leaks.length} kinds of leaks` },
    {
      name: 'there was something to leak',
      ok: marks > 0 && sent > 0 && looked > 0,
      found: `${marks} marks in ${sent} requests and ${looked} resources looked at`,
    },
  ];
}

// When does what happen in a life? Its steps in the order of time, from the first concern to the sixth birthday.

import { birth, STILLBIRTH, type BornChild } from '../birth.ts';
import { addDays } from '../numbers.ts';
import { sandboxId } from '../parts.ts';
import { workAtDesk, type Desk } from './desk.ts';
import type { Hands } from './hands.ts';
import type { Life } from './life.ts';
import * as write from './resources.ts';
import type { Shares } from './shares.ts';

/** Something that is done at a moment. */
export interface Step {
  readonly at: number;
  act(hands: Hands): Promise<void>;
}

/** What has become of a life while it is played. */
interface Course {
  readonly life: Life;
  readonly shares: Shares;
  readonly desk: Desk;
  /** Children that live, by id. */
  readonly living: Set<string>;
}

const DAY_MS = 86_400_000;
const at = (day: string, time = '10:00'): number => Date.parse(`${day}T${time}:00Z`);
const day = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** All steps of a life, in order. */
export function stepsOf(life: Life, shares: Shares): readonly Step[] {
  const course: Course = {
    life,
    shares,
    living: new Set(),
    desk: {
      random: life.random,
      doneInTime: shares.doneInTime,
      reportedToMunicipality: shares.reportedToMunicipality,
      seen: new Set(),
    },
  };
  const steps = [...beginning(course), ...(life.loss ? endsEarly(course) : toBirthAndOn(course))];
  const end = life.loss && at(life.loss.day);
  return steps
    .filter((one) => end === undefined || one.at <= end)
    .toSorted((one, other) => one.at - other.at);
}

function step(moment: number, act: Step['act']): Step {
  return { at: moment, act };
}

/** The first concern, what is found, the team and the plan. */
function beginning({ life, shares }: Course): readonly Step[] {
  const { found, random, exposure } = life;
  const [next, agreed] = [addDays(found, 1), addDays(found, 3)];
  const due = addDays(life.ga0, 280);
  const steps = [
    step(at(found), (hands) =>
      hands.put(
        write.person(life),
        write.episode(life),
        ...(life.isDated ? [write.dating(life, found, due)] : []),
        ...(exposure === 'lar' ? [write.medicine(life)] : []),
      ),
    ),
    step(at(found, '14:00'), (hands) => hands.put(write.pregnancy(life, found))),
  ];
  const asked = random.chance(shares.screenedWithTool) || exposure === 'none';
  const result = exposure === 'none' ? 'low-risk' : 'increased-risk';
  if (asked) steps.push(step(at(next), (hands) => hands.put(write.screening(life, next, result))));
  if (exposure === 'none') return steps;
  const hasCoordinator = random.chance(shares.hasCoordinator);
  return [
    ...steps,
    step(at(next, '11:00'), (hands) =>
      hands.put(write.reportedUse(life, next, exposure !== 'lar'), write.concern(life, next)),
    ),
    step(at(agreed), (hands) =>
      hands.put(write.team(life, agreed, hasCoordinator), write.plan(life, agreed)),
    ),
    ...consents(life, shares, agreed),
  ];
}

function consents(life: Life, shares: Shares, agreed: string): readonly Step[] {
  const { random } = life;
  const said = addDays(agreed, random.between(2, 20));
  const steps: Step[] = [];
  if (random.chance(shares.urineAgreement) || life.exposure === 'lar')
    steps.push(step(at(agreed, '12:00'), (hands) => hands.put(write.consent(life, agreed, 'urine-control'))));
  if (!random.chance(shares.consentToBarnevern)) return steps;
  steps.push(step(at(said), (hands) => hands.put(write.consent(life, said, 'barnevern-contact'))));
  if (random.chance(shares.consentWithdrawn))
    steps.push(
      step(at(addDays(said, 14)), (hands) =>
        hands.change(`Consent/${write.consent(life, said, 'barnevern-contact').id}`, { status: 'inactive' }),
      ),
    );
  return steps;
}

/** Week by week until the birth: visits, answers, samples, and people at their desks. */
function pregnancy(course: Course): readonly Step[] {
  const { life, shares, desk } = course;
  const { random } = life;
  const steps: Step[] = [];
  const last = life.loss ? at(life.loss.day) : Date.parse(life.birth) - DAY_MS;
  const samples = life.exposure === 'lar' || random.chance(shares.urineAgreement);
  for (let moment = at(addDays(life.found, 12)); moment < last; moment += 14 * DAY_MS) {
    const today = day(moment);
    steps.push(step(moment, (hands) => workAtDesk(hands, new Date(moment), desk)));
    if (life.exposure === 'none') continue;
    if (random.chance(shares.missedVisit))
      steps.push(step(moment + 1, (hands) => hands.put(write.missedVisit(life, today))));
    else if ((moment - last) % (28 * DAY_MS) < 14 * DAY_MS)
      steps.push(step(moment + 2, (hands) => hands.put(write.reportedUse(life, today, usesOn(life, today)))));
    if (samples) {
      const result = random.chance(shares.positiveSample) ? 'positive-unexplained' : 'all-negative';
      steps.push(step(moment + 3, (hands) => hands.put(write.sample(life, today, result))));
    }
  }
  return steps;
}

function usesOn(life: Life, today: string): boolean {
  return life.usesLater && today < addDays(life.ga0, 168);
}

function endsEarly(course: Course): readonly Step[] {
  const { loss } = course.life;
  if (!loss) return [];
  return [
    ...pregnancy(course),
    step(at(loss.day), (hands) => hands.put(write.loss(course.life, loss.day, loss.kind))),
  ];
}

function toBirthAndOn(course: Course): readonly Step[] {
  const { life } = course;
  const born = Date.parse(life.birth);
  const happened = step(born, async (hands) => {
    await hands.bundle(
      birth({
        n: life.n,
        at: life.birth,
        ga0: life.ga0,
        municipality: life.municipality,
        children: childrenOf(life),
      }),
    );
  });
  if (life.isStillborn) return [...pregnancy(course), happened];
  return [...pregnancy(course), happened, ...inHospital(course, born), ...years(course, born)];
}

function childrenOf(life: Life): readonly [BornChild, ...BornChild[]] {
  if (life.isStillborn) return STILLBIRTH;
  const ward = life.exposure === 'lar' || life.usesLater ? 'nfi' : 'kk-barsel';
  const child: BornChild = { number: life.hasNumber, ward };
  return life.children === 2 ? [child, { ...child, gender: 'male' }] : [child];
}

const childIds = (life: Life): readonly string[] =>
  Array.from({ length: life.children }, (_, index) => sandboxId('child', life.n, life.birth, index));

/** Placement, the duty to assess, signs of withdrawal, and home. */
function inHospital(course: Course, born: number): readonly Step[] {
  const { life, desk, shares } = course;
  const { random } = life;
  const isIntensive = life.exposure === 'lar' || life.usesLater;
  const days = isIntensive ? random.between(8, 30) : random.between(2, 5);
  const home = born + days * DAY_MS;
  const hours = (n: number) => born + n * 3_600_000;
  const children = childIds(life);
  for (const child of children) course.living.add(child);
  const observed = isIntensive && random.chance(shares.signsOfWithdrawal) ? children : [];
  return [
    step(hours(6), (hands) => workAtDesk(hands, new Date(hours(6)), desk)),
    step(hours(20), (hands) => workAtDesk(hands, new Date(hours(20)), desk)),
    ...children.map((child) =>
      step(hours(26), (hands) => settleWard(hands, child, isIntensive ? 'NFI' : 'BARSEL')),
    ),
    ...observed.flatMap((child) =>
      Array.from({ length: days - 2 }, (_, n) => hours(30 + n * 24)).map((moment) =>
        step(moment, (hands) =>
          hands.put(write.signs(child, new Date(moment).toISOString(), random.between(3, 14))),
        ),
      ),
    ),
    ...children.map((_, index) =>
      step(home, (hands) => leave(hands, sandboxId('child-encounter', life.n, life.birth, index), home)),
    ),
    step(home + 60_000, (hands) => leave(hands, sandboxId('birth-encounter', life.n, life.birth, 0), home)),
  ];
}

/** Where the table could not say, the paediatrician does. */
async function settleWard(hands: Hands, child: string, ward: string): Promise<void> {
  const open = (await hands.read()).some(
    (one) =>
      one.resourceType === 'Task' &&
      JSON.stringify(one['code']).includes('"A-PAED-DECISION"') &&
      JSON.stringify(one['for']).includes(child),
  );
  if (open) await hands.put(write.wardDecision(child, ward));
}

function leave(hands: Hands, encounter: string, home: number): Promise<void> {
  const end = new Date(home).toISOString();
  return hands.change(`Encounter/${encounter}`, {
    status: 'finished',
    period: { start: new Date(home - DAY_MS).toISOString(), end },
  });
}

/** Days after the birth on which people look through what is open: weekly at first, later before what is due. */
const DESK_DAYS = [
  7, 14, 21, 28, 35, 41, 50, 80, 105, 118, 150, 180, 270, 360, 540, 720, 900, 1080, 1440, 1800, 2100, 2160,
];

/** Parents are asked again a little before each day the pathway asks for. */
const ASKED_DAYS = [40, 178, 360, 725, 1090, 1455, 1820, 2185];

/** From the hospital to the sixth birthday. */
function years(course: Course, born: number): readonly Step[] {
  const { life, desk, shares } = course;
  const { random } = life;
  const after = (days: number) => born + days * DAY_MS;
  const steps = DESK_DAYS.map((days) =>
    step(after(days), (hands) => workAtDesk(hands, new Date(after(days)), desk)),
  );
  for (const days of ASKED_DAYS.filter(() => random.chance(shares.doneInTime)))
    steps.push(step(after(days), (hands) => hands.put(write.screening(life, day(after(days)), 'low-risk'))));
  for (const child of childIds(life)) {
    const enrolled = write.programme(life, child, day(after(50)));
    const alive =
      (act: Step['act']): Step['act'] =>
      (hands) =>
        course.living.has(child) ? act(hands) : Promise.resolve();
    if (life.exposure !== 'none' && random.chance(shares.doneInTime))
      steps.push(
        step(
          after(50),
          alive((hands) => hands.put(enrolled)),
        ),
        step(
          sixthBirthday(life) - WEEK_MS,
          alive((hands) =>
            hands.change(`EpisodeOfCare/${enrolled.id}`, {
              status: 'finished',
              period: { start: day(after(50)), end: day(sixthBirthday(life) - WEEK_MS) },
            }),
          ),
        ),
      );
    if (random.chance(shares.childDies)) steps.push(death(course, child, after(random.between(3, 300))));
  }
  return [...steps, ...changes(course, after)];
}

/** The programme is closed shortly before the birthday it ends on. */
const WEEK_MS = 7 * DAY_MS;

/** 29 February has its birthday on 1 March in years without one. */
function sixthBirthday(life: Life): number {
  const born = new Date(life.birth);
  return Date.UTC(born.getUTCFullYear() + 6, born.getUTCMonth(), born.getUTCDate(), 12);
}

function death({ living }: Course, child: string, moment: number): Step {
  return step(moment, async (hands) => {
    living.delete(child);
    await hands.change(`Patient/${child}`, { deceasedDateTime: new Date(moment).toISOString() });
  });
}

/** Once a year something about her may change: where she lives, who her GP is. */
function changes({ life, shares }: Course, after: (days: number) => number): readonly Step[] {
  const { random } = life;
  return [1, 2, 3, 4, 5].flatMap((year) => {
    const moment = after(year * 365 - random.between(1, 200));
    const steps: Step[] = [];
    if (random.chance(shares.moves))
      steps.push(
        step(moment, (hands) =>
          hands.change(`Patient/${life.patient}`, {
            address: write.person(life, life.municipality === '4204' ? '4203' : '4204')['address'],
          }),
        ),
      );
    if (random.chance(shares.newGeneralPractitioner))
      steps.push(
        step(moment + 1, (hands) =>
          hands.change(`Patient/${life.patient}`, {
            generalPractitioner: [{ display: `Et annet syntetisk legesenter ${year}`, type: 'Organization' }],
          }),
        ),
      );
    return steps;
  });
}

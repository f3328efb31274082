// What happens after the birth? Placement and home, and the years to the sixth birthday.

import { sandboxId } from '../parts.ts';
import { type Course, day, DAY_MS, step, type Step } from './course.ts';
import { workAtDesk } from './desk.ts';
import type { Hands } from './hands.ts';
import type { Life } from './life.ts';
import * as write from './resources.ts';

const childIds = (life: Life): readonly string[] =>
  Array.from({ length: life.children }, (_, index) => sandboxId('child', life.n, life.birth, index));

/** Placement, the duty to assess, signs of withdrawal, and home. */
export function inHospital(course: Course, born: number): readonly Step[] {
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
export function years(course: Course, born: number): readonly Step[] {
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

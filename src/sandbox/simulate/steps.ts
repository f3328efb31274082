// When does what happen in a life? Its steps in the order of time, from the first concern to the sixth birthday.

import { birth, STILLBIRTH, type BornChild } from '../birth.ts';
import { inHospital, years } from './childhood-steps.ts';
import { at, type Course, type Step, step } from './course.ts';
import type { Life } from './life.ts';
import { beginning, endsEarly, pregnancy } from './pregnancy-steps.ts';
import type { Shares } from './shares.ts';

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

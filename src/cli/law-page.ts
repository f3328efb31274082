// What does the law say here? A page for lawyers and clinicians: rules, matrix, tables, and what waits for a sign-off.

import { CLASS_NAMES, NEED_TEXTS } from '../disclosure/explain-texts.ts';
import { type LawRule, type Phase, PHASES, type Point } from '../disclosure/law-file.ts';
import type { Classify } from '../disclosure/classify.ts';
import type { Law } from '../disclosure/law.ts';

const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  PRE: 'Before birth',
  BIRTH: 'Around birth',
  POST: 'After discharge, up to six years',
};

const STATUS: Readonly<Record<Point['status'], string>> = {
  V: 'verified',
  P: 'partly verified',
  U: 'not verified',
  D: 'chosen here',
};

/** The page, from the law files themselves. */
export function lawPage(laws: readonly Law[], classes: Classify): string {
  return [
    '# Who may know what',
    '',
    'For lawyers and clinicians. Made from `mappings/law` by `npm run generate`; do not edit. This is not legal advice: it is what the',
    'gateway does, put so that it can be checked. What nobody has signed off is said to be so.',
    '',
    'A question is asked for one data class of one person at a time. The rules are tried from the top; the first that holds decides.',
    'A cell of the matrix names what may open it; what no rule opens, stays shut. *Human* means that a person’s signed act carries it:',
    'the gateway prepares it and never sends it by itself.',
    '',
    'The same rules decide who sees what over `/fhir`. There a signed act opens nothing: it was signed for one message. Whether an',
    'emergency or a person’s choice shall open reading too are points of their own (`emergency-read`, `choice-read`), off until signed.',
    '',
    ...laws.map(
      ({ id, points }) =>
        `${id}: ${points.filter(({ signOff }) => signOff).length} of ${points.length} open points are signed off, ${points.filter(({ on }) => !on).length} are switched off.`,
    ),
    '',
    ...laws.flatMap(lawSection),
    ...classSection(classes),
  ].join('\n');
}

function lawSection(law: Law): readonly string[] {
  return [
    `## ${law.id}, version ${law.version}`,
    '',
    ...rulesTable(law),
    ...gateSection(law),
    ...personalSection(law),
    ...consentSection(law),
    ...PHASES.flatMap((phase) => matrixTable(law, phase)),
    ...law.tables.flatMap(({ id, question, rows }) => [
      `### ${id}: ${question.en}`,
      '',
      `*${question.nb}*`,
      '',
      '| when | then | rules |',
      '|---|---|---|',
      ...rows.map(
        ({ when, answer, rules }) =>
          `| ${when.en} · *${when.nb}* | ${answer.en} · *${answer.nb}* | ${rules.join(', ')} |`,
      ),
      '',
    ]),
    ...pointsTable(law),
  ];
}

function rulesTable(law: Law): readonly string[] {
  return [
    `### Rules of ${law.id}, in order`,
    '',
    '| rule | does | holds when | basis | human | written down | waits for |',
    '|---|---|---|---|---|---|---|',
    ...law.rules.map(
      (rule) =>
        `| \`${rule.id}\` | ${rule.effect} | ${rule.when.en} · *${rule.when.nb}* | ${basisOf(law, rule)} | ${rule.human ? 'yes' : '–'} | ${rule.log.join(', ')} | ${openPoint(law, rule)} |`,
    ),
    '',
  ];
}

function basisOf(law: Law, { basis }: LawRule): string {
  return basis.map((code) => `\`${code}\` ${law.basis[code]?.en ?? ''}`).join('; ');
}

/** The points of the rule and of its single ways. */
function openPoint({ points }: Law, { point, ways }: LawRule): string {
  const named = new Set([point, ...ways.map((way) => way.point)]);
  const found = points.filter(({ id }) => named.has(id));
  if (found.length === 0) return '–';
  return found
    .map(
      ({ id, on, signOff }) =>
        `\`${id}\` (${on ? 'on' : '**off**'}, ${signOff ? `signed by ${signOff.by}` : 'not signed'})`,
    )
    .join('; ');
}

/** What a person must do herself, and what an act of hers must be to count. */
function personalSection({ id, duties, acts }: Law): readonly string[] {
  return [
    `### What a person does herself in ${id}`,
    '',
    'An act counts when a person stands behind it; an organisation signs nothing. A message of a duty is carried when she who assessed it has',
    'signed it; until the receiver itself has answered, the duty is hers. Leaders are shown that it is missing, never what it is about.',
    '',
    ...duties.map(({ id: name, en, nb }) => `- \`${name}\`: ${en} · *${nb}*`),
    '',
    '| act | asked for by rules as | must name |',
    '|---|---|---|',
    ...acts.map(
      ({ name, names }) =>
        `| \`${name}\` | ${NEED_TEXTS[name]?.en ?? name} · *${NEED_TEXTS[name]?.nb ?? name}* | ${names.join(', ') || '–'} |`,
    ),
    '',
  ];
}

function consentSection({ id, consent }: Law): readonly string[] {
  const weeks = consent.trimesterDays.map((days) => `${days / 7}+0`).join(' and ');
  return [
    `### Consent in ${id}`,
    '',
    `- A consent without an end lasts ${consent.defaultMonths} months${consent.endsAtBirth ? ', and one that was given before the birth ends with it: she is asked anew' : ''}.`,
    `- After a withdrawal she is asked again at most once per trimester; trimesters begin at ${weeks}.`,
    '- What waits is cancelled when a withdrawal is acknowledged. Whoever got something under it is told that it ended, and nothing else; so are',
    '  those who got more than a narrowed consent covers.',
    `- An invitation that is withdrawn says: “${consent.invitation.en}” · *«${consent.invitation.nb}»* · *«${consent.invitation.nn}»*`,
    '- After a move a consent speaks of the organisations it names; a role in it speaks of nobody until she has been asked again.',
    '',
  ];
}

function gateSection({ id, gates, barnevernGate }: Law): readonly string[] {
  return [
    `### Child welfare in ${id}`,
    '',
    ...Object.values(barnevernGate).map(({ en, nb, rules }) => `- ${en} · *${nb}* (${rules.join(', ')})`),
    ...gates.map(
      ({ id: name, rows, marks, needs, source }) =>
        `- \`${name}\`: ${marks.join(', ')} to ${rows.join(', ')} needs ${needs.join(' and ')} too (${source})`,
    ),
    '',
  ];
}

function matrixTable(law: Law, phase: Phase): readonly string[] {
  return [
    `### ${PHASE_NAMES[phase]} (${law.id})`,
    '',
    `| recipient | ${law.classes.map((dataClass) => `${dataClass} ${CLASS_NAMES[dataClass].en}`).join(' | ')} |`,
    `|---|${law.classes.map(() => '---').join('|')}|`,
    ...law
      .rowsIn(phase)
      .map(
        (row) =>
          `| ${row} | ${law.classes.map((dataClass) => law.cell(row, dataClass, phase).join(' / ')).join(' | ')} |`,
      ),
    '',
  ];
}

/** Which resource carries which class: the mother's, the child's, and what a child's record tells of the mother. */
function classSection({ entries, points }: Classify): readonly string[] {
  const carried = entries.filter((entry) => entry.classes.length > 0 || entry.quotes);
  return [
    '## What a resource carries',
    '',
    'The first row that fits decides. What no row fits, and what waits for a sign-off that is not there, is unclassified: it is sent to nobody,',
    'and only who wrote it reads it. *Quotes* are classes of the mother in a child’s record.',
    '',
    '| resource | of | when | classes | quotes | reason | waits for |',
    '|---|---|---|---|---|---|---|',
    ...carried.map(
      ({ type, of, when, profile, classes, quotes, reason, point }) =>
        `| ${type} | ${of ?? 'anybody'} | ${whenOf(when ?? profile)} | ${classes.join(' ') || '–'} | ${quotes?.join(' ') ?? '–'} | ${reason ?? '–'} | ${point === undefined ? '–' : `\`${point}\``} |`,
    ),
    '',
    ...pointsTable({ id: 'classes', points }),
  ];
}

/** A condition in a cell of a table: a bar in it would end the cell. */
function whenOf(condition: string | undefined): string {
  return condition === undefined ? '–' : `\`${condition.replaceAll('|', '\\|')}\``;
}

function pointsTable({ id, points }: Pick<Law, 'id' | 'points'>): readonly string[] {
  return [
    `### What waits for a sign-off in ${id}`,
    '',
    '| point | status | now | question | source | signed |',
    '|---|---|---|---|---|---|',
    ...points.map(
      (point) =>
        `| \`${point.id}\` | ${STATUS[point.status]} | ${point.on ? 'on' : 'off'} | ${point.question} | ${point.source} | ${point.signOff ? `${point.signOff.by}, ${point.signOff.at}` : '–'} |`,
    ),
    '',
  ];
}

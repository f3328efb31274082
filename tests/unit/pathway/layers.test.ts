// A layer adds to those it extends, by field and with a reason; what the law demands it can neither weaken nor leave unstaffed.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { GatewayError } from '../../../src/domain/failure.ts';
import { loadPathway } from '../../../src/pathway/layers/load.ts';
import { settle } from '../../../src/pathway/layers/settle.ts';
import { staffing } from '../../../src/pipeline/data.ts';
import { MAPPINGS } from '../../support/mappings.ts';
import { layerData } from '../../support/pathway-case.ts';

const folder = mkdtempSync(join(tmpdir(), 'lenke-layers-'));
cpSync(join(MAPPINGS, 'pathways'), folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));

const SIGNED = { reason: 'local routine', approver: 'head of department' };

function load(fields: object) {
  const layer = { layer: 'own', extends: 'no-krs', legal: 'NO', version: '1', ...fields };
  writeFileSync(join(folder, 'own.yaml'), stringify(layer));
  return loadPathway(folder, 'own');
}

interface Refusal {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

function refusal(fields: object): Refusal | undefined {
  try {
    load(fields);
    return undefined;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const { file, line, column } = error.facts;
    return { code: error.code, file: String(file), line: Number(line), column: Number(column) };
  }
}

describe('a layer is refused, with the line that is wrong, when (S2-67)', () => {
  test.each([
    ['it overrides without a reason', { actions: [{ id: 'A-W34', due: 'GA0+P33W' }] }],
    ['it weakens a statutory condition', { actions: [{ id: 'A-DUTY33', if: 'false', ...SIGNED }] }],
    ['it makes a statutory duty automatic', { actions: [{ id: 'A-DUTY32', mode: 'AUTO', ...SIGNED }] }],
    ['it takes statutory away', { actions: [{ id: 'A-MSG32', statutory: false, ...SIGNED }] }],
    ['it disables a statutory action', { disable: ['A-DUTY33'] }],
    ['a date is none', { actions: [{ id: 'A-W34', due: 'next week', ...SIGNED }] }],
    ['a condition is no FHIRPath', { actions: [{ id: 'A-W34', if: '%pregnant and (', ...SIGNED }] }],
    [
      'a proposal sends',
      {
        actions: [{ id: 'A-W36', sends: [{ to: ['nfi'], essential: ['draft'], basis: 'HPL45' }], ...SIGNED }],
      },
    ],
    ['a parameter changes without a reason', { parameters: { larUrineInterval: 'P2W' } }],
    ['a timer changes without a reason', { timers: [{ id: 'T-W34', due: 'GA0+P33W' }] }],
    ['it disables what nobody has', { disable: ['A-NO-SUCH-THING'] }],
    [
      'a timer serves an action that nobody has',
      {
        timers: [
          { id: 'T-OWN', for: 'A-NO-SUCH-THING', each: 'case', start: 'EVENT', due: 'EVENT', breach: 'none' },
        ],
      },
    ],
    ['an unknown field is given', { actions: [{ id: 'A-W34', colour: 'red', ...SIGNED }] }],
  ])('%s', (_why, fields) => {
    const refused = refusal(fields);
    expect(refused?.code).toBe('LENKE_DATA_FILE');
    expect(refused?.line).toBeGreaterThanOrEqual(1);
    expect(refused?.file).toContain('own.yaml');
  });

  test('the place is the very field, by line and column', () => {
    const text = [
      'layer: own',
      'extends: no-krs',
      'legal: "NO"',
      'version: "1"',
      'actions:',
      '- id: A-W34',
      '  reason: local routine',
      '  approver: head of department',
      '  due: next week',
    ].join('\n');
    writeFileSync(join(folder, 'own.yaml'), text);
    expect(() => loadPathway(folder, 'own')).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ line: 9, column: 8 }) }),
    );
  });
});

describe('merging, whatever two layers say', () => {
  const fields = fc.record(
    {
      due: fc.constantFrom('GA0+P30W', 'GA0+P33W', 'EVENT+P7D'),
      owner: fc.constantFrom('jordmor', 'kk-pol', 'fhs'),
      title: fc.constantFrom({ nb: 'en', en: 'one' }, { nb: 'to', en: 'two' }),
      mode: fc.constantFrom('AUTO', 'PROP'),
    },
    { requiredKeys: [] },
  );

  test('the later layer wins field by field, and nothing else is touched', () => {
    const before = loadPathway(folder, 'no-krs');
    const was = before.actions.find(({ id }) => id === 'A-W34');
    fc.assert(
      fc.property(fields, fields, (one, other) => {
        const first = { layer: 'first', extends: 'no-krs', legal: 'NO', version: '1' };
        const row = (said: object) => [{ id: 'A-W34', ...said, ...SIGNED }];
        writeFileSync(join(folder, 'first.yaml'), stringify({ ...first, actions: row(one) }));
        const merged = load({ extends: 'first', actions: row(other) });
        const now = merged.actions.find(({ id }) => id === 'A-W34');
        const said = {
          due: was?.due,
          owner: was?.owner,
          title: was?.title,
          mode: was?.mode,
          ...one,
          ...other,
        };
        expect([now?.due, now?.owner, now?.title, now?.mode]).toEqual([
          said.due,
          said.owner,
          said.title,
          said.mode,
        ]);
        expect(now?.if.expression).toBe(was?.if.expression);
        expect(merged.actions.map(({ id }) => id)).toEqual(before.actions.map(({ id }) => id));
      }),
      { numRuns: 8 },
    );
  }, 30_000);
});

describe('a layer that says why', () => {
  test('changes the fields it names and leaves the others', () => {
    const before = loadPathway(folder, 'no-krs').actions.find(({ id }) => id === 'A-W34');
    const after = load({ actions: [{ id: 'A-W34', due: 'GA0+P33W', ...SIGNED }] }).actions.find(
      ({ id }) => id === 'A-W34',
    );
    expect([after?.due, after?.start, after?.owner, after?.mode]).toEqual([
      'GA0+P33W',
      before?.start,
      before?.owner,
      before?.mode,
    ]);
  });

  test('disables what is not statutory, and its timers with it', () => {
    const { actions, timers } = load({ disable: ['A-W34'] });
    expect(actions.map(({ id }) => id)).not.toContain('A-W34');
    expect(timers.map(({ id }) => id)).not.toContain('T-W34');
  });

  test('counts weeks its own way', () => {
    const because = { weekConvention: SIGNED, deadlineEdge: SIGNED };
    const due = (parameters: object) =>
      load({ parameters, because }).timers.find(({ id }) => id === 'T-W34')?.due;
    expect([due({}), due({ weekConvention: 'running' }), due({ deadlineEdge: 'end' })]).toEqual([
      'GA0+P34W',
      'GA0+P33W',
      'GA0+P34W6D',
    ]);
  });

  test('whatever it disables, every statutory action stays', () => {
    const all = loadPathway(folder, 'no-krs').actions;
    const statutory = all.filter((action) => action.statutory).map(({ id }) => id);
    const free = all.filter((action) => !action.statutory).map(({ id }) => id);
    fc.assert(
      fc.property(fc.subarray(free), (disable) => {
        const left = load({ disable }).actions.map(({ id }) => id);
        expect(left).toEqual(expect.arrayContaining(statutory));
        expect(left).toHaveLength(all.length - disable.length);
      }),
      { numRuns: 8 },
    );
  }, 30_000);
});

describe('staffing', () => {
  const { directory } = layerData('no-krs');
  const pathway = loadPathway(folder, 'no-krs');
  const staffed = staffing(directory);

  test('what nobody can own is not part of the layer, nor its timers', () => {
    const settled = settle(pathway, (role) => role !== 'fysio' && staffed(role));
    expect(settled.unstaffed).toEqual([{ action: 'A-PHYS4M', role: 'fysio' }]);
    expect(settled.timers.map(({ id }) => id)).not.toContain('T-PHYS4M');
  });

  test('a statutory action that nobody can own refuses the layer', () => {
    expect(() => settle(pathway, (role) => role !== 'rusteam' && staffed(role))).toThrow(
      expect.objectContaining({ code: 'LENKE_LAYER_UNSTAFFED' }),
    );
  });

  test('person and context owners need no service', () => {
    const { actions } = settle(pathway, staffed);
    expect(actions.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['A-DUTY33', 'A-PLACEMENT', 'A-OPEN']),
    );
  });
});

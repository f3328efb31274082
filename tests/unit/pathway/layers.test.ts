// A layer adds to those it extends, by field and with a reason; what the law demands it can neither weaken nor leave unstaffed.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { GatewayError } from '../../../src/domain/failure.ts';
import { loadPathway } from '../../../src/pathway/load.ts';
import { settle } from '../../../src/pathway/settle.ts';
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

function refusal(fields: object): { code: string; line: number } | undefined {
  try {
    load(fields);
    return undefined;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { code: error.code, line: Number(error.facts['line']) };
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
    ['an unknown field is given', { actions: [{ id: 'A-W34', colour: 'red', ...SIGNED }] }],
  ])('%s', (_why, fields) => {
    const refused = refusal(fields);
    expect(refused?.code).toBe('LENKE_DATA_FILE');
    expect(refused?.line).toBeGreaterThanOrEqual(1);
  });
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

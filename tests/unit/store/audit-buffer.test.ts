// Looks are written together, in their order; none is lost while the store is away, and none when the gateway stops.

import { describe, expect, test } from '@jest/globals';
import { createAuditBuffer } from '../../../src/pipeline/looking/audit-buffer.ts';
import type { AuditEntry, AuditLog, Tx } from '../../../src/store/types.ts';

const alone: Tx = {
  query: async () => [],
  get last() {
    return alone;
  },
  afterCommit: () => undefined,
};
const look = (n: number): AuditEntry => ({
  at: new Date('2026-10-08T04:12:00Z'),
  action: 'read',
  caller: `caller-${n}`,
});

function buffered(isAway: () => boolean = () => false) {
  const statements: number[] = [];
  const written: string[] = [];
  const errors: object[] = [];
  const audit: AuditLog = {
    write: async (_tx, entries) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (isAway()) throw new Error('away');
      statements.push(entries.length);
      written.push(...entries.map(({ caller }) => caller));
    },
    list: async () => ({ items: [] }),
  };
  const buffer = createAuditBuffer({ audit, alone }, { error: (facts) => void errors.push(facts) });
  return { buffer, statements, written, errors };
}

const callers = (count: number) => Array.from({ length: count }, (_, n) => `caller-${n}`);

describe('the audit of looks', () => {
  test('writes many in few statements, each once and in order, when it stops', async () => {
    const { buffer, statements, written } = buffered();
    for (let n = 0; n < 1234; n += 1) buffer.note(look(n));
    await buffer.stop();
    expect(written).toEqual(callers(1234));
    expect(statements).toEqual([500, 500, 234]);
  });

  test('writes by itself, soon', async () => {
    const { buffer, written } = buffered();
    buffer.note(look(0));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(written).toEqual(callers(1));
    await buffer.stop();
  });

  test('keeps what the store did not take, says so, and writes it when it is back', async () => {
    const state = { away: true };
    const { buffer, written, errors } = buffered(() => state.away);
    for (let n = 0; n < 3; n += 1) buffer.note(look(n));
    await buffer.flush();
    expect(written).toEqual([]);
    expect(errors).toHaveLength(1);
    state.away = false;
    buffer.note(look(3));
    await buffer.stop();
    expect(written).toEqual(callers(4));
  });
});

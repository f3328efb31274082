// Who may see everything is said in plain words, and never in production.

import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../../src/config/load.ts';
import { GatewayError } from '../../../src/domain/failure.ts';

const caller = (more: object) =>
  JSON.stringify([{ id: 'one', role: 'fhs', token: 'a-token-of-sixteen', ...more }]);
const load = (more: object, environment = 'test') =>
  loadConfig({ LENKE_CALLERS: caller(more), LENKE_ENVIRONMENT: environment }, {});

function problems(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return error instanceof GatewayError ? String(error.facts['problems']) : 'another error';
  }
}

describe('a caller', () => {
  test('sees what the law lets it see unless settings say otherwise', () => {
    expect(load({}).callers[0]).not.toHaveProperty('reads');
    expect(load({ reads: 'everything' }).callers[0]).toMatchObject({ reads: 'everything' });
  });

  test('that reads anything but everything is a mistake', () => {
    expect(problems(() => load({ reads: 'all' }))).toContain('reads');
  });

  test('sees everything in no production', () => {
    expect(problems(() => load({ reads: 'everything' }, 'production'))).toContain('(one)');
    expect(problems(() => load({}, 'production'))).toBe('');
  });
});

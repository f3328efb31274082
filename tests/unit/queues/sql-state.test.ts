import { describe, expect, test } from '@jest/globals';
import { asBullmqKnowsIt, sqlState } from '../../../queues/sql-state.ts';

const coded = (code: string): Error => Object.assign(new Error('x'), { code });

describe('sqlState', () => {
  test.each([
    ['a deadlock', coded('40P01'), '40P01'],
    ['an internal error of PostgreSQL', coded('XX000'), 'XX000'],
    ['a socket with a code of five signs', coded('EPIPE'), ''],
    ['a socket with a longer code', coded('ECONNRESET'), ''],
    ['an error without a code', new Error('x'), ''],
    ['no error', '40P01', ''],
  ])('%s', (_reason, error, expected) => expect(sqlState(error)).toBe(expected));
});

describe('asBullmqKnowsIt', () => {
  test.each([
    ['a broken pipe is waited for', coded('EPIPE'), 'ECONNREFUSED'],
    ['an error without a code is waited for', new Error('Connection terminated'), 'ECONNREFUSED'],
    ['a server that shuts down is waited for', coded('57P01'), 'ECONNREFUSED'],
    ['a schema under repair is waited for', coded('3F000'), 'ECONNREFUSED'],
    ['a duplicate key stays what it is', coded('23505'), '23505'],
  ])('%s', (_reason, error, expected) => {
    expect(asBullmqKnowsIt(error)).toMatchObject({ code: expected });
  });
});

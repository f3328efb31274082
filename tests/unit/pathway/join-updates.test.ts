import { expect, test } from '@jest/globals';
import { joinUpdates } from '../../../src/pathway/drafts/join-updates.ts';

const episode = { resourceType: 'EpisodeOfCare', id: 'e', status: 'active', meta: { versionId: '3' } };

test('two changes to one resource are one update that keeps both', () => {
  const ended = { ...episode, status: 'finished' };
  const tagged = { ...episode, meta: { versionId: '3', tag: [{ code: 'C_END' }] } };
  expect(joinUpdates([episode], [ended, tagged])).toEqual([
    { ...episode, status: 'finished', meta: { versionId: '3', tag: [{ code: 'C_END' }] } },
  ]);
});

test('of two changes to one element the later one counts', () => {
  const updates = ['onhold', 'finished'].map((status) => ({ ...episode, status }));
  expect(joinUpdates([episode], updates)).toEqual([{ ...episode, status: 'finished' }]);
});

test('changes to different resources stay apart', () => {
  const other = { ...episode, id: 'other' };
  expect(joinUpdates([episode, other], [episode, other])).toEqual([episode, other]);
});

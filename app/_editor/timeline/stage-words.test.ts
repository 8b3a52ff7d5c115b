import { describe, expect, it } from 'vitest';
import type { StageDetail } from '@/server/db/run-views';
import type { RunDetail } from '../api';
import { runStateOf } from '../canvas/card-state';
import { isOneOfMany, partWords, stageTitle } from './stage-words';

const doc = { nodes: { impute: { type: 'impute' }, tune: { type: 'tune' } } } as unknown as RunDetail['document'];
const stage = (id: string) => ({ id, node: id.split(':')[0]!, nodes: [id.split(':')[0]!] });

describe('the words of a stage', () => {
  it.each([
    ['impute', 'Impute'],
    ['impute:fit', 'Impute learns'],
    ['impute:fit@2', 'Impute learns, round 2'],
    ['impute:table@2', 'Impute, round 2'],
    ['tune:trial-07', 'Tune, trial 7'],
    ['tune:rung-2', 'Tune, who goes on to rung 2'],
    ['tune:rung-2-01', 'Tune, rung 2, place 1'],
    ['impute:rejected', 'Impute, rejected'],
  ])('%s is “%s”', (id, words) => {
    expect(stageTitle(doc, stage(id))).toBe(words);
  });

  it('tell rounds and trials from the rest of a node', () => {
    const many = ['impute', 'impute:fit', 'impute:fit@2', 'tune:trial-07', 'tune:rung-2-01'].filter((id) =>
      isOneOfMany(stage(id)),
    );
    expect(many).toEqual(['impute:fit@2', 'tune:trial-07', 'tune:rung-2-01']);
    expect(partWords(stage('tune'))).toBeUndefined();
  });
});

describe('the card of a node of many stages', () => {
  const run = { number: 3, after: undefined };
  const stages = (...states: StageDetail['state'][]) =>
    states.map((state, index) => ({ ...stage(`tune:trial-0${index}`), state, reason: '', dependsOn: [] })) as never;

  it('counts them while it works, and between two of them', () => {
    expect(runStateOf(stages('done', 'reused', 'running', 'waiting', 'waiting'), run)).toMatchObject({
      kind: 'running',
      progress: 0.4,
      time: '2 of 5 stages',
    });
    expect(runStateOf(stages('done', 'done', 'queued', 'waiting'), run)).toMatchObject({
      kind: 'running',
      progress: 0.5,
    });
  });

  it('is queued before the first, and done at the end', () => {
    expect(runStateOf(stages('reused', 'queued', 'waiting', 'waiting'), run).kind).toBe('queued');
    expect(runStateOf(stages('done', 'reused', 'done', 'done'), run).kind).toBe('done');
  });
});

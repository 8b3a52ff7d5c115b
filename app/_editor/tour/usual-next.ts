import type { Candidate } from '../canvas/candidates';

/** What people put behind a node on the way from a table to an endpoint, as in the shipped examples. */
const usual: Readonly<Record<string, readonly string[]>> = {
  source: ['split', 'validate', 'filter'],
  validate: ['split', 'filter', 'impute'],
  filter: ['formula', 'split', 'aggregate'],
  formula: ['split', 'filter', 'aggregate'],
  join: ['formula', 'split', 'aggregate'],
  aggregate: ['sort', 'join', 'export'],
  sort: ['export', 'limit'],
  split: ['impute', 'train', 'encode'],
  impute: ['encode', 'scale', 'train'],
  encode: ['train', 'scale', 'tune'],
  scale: ['train', 'select-features', 'tune'],
  train: ['evaluate', 'calibrate', 'explain'],
  tune: ['evaluate', 'calibrate', 'explain'],
  calibrate: ['evaluate', 'explain'],
  evaluate: ['deploy', 'fairness', 'explain'],
  fairness: ['deploy'],
  compare: ['deploy'],
  deploy: ['monitor'],
};

/** The few to offer behind a node of this type: the usual ones that fit, then the likeliest that lead on. */
export function usualNext(type: string, fitting: readonly Candidate[], count: number): Candidate[] {
  const first = (usual[type] ?? []).flatMap((each) => fitting.find(({ definition }) => definition.type === each) ?? []);
  const others = fitting.filter((each) => !first.includes(each) && each.definition.category !== 'source');
  return [...first, ...others].slice(0, count);
}

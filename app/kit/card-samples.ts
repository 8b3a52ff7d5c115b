import type { NodeCardProps, PartitionShares } from '../_ui/canvas';

export const tableIn = [{ id: 'in', type: 'table' as const }];
export const tableOut = [{ id: 'out', type: 'table' as const }];
export const modelIn = [{ id: 'in', type: 'model' as const }];
export const modelOut = [{ id: 'out', type: 'model' as const }];

export interface StateSample {
  /** Why a card stands so. */
  readonly about: string;
  readonly card: NodeCardProps;
}

/** A card in each of its nine states. */
const samples: readonly (NodeCardProps & { about: string })[] = [
  {
    title: 'File',
    summary: 'no path yet',
    category: 'source',
    icon: 'file-spreadsheet',
    state: { kind: 'unset', time: 'choose a file' },
    outputs: tableOut,
    about: 'a required setting or input is missing',
  },
  {
    title: 'Join',
    summary: 'left, on customerID',
    category: 'shape',
    icon: 'combine',
    state: { kind: 'ready', time: 'not run yet' },
    inputs: [
      { id: 'left', type: 'table' },
      { id: 'right', type: 'table', missing: true },
    ],
    outputs: tableOut,
    about: 'valid, no result for this spec yet',
  },
  {
    title: 'Evaluate',
    summary: 'AUC, fairness on test',
    category: 'judge',
    icon: 'gauge',
    state: { kind: 'queued', time: 'after Train' },
    inputs: [
      { id: 'model', type: 'model' },
      { id: 'rows', type: 'table' },
    ],
    outputs: [
      { id: 'model', type: 'model' },
      { id: 'report', type: 'report', optional: true },
    ],
    about: 'waits for a stage or a gate',
  },
  {
    title: 'Train',
    summary: 'tree 188 of 300',
    category: 'model',
    icon: 'network',
    state: {
      kind: 'running',
      progress: 0.62,
      time: 'loss 0.4102',
      curves: {
        train: [0.58, 0.52, 0.48, 0.45, 0.43, 0.42, 0.41, 0.4],
        validation: [0.59, 0.54, 0.5, 0.47, 0.45, 0.43, 0.42, 0.41],
      },
    },
    inputs: tableIn,
    outputs: modelOut,
    badges: { leakProof: true },
    about: 'share done, losses so far',
  },
  {
    title: 'Impute',
    summary: '3 columns, median or 0',
    category: 'prepare',
    icon: 'droplets',
    state: { kind: 'done', time: '0.4 s' },
    inputs: tableIn,
    outputs: tableOut,
    badges: { leakProof: true },
    about: 'computed in this run',
  },
  {
    title: 'Aggregate',
    summary: 'per customer, 3 measures',
    category: 'shape',
    icon: 'sigma',
    state: { kind: 'reused', time: 'from run 127' },
    inputs: tableIn,
    outputs: tableOut,
    about: 'same spec and input: result taken over',
  },
  {
    title: 'Rejected rows',
    summary: 'quarantine.telco_rejects',
    category: 'source',
    icon: 'archive-x',
    state: { kind: 'failed', time: '3 attempts' },
    inputs: tableIn,
    about: 'the problem card says what to do',
  },
  {
    title: 'Train',
    summary: 'Gradient boosting, 300',
    category: 'model',
    icon: 'network',
    state: { kind: 'stale', time: 'was 3.8 s' },
    inputs: tableIn,
    outputs: modelOut,
    badges: { leakProof: true, published: true },
    about: 'result exists, spec or data has moved',
  },
  {
    title: 'Monitor',
    summary: 'drift, latency',
    category: 'watch',
    icon: 'activity',
    state: { kind: 'skipped', time: 'nothing new' },
    inputs: [{ id: 'in', type: 'endpoint' }],
    about: 'condition false, or bypassed',
  },
  {
    title: 'Deploy',
    summary: 'churn-score, staging',
    category: 'serve',
    icon: 'send',
    state: { kind: 'done', words: 'Healthy', time: 'v14 live' },
    inputs: modelIn,
    outputs: [{ id: 'out', type: 'endpoint' }],
    badges: { published: true, drifting: true },
    about: 'with badges: drifting, published',
  },
];

export const stateSamples: readonly StateSample[] = samples.map(({ about, ...card }) => ({ about, card }));

/** The card of a state, by the name of its node. */
export function cardNamed(title: string): NodeCardProps {
  const found = stateSamples.find(({ card }) => card.title === title);
  if (!found) throw new Error(`The kit has no sample card named “${title}”.`);
  return found.card;
}

export const shares: PartitionShares = { train: 4_926, validation: 1_055, test: 1_056 };

/** What became of a card between two versions. */
export const diffSamples: readonly NodeCardProps[] = [
  { ...cardNamed('Aggregate'), diff: { kind: 'added', words: '3 columns', effect: '6,912 × 4' } },
  {
    title: 'Drop incomplete',
    summary: 'any column is missing',
    category: 'shape',
    icon: 'funnel',
    state: { kind: 'done' },
    inputs: tableIn,
    outputs: tableOut,
    diff: { kind: 'removed', words: 'dropped 11 rows', effect: 'only in A' },
  },
  { ...cardNamed('Train'), state: { kind: 'stale' }, diff: { kind: 'changed', words: '3 fields', effect: '+1.4 s' } },
  {
    title: 'Split',
    summary: '70 / 15 / 15 by Churn',
    category: 'shape',
    icon: 'split',
    state: { kind: 'done' },
    inputs: tableIn,
    outputs: tableOut,
    diff: { kind: 'rewired', words: 'Validate → Join' },
  },
  { ...cardNamed('Deploy'), badges: { published: true }, diff: { kind: 'same' } },
];

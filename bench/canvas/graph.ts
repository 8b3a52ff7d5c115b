import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GRAPH_FORMAT, type GraphDoc, type Position, type Wire } from '@/nodes/kernel/graph-doc/graph-doc';

/** The data that every source of a generated pipeline reads. */
export const dataFile = join(import.meta.dirname, '..', '..', 'examples', 'telco-churn', 'telco-churn.csv');
export const readData = () => readFileSync(dataFile);

const columnPitch = 264;
const rowPitch = 128;
const lanesAside = 5;
const laneWidth = 8 * columnPitch;
const laneHeight = 2 * rowPitch + 48;

/** Where a node stands in its lane, its type, and its settings. */
type Station = readonly [column: number, row: number, type: string, config: Record<string, unknown>];

const stationsOf = (lane: number, file: unknown): Record<string, Station> => ({
  source: [0, 0, 'source', { file }],
  validate: [
    1,
    0,
    'validate',
    { rules: [{ column: 'tenure', kind: 'range', min: 0, max: 72 + lane, action: 'reject' }] },
  ],
  split: [2, 0, 'split', { method: 'random', seed: 7 + lane }],
  impute: [3, 0, 'impute', { numbers: 'median', others: 'most-frequent', except: ['churn'] }],
  encode: [4, 0, 'encode', { texts: 'one-hot', except: ['churn'] }],
  train: [5, 0, 'train', { target: 'churn', algorithm: 'boosted-trees', seed: lane }],
  evaluate: [6, 0, 'evaluate', { part: 'test', positive: 'Yes' }],
  union: [3, 1, 'union', { columns: 'common' }],
  aggregate: [4, 1, 'aggregate', { by: ['contract'], measures: [{ function: 'count' }] }],
});

const inside: readonly (readonly [from: string, port: string, to: string, input: string])[] = [
  ['source', 'table', 'validate', 'table'],
  ['validate', 'table', 'split', 'table'],
  ['split', 'table', 'impute', 'table'],
  ['impute', 'table', 'encode', 'table'],
  ['encode', 'table', 'train', 'table'],
  ['train', 'model', 'evaluate', 'model'],
  ['encode', 'table', 'evaluate', 'table'],
  ['validate', 'table', 'union', 'table'],
  ['union', 'table', 'aggregate', 'table'],
];

/**
 * A sound pipeline of about `size` nodes: lanes that read, check, split, prepare, train and judge, five beside each
 * other; each also takes in rows of the lane before it, so that some wires run far.
 */
export function largePipeline(size: number, file: unknown): GraphDoc {
  const nodes: GraphDoc['nodes'] = {};
  const layout: Record<string, Position> = {};
  const wires: Wire[] = [];
  const lanes = Math.max(1, Math.round(size / 9));
  for (let lane = 0; lane < lanes; lane += 1) {
    const left = (lane % lanesAside) * laneWidth;
    const top = Math.floor(lane / lanesAside) * laneHeight;
    for (const [name, [column, row, type, config]] of Object.entries(stationsOf(lane, file))) {
      const id = `${name}_${lane}`;
      nodes[id] = { type, version: 1, config, title: `${type[0]!.toUpperCase()}${type.slice(1)} ${lane}` };
      layout[id] = { x: left + column * columnPitch, y: top + row * rowPitch };
    }
    for (const [from, port, to, input] of inside)
      wires.push({ from: { node: `${from}_${lane}`, port }, to: { node: `${to}_${lane}`, port: input } });
    const before = (lane + lanes - 1) % lanes;
    wires.push({ from: { node: `validate_${before}`, port: 'table' }, to: { node: `union_${lane}`, port: 'table2' } });
  }
  return { format: GRAPH_FORMAT, name: `${size} nodes`, parameters: {}, nodes, wires, layout };
}

import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { DatasetFact, Facts } from '@/nodes/kernel/facts';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Analysis } from '../analysis';
import { analyze } from '../compile';
import { type DrawnNodes, graph } from './draw-graph';
import { leakRegistry } from './leak-nodes';

export const hash = (letter: string): string => letter.repeat(64);

/** A source with a key, whose columns `facts` knows. */
export const people = { type: 'source', config: { file: { hash: hash('a'), name: 'people.csv' }, key: 'id' } };
export const keyless = { type: 'source', config: { file: { hash: hash('a'), name: 'people.csv' } } };
export const visits = { type: 'source', config: { file: { hash: hash('b'), name: 'visits.csv' } } };

export const train = (...features: string[]) => ({ type: 'train', config: { target: 'target', features } });
export const split = (config: Record<string, unknown> = {}) => ({ type: 'split', config });
export const impute = { type: 'impute', config: { except: ['target'] } };
export const byCity = (by: string, of = 'age') => ({
  type: 'aggregate',
  config: { by: [by], measures: [{ function: 'mean', column: of, as: 'typical' }] },
});

export const targetMean = {
  type: 'encode',
  config: { overrides: [{ column: 'age', method: 'target' }], target: 'target' },
};
export const joinOn = (column: string) => ({ type: 'join', config: { on: [{ left: column, right: column }] } });
export const windowOf = (measure: 'lag' | 'lead') => ({
  type: 'window',
  config: { order: 'at', measures: [{ function: measure, column: 'age', as: 'seen_before' }] },
});

const datasets: Readonly<Record<string, DatasetFact>> = {
  [hash('a')]: {
    columns: [
      { name: 'id', type: 'int', nullable: false },
      { name: 'group', type: 'int', nullable: false },
      { name: 'age', type: 'int', nullable: true },
      { name: 'income', type: 'float', nullable: true },
      { name: 'at', type: 'timestamp', nullable: false },
      { name: 'target', type: 'bool', nullable: false },
    ],
    rowCount: 1000,
    unparsedCount: 0,
  },
  [hash('b')]: {
    columns: [
      { name: 'id', type: 'int', nullable: false },
      { name: 'spent', type: 'float', nullable: true },
      { name: 'seen', type: 'timestamp', nullable: false },
    ],
    rowCount: 1000,
    unparsedCount: 0,
  },
};

const facts: Facts = { dataset: ({ fileHash }) => datasets[fileHash], has: () => false };

export const analyzed = (doc: GraphDoc): Analysis => analyze(doc, { registry: leakRegistry, facts });

/** What is said of leaks. */
export const leaks = ({ diagnostics }: Analysis): Diagnostic[] =>
  diagnostics.filter(({ code }) => code.startsWith('leak-'));

/** A drawing and what must be said of it: a code, or nothing. */
export interface LeakCase {
  readonly name: string;
  readonly nodes: DrawnNodes;
  readonly wires: string[];
  readonly says?: Partial<Pick<Diagnostic, 'code' | 'severity' | 'path'>> & { readonly message?: RegExp };
}

export const drawn = ({ nodes, wires }: Pick<LeakCase, 'nodes' | 'wires'>): GraphDoc => graph(nodes, wires);

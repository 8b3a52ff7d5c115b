import type { DatasetFact, Facts } from '@/nodes/kernel/facts';
import { GRAPH_FORMAT, type GraphDoc, type Wire } from '@/nodes/kernel/graph-doc/graph-doc';

/** A dataset with text, numbers and holes, whatever is asked for. */
export const sampleDataset: DatasetFact = {
  columns: [
    { name: 'id', type: 'int', nullable: false },
    { name: 'city', type: 'text', nullable: true },
    { name: 'age', type: 'int', nullable: false },
    { name: 'income', type: 'float', nullable: true },
    { name: 'target', type: 'text', nullable: false },
  ],
  rowCount: 1000,
  unparsedCount: 0,
};

export const sampleFacts: Facts = { dataset: () => sampleDataset, has: () => false };

const chain = ['validate', 'split', 'impute', 'encode'] as const;

/** Settings under which every node type of a generated graph is content. */
const configs: Readonly<Record<string, Record<string, unknown>>> = {
  validate: { rules: [{ column: 'age', kind: 'range', min: 0, max: 150, action: 'reject' }] },
  split: { method: 'random', seed: 7 },
  impute: { except: ['target'] },
  encode: { except: ['target'] },
  train: { target: 'target', features: ['city', 'age', 'income'] },
  evaluate: {},
  aggregate: { by: ['city'], measures: [{ function: 'count' }] },
};

/** A sound document of about `size` nodes: chains source → validate → split → impute → encode → train, evaluate, aggregate. */
export function generatedGraph(size: number): GraphDoc {
  const nodes: GraphDoc['nodes'] = {};
  const wires: Wire[] = [];
  const layout: GraphDoc['layout'] = {};
  for (let lane = 0; Object.keys(nodes).length + 8 <= size; lane++) {
    const add = (type: string, config: Record<string, unknown>): string => {
      const id = `${type}_${lane}`;
      nodes[id] = { type, version: 1, config };
      layout[id] = { x: Object.keys(layout).length * 8, y: lane * 104 };
      return id;
    };
    const wire = (from: string, port: string, to: string, input = 'table') =>
      wires.push({ from: { node: from, port }, to: { node: to, port: input } });
    let last = add('source', { file: { hash: hex(lane), name: `part-${lane}.csv` }, key: 'id' });
    for (const type of chain) {
      const id = add(type, configs[type]!);
      wire(last, 'table', id);
      last = id;
    }
    const train = add('train', configs.train!);
    wire(last, 'table', train);
    const evaluate = add('evaluate', configs.evaluate!);
    wire(train, 'model', evaluate, 'model');
    wire(last, 'table', evaluate);
    const aggregate = add('aggregate', configs.aggregate!);
    wire(`validate_${lane}`, 'table', aggregate);
  }
  return { format: GRAPH_FORMAT, name: 'generated', parameters: {}, nodes, wires, layout };
}

const hex = (lane: number): string => lane.toString(16).padStart(64, '0');

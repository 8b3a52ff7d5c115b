import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Sketch } from './pipeline-sketch';

/** A tile of the gallery. */
export interface Example {
  /** Its folder below examples/. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly kind: string;
  readonly rows: number;
  /** Its data, relative to the data folder. */
  readonly dataPath: string;
  readonly document: GraphDoc;
  readonly sketch: Sketch;
}

const shown = [
  { id: 'telco-churn', kind: 'Two classes' },
  { id: 'ames-housing', kind: 'A number' },
  { id: 'hpc-jobs', kind: 'Four classes' },
  { id: 'credit', kind: 'Missing values' },
] as const;

const read = (...path: string[]): string => readFileSync(join(process.cwd(), 'examples', ...path), 'utf8');

/** The examples as they lie on disk, read when the page is made. */
export function readExamples(): Example[] {
  return shown.map(({ id, kind }) => {
    const document = JSON.parse(read(id, 'pipeline.json')) as GraphDoc;
    const dataFile = `${id}.csv`;
    return {
      id,
      kind,
      title: document.name,
      description: document.description ?? '',
      rows: read(id, dataFile).trimEnd().split('\n').length - 1,
      dataPath: `${id}/${dataFile}`,
      document,
      sketch: {
        nodes: Object.entries(document.nodes).map(([nodeId, node]) => ({
          id: nodeId,
          type: node.type,
          ...(document.layout[nodeId] ?? { x: 0, y: 0 }),
        })),
        wires: document.wires.map((wire) => [wire.from.node, wire.to.node] as const),
      },
    };
  });
}

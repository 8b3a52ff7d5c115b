import { expect, test } from 'vitest';
import { exampleSchema } from './conforming-node';
import { nodeExamples } from './examples.gen';
import {
  columnNames,
  FOLD_COLUMN,
  type FoldPlan,
  hasFolds,
  PARTITION_COLUMN,
  type Rel,
  type TableSchema,
} from './kernel';
import { registry } from './registry.gen';

const folds: FoldPlan = { kind: 'around', folds: 5, repeats: 1 };
const examples = Object.entries(registry).flatMap(([type, definition]) =>
  (nodeExamples[type] ?? [])
    .filter((example) => definition.lower && 'table' in example.in)
    .map((example) => ({ type, title: example.title, definition, example })),
);

test.each(examples)('$type announces folds where its rows carry them: $title', ({ definition, example }) => {
  const config = definition.config.parse(example.config);
  const schemas = Object.fromEntries(
    Object.entries(example.in)
      .filter(([port]) => port in definition.ports.in)
      .map(([port, table]): [string, TableSchema] => [port, { ...exampleSchema(table), partitioned: true, folds }]),
  );
  const inputs = Object.fromEntries(
    Object.entries(schemas).map(([port, schema]): [string, Rel] => [
      port,
      { op: 'scan', key: port, columns: [...columnNames(schema), PARTITION_COLUMN, FOLD_COLUMN] },
    ]),
  );
  const outputs = definition.outputSchema({ config, inputs: schemas });
  const learned = (name: string) => {
    const rule = definition.fit?.({ config, inputs: schemas })[name];
    return { op: 'learned' as const, fit: 'fit', name, type: rule!.type };
  };
  const lowered = definition.lower!({ config, inputs, schemas, outputs, learned });
  for (const [port, meaning] of Object.entries(lowered)) {
    if (meaning.kind !== 'relation') continue;
    const announced = outputs[port]!.partitioned === true && outputs[port]!.folds !== undefined;
    // Rows may carry more than is announced: what is not announced is dropped by the next step.
    if (announced) expect(hasFolds(meaning.rel), port).toBe(true);
  }
});

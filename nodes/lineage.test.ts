import { describe, expect, test } from 'vitest';
import { ConformingNode } from './conforming-node';
import { nodeExamples } from './examples.gen';
import { columnsOf, type Expr, type FitAggregate, inputsOf, type Rel, type TableSchema } from './kernel';
import { registry } from './registry.gen';

/** Columns of a node's inputs, as `port.column`. */
type Read = ReadonlySet<string>;

/**
 * The input columns whose values a relation's column is computed from, found in the relation itself. What only chooses or
 * arranges rows is left out.
 */
function valuesOf(rel: Rel, name: string): Read {
  const input = inputsOf(rel)[0]!;
  const from = (expr: Expr | undefined): Read =>
    new Set(expr ? columnsOf(expr).flatMap((column) => [...valuesOf(input, column)]) : []);
  switch (rel.op) {
    case 'scan':
      return new Set([`${rel.key}.${name}`]);
    case 'project':
      return from(rel.columns.find((column) => column.name === name)?.expr);
    case 'aggregate': {
      const measure = rel.aggregates.find((part) => part.name === name);
      return measure ? from(measure.of) : valuesOf(input, name);
    }
    case 'window': {
      const window = rel.windows.find((part) => part.name === name);
      return window ? from(window.of) : valuesOf(input, name);
    }
    case 'out-of-fold': {
      const column = rel.columns.find((part) => part.name === name);
      return column ? from(column.serving) : valuesOf(input, name);
    }
    case 'unpivot': {
      if (name === rel.name) return new Set();
      return name === rel.value ? new Set(rel.entries.flatMap(({ of }) => [...from(of)])) : valuesOf(input, name);
    }
    case 'join':
    case 'asof': {
      const column = rel.columns.find((part) => part.name === name);
      if (!column) return valuesOf(input, name);
      const [left, right] = rel.inputs;
      return new Set([
        ...(column.side === 'right' ? [] : valuesOf(left, column.column)),
        ...(column.side === 'left' ? [] : valuesOf(right, column.right ?? column.column)),
      ]);
    }
    case 'union':
      return new Set(rel.inputs.flatMap((each) => [...valuesOf(each, name)]));
    case 'count-same':
      return name === rel.name ? new Set() : valuesOf(input, name);
    default:
      return valuesOf(input, name);
  }
}

/** Where the schema says that a column comes from. */
function declared(schema: TableSchema, name: string, inputs: Readonly<Record<string, TableSchema>>): Read {
  const column = schema.columns.find((candidate) => candidate.name === name)!;
  if (column.lineage) return new Set(column.lineage.from.map((from) => `${from.port}.${from.column}`));
  const ports = Object.entries(inputs).filter(([, input]) => input.columns.includes(column));
  return new Set(ports.map(([port]) => `${port}.${name}`));
}

const everyExample = Object.entries(registry).flatMap(([type, definition]) =>
  (nodeExamples[type] ?? []).map((example) => ({ type, title: example.title, definition, example })),
);

/** A column that hides where it comes from would hide a leak of the target. */
describe.each(everyExample)('$type: $title', ({ definition, example }) => {
  const node = new ConformingNode(definition, example);
  const relations = Object.entries(Object.keys(node.schemas).length === 0 ? {} : node.lowered());

  test('every column names the columns that its values come from', () => {
    for (const [port, lowered] of relations) {
      if (lowered.kind !== 'relation') continue;
      for (const { name } of node.outputs[port]!.columns) {
        const said = declared(node.outputs[port]!, name, node.schemas);
        const hidden = [...valuesOf(lowered.rel, name)].filter((column) => !said.has(column));
        expect(hidden, `${port}.${name} says it comes from ${[...said].join(', ') || 'nothing'}`).toEqual([]);
      }
    }
  });

  test('what it learns is of columns that its outputs name', () => {
    const fit = definition.fit?.({ config: node.config, inputs: node.schemas }) ?? {};
    const learnedFrom = new Set(
      Object.values(fit).flatMap((entry) =>
        [(entry as FitAggregate).of, (entry as FitAggregate).where].flatMap((expr) => (expr ? columnsOf(expr) : [])),
      ),
    );
    const said = new Set(
      Object.values(node.outputs).flatMap((schema) =>
        schema.columns.flatMap(({ name }) => [...declared(schema, name, node.schemas)]),
      ),
    );
    expect([...learnedFrom].filter((name) => !said.has(`table.${name}`))).toEqual([]);
  });
});

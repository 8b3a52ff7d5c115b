import { describe, expect, test } from 'vitest';
import { traitsOf } from '@/nodes/kernel/define-node';
import type { Column } from '@/nodes/kernel/schema';
import { registry } from '@/nodes/registry.gen';
import { analyze } from './compile';
import { type DrawnNodes, drawnSource, graph } from './testing/draw-graph';

const columns: Record<string, Column[]> = {
  'orders.csv': [
    { name: 'id', type: 'int', nullable: false },
    { name: 'shop', type: 'text', nullable: true },
    { name: 'amount', type: 'float', nullable: true },
    { name: 'day', type: 'date', nullable: true },
    { name: 'open', type: 'bool', nullable: true },
  ],
  'prices.csv': [
    { name: 'shop', type: 'int', nullable: false },
    { name: 'since', type: 'timestamp', nullable: false },
    { name: 'Amount', type: 'float', nullable: true },
  ],
};
const sources: DrawnNodes = { orders: drawnSource('orders', 'id'), prices: drawnSource('prices') };

function run(type: string, config: Record<string, unknown>, wires: string[] = []) {
  return analyze(graph({ ...sources, node: { type, config } }, ['orders > node', ...wires]), {
    registry,
    facts: {
      dataset: ({ fileName }) => ({ columns: columns[fileName]!, rowCount: 10, unparsedCount: 0 }),
      has: () => false,
    },
  });
}
const errors = (type: string, config: Record<string, unknown>, wires?: string[]) =>
  run(type, config, wires)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ message, place }) => `${place.path?.join('.') ?? ''}: ${message}`);
const made = (type: string, config: Record<string, unknown>, wires?: string[]) =>
  run(type, config, wires).nodes.node!.outputs.table!.schema!.columns.map(({ name, type: of }) => `${name}:${of}`);

describe('settings that cannot be', () => {
  test.each([
    ['aggregate', { measures: [] }, 'measures: Aggregate: “Measures” is not set.'],
    [
      'aggregate',
      { measures: [{ function: 'mean', column: 'shop' }] },
      'measures.0.column: Mean needs numbers; shop is text.',
    ],
    ['aggregate', { measures: [{ function: 'count', where: 'amount +' }] }, 'measures.0.where: '],
    ['aggregate', { measures: [{ function: 'share', condition: 'amount' }] }, 'measures.0.condition: '],
    [
      'aggregate',
      { measures: [{ function: 'last', column: 'amount' }] },
      'measures.0.order: Aggregate: “In order of” is not set.',
    ],
    [
      'aggregate',
      { measures: [{ function: 'count' }, { function: 'count' }] },
      'measures.1.as: Two columns would be named rows.',
    ],
    ['window', { measures: [{ function: 'rank' }] }, 'order: “Rank” needs an order.'],
    [
      'window',
      { order: 'id', measures: [{ function: 'sum', column: 'amount', over: 'time' }] },
      'order: Time cannot be measured along id, which is int.',
    ],
    [
      'window',
      { order: 'day', measures: [{ function: 'difference', column: 'shop' }] },
      'measures.0.column: “Difference to an earlier row” needs numbers; shop is text.',
    ],
    [
      'window',
      { order: 'day', measures: [{ function: 'lag', column: 'amount', as: 'shop' }] },
      'measures.0.as: There would be two columns named shop.',
    ],
    ['pivot', { names: 'shop', of: 'amount' }, 'values: Pivot: “Its values” is not set.'],
    [
      'pivot',
      { names: 'day', values: ['tomorrow'], of: 'amount' },
      'values.0: “tomorrow” is no value of day, which is date.',
    ],
    ['pivot', { names: 'shop', values: ['A'], of: 'shop' }, 'of: Sum needs numbers; shop is text.'],
    [
      'pivot',
      { index: ['shop'], names: 'open', values: ['true', 'true'], function: 'count' },
      'values.1: There would be two columns named true.',
    ],
    ['unpivot', { columns: ['shop', 'amount'] }, 'columns: shop is text and amount is float.'],
    ['unpivot', { columns: ['amount'], value: 'shop' }, 'value: There would be two columns named shop.'],
    ['export', { file: '../x.csv' }, 'file: A file stays in the folder of exports.'],
    [
      'export',
      { target: 'postgres', connection: 'DATABASE_URL', name: 't' },
      'connection: “DATABASE_URL” is not the name of a connection.',
    ],
    [
      'export',
      { target: 'postgres', connection: 'EXPORT_A', name: 'é'.repeat(40) },
      'name: A table needs a name of 1 to 63 bytes.',
    ],
  ])('%s %j', (type, config, message) => {
    expect(errors(type, config).join('\n')).toContain(message);
  });

  test('an as-of join of keys that are not of one type', () => {
    const config = { keys: [{ left: 'shop', right: 'shop' }], leftTime: 'day', rightTime: 'since' };
    expect(errors('asof-join', config, ['prices > node.history'])).toEqual([
      'keys.0.right: shop is text and shop is int.',
    ]);
  });
});

describe('columns that are made', () => {
  test('by an as-of join: taken under a free name, also when it differs in case only', () => {
    const config = { keys: [{ left: 'id', right: 'shop' }], leftTime: 'day', rightTime: 'since' };
    expect(made('asof-join', config, ['prices > node.history']).at(-1)).toBe('Amount_right:float');
  });

  test('by a window and an aggregate: types follow from the measure', () => {
    const measures = ['sum', 'mean', 'min'].map((name) => ({ function: name, column: 'id' }));
    expect(made('window', { order: 'day', measures }).slice(5)).toEqual([
      'id_sum_7:int',
      'id_mean_7:float',
      'id_min_7:int',
    ]);
    expect(made('aggregate', { by: ['open'], measures })).toEqual([
      'open:bool',
      'id_sum:int',
      'id_mean:float',
      'id_min:int',
    ]);
  });
});

describe('which rows a window looks at', () => {
  const looks = (measure: Record<string, unknown>, more: Record<string, unknown> = {}) => {
    const config = registry.window!.config.parse({
      order: 'day',
      measures: [{ column: 'amount', ...measure }],
      ...more,
    });
    return traitsOf(registry.window!, config).looksAt;
  };
  test.each([
    [{ function: 'lag' }, 'past'],
    [{ function: 'mean', over: 'rows' }, 'past'],
    [{ function: 'mean', over: 'time', own: false }, 'past'],
    [{ function: 'sum', over: 'so-far' }, 'past'],
    [{ function: 'fill-forward' }, 'past'],
    [{ function: 'lead' }, 'others'],
    [{ function: 'mean', over: 'around' }, 'others'],
    [{ function: 'mean', over: 'group' }, 'others'],
    [{ function: 'rank' }, 'others'],
  ])('%j: %s', (measure, rows) => expect(looks(measure)).toBe(rows));

  test('in a descending order, what comes before is later', () => {
    expect(looks({ function: 'lag' }, { descending: true })).toBe('others');
  });
});

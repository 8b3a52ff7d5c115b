import {
  call,
  col,
  type Derivation,
  defineNode,
  derivedColumn,
  derivedRows,
  derivedSchema,
  emptyOpenSchema,
  inputPort,
  isNumeric,
  literalOf,
  outputPort,
  type TableSchema,
} from '../kernel';
import { filled, filledType, fillings, fits, readBy, withCarried } from './fillings';
import { type Config, config, isCarried, learnsValues, looksAt, METHOD_LABELS } from './settings';

function derivations(settings: Config, table: TableSchema): Derivation[] {
  const changes = fillings(settings, table);
  const marks = changes.map(
    ({ column: { name } }): Derivation => ({
      column: derivedColumn(`${name}_was_missing`, 'bool', [name]),
      expr: () => call('is_null', col(name)),
    }),
  );
  return [
    ...changes.map((filling): Derivation => {
      const { name } = filling.column;
      return {
        // Nothing comes before the first row.
        column: derivedColumn(name, filledType(filling), readBy(filling, settings), {
          nullable: isCarried(filling.method),
        }),
        replaces: name,
        expr: (learned) => filled(filling, settings, table, learned),
      };
    }),
    ...(settings.indicator ? marks : []),
  ];
}

export const impute = defineNode({
  type: 'impute',
  version: 1,
  title: 'Impute',
  summary: 'Fills missing values with what the training rows say, with the value before or after, or with a constant.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: (settings) => {
    const others = looksAt(settings);
    return {
      rows: 'keeps',
      learns: learnsValues(settings) ? 'from-training-rows' : 'nothing',
      ...(others ? { looksAt: others } : {}),
      determinism: 'pure',
      serving: 'per-row',
    };
  },
  leaveAlone: (settings, column) => ({ except: [...settings.except, column] }),
  outputSchema: ({ inputs, config: settings }) => {
    const table = inputs.table ?? emptyOpenSchema;
    return { table: derivedSchema(table, derivations(settings, table)) };
  },
  check: ({ config: settings, inputs, report }) => {
    const table = inputs.table;
    if (!table) return;
    const changes = fillings(settings, table);
    if (settings.order === '' && changes.some(({ method }) => isCarried(method))) {
      report('setting-missing', ['order'], 'To fill with the value before or after, the rows need an order.', {
        hint: 'Choose the column they are ordered by: a time.',
      });
    }
    for (const { column, method, value } of changes) {
      const own = settings.overrides.findIndex((rule) => rule.column === column.name);
      const path = own >= 0 ? ['overrides', own, 'method'] : [isNumeric(column.type) ? 'numbers' : 'others'];
      if (method === 'constant' && literalOf(column.type, value) === undefined) {
        report(
          'setting-invalid',
          own >= 0 ? ['overrides', own, 'value'] : [isNumeric(column.type) ? 'numbersValue' : 'othersValue'],
          `“${value}” is not a ${column.type}, as ${column.name} is.`,
          { hint: 'Give that column its own rule, or leave it alone.' },
        );
      }
      if ((method === 'mean' || method === 'median') && !isNumeric(column.type)) {
        report('column-type', path, `A ${method} needs numbers; ${column.name} is ${column.type}.`, {
          hint: 'Choose “most frequent value” or a constant.',
        });
      }
    }
  },
  fit: ({ inputs, config: settings }) => fits(settings, inputs.table ?? emptyOpenSchema),
  lower: ({ inputs, schemas, config: settings, learned }) => {
    const table = schemas.table ?? emptyOpenSchema;
    const input = withCarried(inputs.table!, settings, table);
    return { table: { kind: 'relation', rel: derivedRows(input, table, derivations(settings, table), learned) } };
  },
  ui: {
    icon: 'droplets',
    keywords: ['missing', 'null', 'fill', 'nan', 'mean', 'median', 'forward', 'ffill', 'locf', 'group'],
    describe: (settings) =>
      [
        METHOD_LABELS[settings.numbers],
        METHOD_LABELS[settings.others].toLowerCase(),
        ...(settings.within.length > 0 ? [`within ${settings.within.join(', ')}`] : []),
        ...(settings.overrides.length > 0 ? [`${settings.overrides.length} own`] : []),
      ].join(' · '),
  },
});

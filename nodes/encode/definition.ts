import {
  defineNode,
  derivedRows,
  derivedSchema,
  emptyOpenSchema,
  findColumn,
  inputPort,
  isNumeric,
  outputPort,
} from '../kernel';
import { derivations, encodings, fits, isCategorical, targetMeans } from './encodings';
import { type Config, config, LABELS } from './settings';

export { MISSING_CATEGORY } from './encodings';

const dropped = (settings: Config, table: Parameters<typeof encodings>[1]): ReadonlySet<string> =>
  new Set(encodings(settings, table).flatMap(({ column, method }) => (method === 'drop' ? [column.name] : [])));

const hasTargetMeans = (settings: Config): boolean =>
  settings.texts === 'target' || settings.overrides.some((rule) => rule.method === 'target');

export const encode = defineNode({
  type: 'encode',
  version: 1,
  title: 'Encode',
  summary:
    'Turns categories into numbers a model can read (one-hot, ordinal, frequency, target mean) and standardises numbers.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: (settings) => ({
    rows: 'keeps',
    learns: 'from-training-rows',
    determinism: 'pure',
    serving: 'per-row',
    ...(hasTargetMeans(settings) ? { outOfFold: true as const } : {}),
  }),
  leaveAlone: (settings, column) => ({ except: [...settings.except, column] }),
  outputSchema: ({ inputs, config: settings }) => {
    const table = inputs.table ?? emptyOpenSchema;
    return { table: derivedSchema(table, derivations(settings, table), dropped(settings, table)) };
  },
  check: ({ config: settings, inputs, report }) => {
    const table = inputs.table ?? emptyOpenSchema;
    for (const [index, rule] of settings.overrides.entries()) {
      const column = findColumn(table, rule.column);
      const path = ['overrides', index, 'method'];
      if (!column) continue;
      if (isCategorical(rule.method) && !['text', 'int', 'bool'].includes(column.type)) {
        report(
          'column-type',
          path,
          `${LABELS[rule.method]} encodes text, whole numbers and booleans; ${column.name} is ${column.type}.`,
          { hint: 'Bin numbers first; of a date take its parts.' },
        );
      }
      if (rule.method === 'standardise' && !isNumeric(column.type)) {
        report('column-type', path, `Standardise needs numbers; ${column.name} is ${column.type}.`);
      }
    }
    if (!hasTargetMeans(settings)) return;
    const target = findColumn(table, settings.target);
    if (settings.target === '') {
      report('setting-missing', ['target'], 'A target mean needs to know the target.', { hint: 'Choose it.' });
    } else if (target?.type === 'text' && !settings.positive) {
      report('setting-missing', ['positive'], `${target.name} is text: the target mean is the share of one answer.`, {
        hint: 'Write the positive answer. Of more than two answers it is one against the rest; a column per answer is not made, as most models do as well with one-hot.',
      });
    }
  },
  fit: ({ inputs, config: settings }) => fits(settings, inputs.table ?? emptyOpenSchema),
  lower: ({ inputs, schemas, config: settings, learned }) => {
    const table = schemas.table ?? emptyOpenSchema;
    const columns = targetMeans(settings, table, learned);
    const input = columns.length > 0 ? { op: 'out-of-fold' as const, input: inputs.table!, columns } : inputs.table!;
    const rel = derivedRows(input, table, derivations(settings, table), learned, dropped(settings, table));
    return { table: { kind: 'relation', rel } };
  },
  ui: {
    icon: 'binary',
    keywords: [
      'one-hot',
      'dummy',
      'categorical',
      'category',
      'ordinal',
      'frequency',
      'target',
      'mean',
      'likelihood',
      'scale',
      'standardise',
      'normalise',
    ],
    describe: (settings) =>
      `Text ${LABELS[settings.texts].toLowerCase()}${settings.numbers === 'standardise' ? ' · numbers standardised' : ''}`,
  },
});

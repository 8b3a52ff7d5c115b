import {
  type Column,
  call,
  choiceWords,
  chosenColumns,
  col,
  type Derivation,
  defineNode,
  derivedColumn,
  type Expr,
  emptyOpenSchema,
  floatOf,
  inputPort,
  NUMERIC_TYPES,
  nullOf,
  outputPort,
  perRow,
  type ScalarType,
  type TableSchema,
} from '../kernel';
import { type Bounds, boundFits, boundsOf } from './bounds';
import { type Config, config, LABELS, ruleOf } from './settings';

const chosen = (settings: Config, table: TableSchema): Column[] =>
  chosenColumns(
    settings,
    table,
    NUMERIC_TYPES,
    settings.overrides.map((rule) => rule.column),
  );

const markName = (column: string): string => `${column}_was_outlier`;
const isMarked = (settings: Config): boolean => settings.action === 'leave' || settings.mark;

function isOutlier(column: Column, { low, high }: Bounds): Expr {
  const value = floatOf(column);
  const beyond = [...(low ? [call('less', value, low)] : []), ...(high ? [call('less', high, value)] : [])];
  return call('is_true', call('or', ...beyond));
}

function clipped(column: Column, { low, high }: Bounds): Expr {
  const value = floatOf(column);
  if (low && high) return call('clip', value, low, high);
  if (low) return call('greatest', value, low);
  return high ? call('least', value, high) : value;
}

/** The column as it becomes; undefined where it stays. */
function changed(settings: Config, column: Column): Derivation | undefined {
  const { name, nullable } = column;
  const bounds = (learned: (name: string) => Expr) => boundsOf(column, ruleOf(settings, name), learned);
  switch (settings.action) {
    case 'clip':
      return {
        // A bound of whole numbers need not be whole.
        column: derivedColumn(name, 'float', [name], { nullable }),
        replaces: name,
        expr: (learned) => clipped(column, bounds(learned)),
      };
    case 'missing':
      return {
        column: derivedColumn(name, column.type, [name], { nullable: true }),
        replaces: name,
        expr: (learned) => call('if', isOutlier(column, bounds(learned)), nullOf(column.type as ScalarType), col(name)),
      };
    case 'leave':
      return undefined;
  }
}

function derivations(settings: Config, table: TableSchema): Derivation[] {
  const columns = chosen(settings, table);
  const marks = columns.map(
    (column): Derivation => ({
      column: derivedColumn(markName(column.name), 'bool', [column.name]),
      expr: (learned) => isOutlier(column, boundsOf(column, ruleOf(settings, column.name), learned)),
    }),
  );
  return [...columns.flatMap((column) => changed(settings, column) ?? []), ...(isMarked(settings) ? marks : [])];
}

const learnsBounds = ({ method, overrides }: Config): boolean =>
  [method, ...overrides.map((rule) => rule.method)].some((each) => each !== 'fixed');

export const clip = defineNode({
  type: 'clip',
  version: 1,
  title: 'Clip outliers',
  summary: 'Holds numbers within bounds: fixed ones, or bounds learned from training rows.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: (settings) => ({
    rows: 'keeps',
    learns: learnsBounds(settings) ? 'from-training-rows' : 'nothing',
    determinism: 'pure',
    serving: 'per-row',
  }),
  leaveAlone: (settings, column) => ({ except: [...settings.except, column] }),
  ...perRow(derivations),
  check: ({ config: settings, report }) => {
    if (settings.method === 'quantiles' && settings.lowPercentile > settings.highPercentile) {
      report('setting-invalid', ['lowPercentile'], 'The bounds are the wrong way round.', {
        hint: 'Let the first percentile be the smaller one.',
      });
    }
    const own = settings.overrides.map((rule, index) => ({ rule, path: ['overrides', index] as (string | number)[] }));
    for (const { rule, path } of [{ rule: settings, path: [] }, ...own]) {
      if (rule.method !== 'fixed') continue;
      if (rule.low === undefined && rule.high === undefined) {
        report('setting-missing', [...path, 'low'], 'Fixed bounds need a lowest or a highest value.', {
          hint: 'Fill in at least one of them.',
        });
      } else if (rule.low !== undefined && rule.high !== undefined && rule.low > rule.high) {
        report('setting-invalid', [...path, 'low'], 'The bounds are the wrong way round.', {
          hint: 'Let the lowest value be the smaller one.',
        });
      }
    }
  },
  fit: ({ inputs, config: settings }) =>
    Object.assign(
      {},
      ...chosen(settings, inputs.table ?? emptyOpenSchema).map((column) =>
        boundFits(column, ruleOf(settings, column.name)),
      ),
    ),
  ui: {
    icon: 'scissors',
    keywords: ['outlier', 'winsorize', 'winsorise', 'cap', 'bound', 'limit', 'quantile', 'iqr', 'z-score', 'extreme'],
    describe: (settings) => `${choiceWords(settings, 'numbers')} · ${LABELS[settings.method].toLowerCase()}`,
  },
});

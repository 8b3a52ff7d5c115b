import {
  type Column,
  call,
  chosenColumns,
  type Derivation,
  defineNode,
  derivedColumn,
  derivedRows,
  derivedSchema,
  emptyOpenSchema,
  findColumn,
  floatOf,
  inputPort,
  isNumeric,
  outputPort,
  type TableSchema,
} from '../kernel';
import { CANDIDATES, type Config, config, LABELS } from './settings';

/** The columns there are to choose from. */
export const candidates = (settings: Config, table: TableSchema): Column[] =>
  chosenColumns(settings, table, CANDIDATES).filter(({ name }) => name !== settings.target);

const names = (columns: readonly Column[]): string[] => columns.map(({ name }) => name);

const derivations = (settings: Config, table: TableSchema): Derivation[] => {
  const columns = candidates(settings, table);
  return [
    {
      column: derivedColumn(settings.as, 'vector', names(columns)),
      expr: (learned) => call('gather', learned('chosen'), ...columns.map(floatOf)),
    },
  ];
};

const dropped = (settings: Config, table: TableSchema): ReadonlySet<string> =>
  new Set(names(candidates(settings, table)));

export const selectFeatures = defineNode({
  type: 'select-features',
  version: 1,
  title: 'Select features',
  summary:
    'Keeps the numbers worth learning from, as one vector: by variance, correlation or what they tell of the target.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'keeps', learns: 'from-training-rows', determinism: 'pure', serving: 'per-row' },
  leaveAlone: (settings, column) => ({ except: [...settings.except, column] }),
  outputSchema: ({ inputs, config: settings }) => {
    const table = inputs.table ?? emptyOpenSchema;
    return { table: derivedSchema(table, derivations(settings, table), dropped(settings, table)) };
  },
  check: ({ config: settings, inputs, report }) => {
    const table = inputs.table;
    if (!table || table.open) return;
    if (settings.as.trim() === '') {
      report('setting-missing', ['as'], 'The column of the chosen numbers needs a name.', { hint: 'Write one.' });
    }
    if (settings.target === '' && settings.by === 'mutual-information') {
      report('setting-missing', ['target'], 'Mutual information is with the target.', { hint: 'Choose the target.' });
    }
    const count = candidates(settings, table).length;
    if (count === 0) {
      report('column-type', ['columns'], 'There is no number or boolean to choose from.', {
        hint: 'Encode text before, or take this node out.',
      });
    }
    if (count > MOST_CORRELATED && settings.by === 'correlation') {
      report('setting-invalid', ['columns'], `Each of ${count} columns would be compared with every other.`, {
        hint: `Choose at most ${MOST_CORRELATED}, or choose by mutual information.`,
      });
    }
    const target = findColumn(table, settings.target);
    if (settings.by === 'correlation' && target && !isNumeric(target.type) && target.type !== 'bool') {
      report(
        'node-advice',
        ['target'],
        `Nothing correlates with ${target.name}, which is ${target.type}: it does not decide.`,
        {
          severity: 'info',
          hint: 'Take it out here; it is left alone as long as it is no number.',
        },
      );
    }
  },
  fit: ({ config: settings }) => ({
    chosen: {
      task: true,
      type: 'text-list',
      required: `By ${LABELS[settings.by].toLowerCase()} no column is worth keeping. Choose another rule or limit.`,
    },
    scores: { task: true, type: 'text-float-map' },
    kept: { task: true, type: 'int' },
    'left out': { task: true, type: 'text' },
  }),
  lower: ({ inputs, schemas, config: settings, learned }) => {
    const table = schemas.table ?? emptyOpenSchema;
    const rel = derivedRows(inputs.table!, table, derivations(settings, table), learned, dropped(settings, table));
    return { table: { kind: 'relation', rel } };
  },
  ui: {
    icon: 'list-checks',
    keywords: [
      'feature',
      'selection',
      'choose',
      'variance',
      'correlation',
      'mutual information',
      'importance',
      'filter',
    ],
    describe: (settings) => {
      switch (settings.by) {
        case 'variance':
          return `variance above ${settings.leastVariance}`;
        case 'correlation':
          return `correlation up to ${settings.mostCorrelation}`;
        case 'mutual-information':
          return `the ${settings.most} that tell most of ${settings.target || 'the target'}`;
      }
    },
  },
});

/** Pairs grow with the square. */
const MOST_CORRELATED = 200;

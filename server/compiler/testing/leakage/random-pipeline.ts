import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { type Column, isNumeric, type TableSchema } from '@/nodes/kernel/schema';
import { registry } from '@/nodes/registry.gen';
import type { Analysis } from '../../analysis';
import { analyze } from '../../compile';
import { type DrawnNodes, graph } from '../draw-graph';
import { type Dice, rollDice } from './dice';
import { DATASETS, PEOPLE, VISITS } from './random-tables';

/** Columns the splits and joins of a pipeline read; no step takes them away. */
const KEPT = ['id', 'grp', 'at', 'target'];

type Step = (dice: Dice, at: Drawing) => boolean;

/** A pipeline while it is drawn: nodes, wires, and the node that everything so far leads to. */
class Drawing {
  readonly nodes: DrawnNodes = {};
  readonly wires: string[] = [];
  last = 'people';
  isSplit = false;
  /** Rows were chosen among those of a part; another split would part them again. */
  hasChosen = false;

  constructor() {
    this.nodes.people = { type: 'source', config: { file: { hash: PEOPLE, name: 'people.csv' }, key: 'id' } };
  }

  /** Adds a node; `from` names what feeds each further input. */
  add(type: string, config: Record<string, unknown>, from: Record<string, string> = {}): string {
    const id = `n${Object.keys(this.nodes).length}`;
    this.nodes[id] = { type, config, version: registry[type]!.version };
    for (const [port, node] of Object.entries({ table: this.last, ...from }))
      this.wires.push(`${node} > ${id}.${port}`);
    return id;
  }

  /** Adds a node that the rest follows. */
  follow(type: string, config: Record<string, unknown>, from: Record<string, string> = {}): true {
    this.last = this.add(type, config, from);
    return true;
  }

  /** Something that is not on the way there. */
  beside<T>(draw: () => T): T {
    const { last } = this;
    const made = draw();
    this.last = last;
    return made;
  }

  visits(): string {
    this.nodes.visits ??= { type: 'source', config: { file: { hash: VISITS, name: 'visits.csv' } } };
    return 'visits';
  }

  doc(): GraphDoc {
    return graph(this.nodes, this.wires);
  }

  schema(): TableSchema {
    return analyzed(this.doc()).nodes[this.last]?.outputs.table?.schema ?? { columns: [], open: true };
  }
}

export const analyzed = (doc: GraphDoc): Analysis =>
  analyze(doc, {
    registry,
    facts: {
      dataset: (request) => ('fileHash' in request ? DATASETS[request.fileHash] : undefined),
      binding: () => undefined,
      has: () => false,
    },
  });

const free = (at: Drawing, fits: (column: Column) => boolean): string[] =>
  at
    .schema()
    .columns.filter((column) => !KEPT.includes(column.name) && /^[a-z_0-9]+$/.test(column.name) && fits(column))
    .map(({ name }) => name);
const numbers = (at: Drawing) => free(at, ({ type }) => isNumeric(type));
const texts = (at: Drawing) => free(at, ({ type }) => type === 'text');
const moments = (at: Drawing) => free(at, ({ type }) => type === 'timestamp');

/** A step about some columns of a kind; nothing when there are none. */
const about =
  (of: (at: Drawing) => string[], draw: (dice: Dice, columns: string[], at: Drawing) => unknown): Step =>
  (dice, at) => {
    const columns = of(at);
    if (columns.length === 0) return false;
    draw(dice, dice.some(columns), at);
    return true;
  };

/** What learns: its values are what must not change. */
const LEARNERS: readonly Step[] = [
  (dice, at) =>
    at.follow('impute', {
      numbers: dice.one(['mean', 'median', 'most-frequent']),
      except: KEPT,
      indicator: dice.chance(0.3),
    }),
  about(texts, (dice, columns, at) =>
    at.follow('encode', {
      texts: 'leave',
      overrides: columns.map((column) => ({ column, method: dice.one(['one-hot', 'ordinal']) })),
      except: KEPT,
    }),
  ),
  about(texts, (dice, columns, at) =>
    at.follow('encode', {
      texts: 'leave',
      overrides: columns.map((column) => ({ column, method: dice.one(['target', 'share', 'count']) })),
      target: 'target',
      except: KEPT,
    }),
  ),
  (dice, at) => at.follow('impute', { numbers: dice.one(['mean', 'median']), within: ['grp'], except: KEPT }),
  about(numbers, (dice, columns, at) =>
    at.follow('select-features', {
      columns,
      by: dice.one(['variance', 'correlation', 'mutual-information']),
      target: 'target',
      except: KEPT,
    }),
  ),
  about(numbers, (dice, columns, at) =>
    at.follow('scale', { method: dice.one(['standard', 'min-max', 'robust', 'max-abs']), columns }),
  ),
  about(numbers, (dice, columns, at) =>
    at.follow('bin', { method: dice.one(['quantile', 'equal-width']), bins: 2 + dice.below(5), columns }),
  ),
  about(numbers, (_, columns, at) => at.follow('clip', { columns })),
  about(numbers, (dice, columns, at) =>
    at.follow('transform', { method: dice.one(['yeo-johnson', 'log1p']), columns, standardise: dice.chance(0.5) }),
  ),
  about(texts, (dice, columns, at) =>
    at.follow('group-rare', { keep: dice.one(['count', 'share', 'largest']), leastShare: 0.1, most: 2, columns }),
  ),
];

/** What computes row by row, wherever it stands. */
const ROW_BY_ROW: readonly Step[] = [
  about(numbers, (dice, [column], at) =>
    at.follow('filter', { where: `is_null(${column}) or ${column} > ${dice.below(3)}` }),
  ),
  about(numbers, (dice, [column], at) =>
    at.follow('formula', { formulas: [{ name: `made_${dice.below(90)}`, of: `coalesce(${column}, 0) * 2 + 1` }] }),
  ),
  about(numbers, (_, columns, at) => at.follow('interactions', { columns: columns.slice(0, 2), powers: true })),
  about(texts, (_, columns, at) => at.follow('text-features', { columns })),
  about(moments, (_, columns, at) => at.follow('date-parts', { columns })),
  about(numbers, (_, [column], at) =>
    at.follow('validate', { rules: [{ column, kind: 'range', min: -30, max: 50_000, action: 'reject' }] }),
  ),
  (dice, at) => at.follow('sample', { size: 'share', share: 0.8, seed: dice.below(9) }),
  (dice, at) => at.follow('sort', { by: [{ column: 'id', direction: dice.one(['ascending', 'descending']) }] }),
];

/** What looks at other rows: fine where the compiler says nothing against it. */
const ACROSS_ROWS: readonly Step[] = [
  about(numbers, (dice, [column], at) => {
    const by = dice.one(['grp', 'id', ...texts(at)]);
    const measured = at.beside(() =>
      at.add('aggregate', {
        by: [by],
        measures: [
          { function: dice.one(['mean', 'max', 'median']), column, as: `by_${dice.below(90)}` },
          { function: 'count', as: `many_${dice.below(90)}` },
        ],
      }),
    );
    at.follow('join', { kind: dice.one(['left', 'inner']), on: [{ left: by, right: by }] }, { right: measured });
  }),
  about(numbers, (dice, [column], at) =>
    at.follow('window', {
      by: dice.one([[], ['grp'], ['id']]),
      order: 'at',
      measures: [
        { function: dice.one(['lag', 'difference']), column, as: `was_${dice.below(90)}` },
        { function: 'mean', column, over: dice.one(['rows', 'so-far', 'group']), as: `rolling_${dice.below(90)}` },
      ],
    }),
  ),
  (dice, at) => {
    const measured = at.beside(() => {
      at.last = at.visits();
      return at.add('aggregate', {
        by: ['id'],
        measures: [{ function: dice.one(['sum', 'mean']), column: 'spent', as: `spent_${dice.below(90)}` }],
      });
    });
    return at.follow('join', { kind: 'left', on: [{ left: 'id', right: 'id' }] }, { right: measured });
  },
  (_, at) => at.follow('join', { kind: 'left', on: [{ left: 'id', right: 'id' }] }, { right: at.visits() }),
  (_, at) =>
    at.follow(
      'asof-join',
      { keys: [{ left: 'id', right: 'id' }], leftTime: 'at', rightTime: 'seen', take: ['spent', 'kind'] },
      { history: at.visits() },
    ),
  about(numbers, (dice, [column], at) => {
    const part = (where: string) => at.beside(() => at.add('filter', { where }));
    const [low, high] = [part(`${column} < ${dice.below(40)}`), part(`${column} >= 10`)];
    const id = at.add('union', { columns: 'common' }, { table: low, table2: high });
    at.last = id;
  }),
];

/** What makes other rows of each. */
const UNFOLDS: readonly Step[] = [
  about(numbers, (dice, columns, at) => {
    const [name, value] = [`what_${dice.below(900)}`, `much_${dice.below(900)}`];
    at.follow('unpivot', { columns: columns.slice(0, 2), name, value });
  }),
];

/** What chooses rows by other rows; above a split it would choose training rows by test rows. */
const CHOOSES_ROWS: readonly Step[] = [
  (dice, at) => at.follow('limit', { rows: 20 + dice.below(40) }),
  (_, at) => at.follow('deduplicate', { by: ['grp', 'target'], order: ['id'] }),
  (dice, at) => at.follow('sample', { size: 'rows', rows: 30, seed: dice.below(9) }),
];

function addSplit(dice: Dice, at: Drawing, isFirst: boolean): void {
  // Ranks depend on every row that reaches the split: with them it stands first.
  const method = isFirst ? dice.one(['random', 'group', 'stratified', 'time']) : dice.one(['random', 'group']);
  const by = { random: '', group: 'grp', stratified: 'target', time: 'at' }[method];
  const kind = dice.one(['none', 'k-fold', 'group', ...(isFirst ? ['stratified', 'time'] : [])]);
  const folds = { kind, count: 3, by: { group: 'grp', stratified: 'target', time: 'at' }[kind] ?? '' };
  at.follow('split', { method, by, seed: dice.below(50), folds });
  at.isSplit = true;
}

/** A pipeline from people to a model; the compiler may refuse it. */
export function randomPipeline(seed: number): GraphDoc {
  const dice = rollDice(seed);
  const at = new Drawing();
  const length = 2 + dice.below(6);
  const splitAt = dice.chance(0.4) ? 0 : dice.below(length);
  for (let index = 0; index < length; index++) {
    if (index === splitAt || (at.isSplit && !at.hasChosen && dice.chance(0.04)))
      addSplit(dice, at, index === 0 && !at.isSplit);
    const kinds = [LEARNERS, LEARNERS, ROW_BY_ROW, ACROSS_ROWS, ...(at.isSplit ? [CHOOSES_ROWS, UNFOLDS] : [])];
    const kind = dice.one(kinds);
    if (kind === CHOOSES_ROWS) at.hasChosen = true;
    dice.one(kind)(dice, at);
  }
  const features = at
    .schema()
    .columns.filter(
      ({ name, type }) => !KEPT.includes(name) && (isNumeric(type) || type === 'bool' || type === 'vector'),
    )
    .map(({ name }) => name);
  at.last = at.add('train', { target: 'target', features, trees: { rounds: 5, minDataInLeaf: 5 } });
  return at.doc();
}

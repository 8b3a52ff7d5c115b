import { z } from 'zod';
import {
  type Column,
  call,
  choiceField,
  columnField,
  columnsField,
  type Derivation,
  defineNode,
  derivedColumn,
  findColumn,
  floatOf,
  inputPort,
  isNumeric,
  listField,
  NUMERIC_TYPES,
  outputPort,
  perRow,
  switchField,
  type TableSchema,
  textField,
} from '../kernel';

/** More new columns than this are a slip rather than a wish: 20 columns to the third degree make 1,750. */
const MOST_COLUMNS = 2000;

const ratioSchema = z.object({
  numerator: columnField({ label: 'Divide', required: true, types: NUMERIC_TYPES }),
  denominator: columnField({ label: 'By', required: true, types: NUMERIC_TYPES }),
  as: textField({ label: 'Named', placeholder: 'found by itself' }),
});
type Ratio = z.infer<typeof ratioSchema>;

const config = z.object({
  columns: columnsField({
    label: 'Multiply with each other',
    help: 'Every product of these becomes a column. A few are enough: ten make 55 products.',
    types: NUMERIC_TYPES,
  }),
  degree: choiceField(['2', '3'], '2', {
    label: 'Factors',
    choices: [
      { value: '2', label: 'Two' },
      { value: '3', label: 'Up to three' },
    ],
  }),
  powers: switchField(true, {
    label: 'Powers too',
    help: 'Squares (and cubes) of each column: a polynomial. Off: products of different columns only.',
  }),
  ratios: listField(ratioSchema, { label: 'Ratios' }),
});
type Config = z.infer<typeof config>;

/** Products of factors in the columns' order, pairs before triples: the order of scikit-learn's PolynomialFeatures. */
export function products(factors: readonly Column[], degree: number, powers: boolean): Column[][] {
  let longest: Column[][] = factors.map((column) => [column]);
  const found: Column[][] = [];
  const place = new Map(factors.map((column, index) => [column, index]));
  for (let size = 2; size <= degree; size++) {
    longest = longest.flatMap((product) => {
      const last = place.get(product.at(-1)!)!;
      return factors.slice(powers ? last : last + 1).map((column) => [...product, column]);
    });
    found.push(...longest);
  }
  return found;
}

/** `a_pow2_x_b` for a · a · b. */
function productName(product: readonly Column[]): string {
  const times = new Map<string, number>();
  for (const { name } of product) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times].map(([name, count]) => (count === 1 ? name : `${name}_pow${count}`)).join('_x_');
}

export const ratioName = ({ numerator, denominator, as }: Ratio): string => as || `${numerator}_per_${denominator}`;

/** How many products there will be, without making them. */
function productCount(columns: number, { degree, powers }: Config): number {
  const pairs = powers ? (columns * (columns + 1)) / 2 : (columns * (columns - 1)) / 2;
  if (degree === '2') return pairs;
  return pairs + (powers ? (pairs * (columns + 2)) / 3 : (pairs * (columns - 2)) / 3);
}

const factorsOf = (settings: Config, table: TableSchema): Column[] =>
  table.columns.filter((column) => settings.columns.includes(column.name) && isNumeric(column.type));

function derivations(settings: Config, table: TableSchema): Derivation[] {
  const factors = factorsOf(settings, table);
  if (productCount(factors.length, settings) > MOST_COLUMNS) return [];
  const multiplied = products(factors, Number(settings.degree), settings.powers).map((product): Derivation => {
    const names = [...new Set(product.map((column) => column.name))];
    // A product of doubles can be too large for one; of two or three 64-bit integers it cannot.
    const nullable = product.some((column) => column.nullable || column.type === 'float');
    return {
      column: derivedColumn(productName(product), 'float', names, { nullable }),
      expr: () => product.map(floatOf).reduce((left, right) => call('multiply', left, right)),
    };
  });
  const divided = settings.ratios.flatMap((ratio): Derivation[] => {
    const numerator = findColumn(table, ratio.numerator);
    const denominator = findColumn(table, ratio.denominator);
    if (!numerator || !denominator) return [];
    const from = [...new Set([numerator.name, denominator.name])];
    return [
      {
        column: derivedColumn(ratioName(ratio), 'float', from, { nullable: true }),
        expr: () => call('divide', floatOf(numerator), floatOf(denominator)),
      },
    ];
  });
  return [...multiplied, ...divided];
}

export const interactions = defineNode({
  type: 'interactions',
  version: 1,
  title: 'Interactions',
  summary: 'Adds products, powers and ratios of numeric columns, which linear models cannot find by themselves.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'keeps', learns: 'nothing', determinism: 'pure', serving: 'per-row' },
  ...perRow(derivations),
  check: ({ config: settings, report }) => {
    if (settings.columns.length === 0 && settings.ratios.length === 0)
      report('setting-missing', ['columns'], 'Nothing is combined yet.', {
        hint: 'Choose columns to multiply, or add a ratio.',
      });
    if (settings.columns.length === 1 && !settings.powers)
      report('setting-invalid', ['columns'], `${settings.columns[0]} has nothing to be multiplied with.`, {
        hint: 'Choose another column, or switch powers on.',
      });
    const count = productCount(settings.columns.length, settings);
    if (count > MOST_COLUMNS)
      report(
        'setting-invalid',
        ['columns'],
        `${settings.columns.length} columns make ${count.toLocaleString('en')} products; ${MOST_COLUMNS.toLocaleString('en')} is the most.`,
        { hint: 'Choose fewer columns, or two factors instead of three.' },
      );
    for (const [index, ratio] of settings.ratios.entries()) {
      if (ratio.numerator !== '' && ratio.numerator === ratio.denominator)
        report(
          'setting-invalid',
          ['ratios', index, 'denominator'],
          `${ratio.numerator} divided by itself is always 1.`,
        );
    }
  },
  ui: {
    icon: 'combine',
    keywords: ['product', 'multiply', 'polynomial', 'ratio', 'divide', 'square', 'cross', 'degree'],
    describe: (settings) => {
      const parts = [
        ...(settings.columns.length > 0 ? [`products of ${settings.columns.length} columns`] : []),
        ...(settings.ratios.length > 0
          ? [`${settings.ratios.length} ${settings.ratios.length === 1 ? 'ratio' : 'ratios'}`]
          : []),
      ];
      return parts.length > 0 ? parts.join(' · ') : 'Nothing combined yet';
    },
  },
});

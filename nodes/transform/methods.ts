import { call, type Expr, float } from '../kernel';

export const METHODS = ['log', 'log1p', 'sqrt', 'square', 'reciprocal', 'box-cox', 'yeo-johnson'] as const;
export type Method = (typeof METHODS)[number];

/** What a transformation is, in words and as an expression. */
interface MethodRow {
  readonly label: string;
  readonly help: string;
  /** How a new column ends. */
  readonly suffix: string;
  /** Where it is defined: SQL of a value, and in words that follow “is”. Absent: everywhere. */
  readonly domain?: { readonly sql: (value: string) => string; readonly words: string };
  readonly expr: (value: Expr, lambda: () => Expr) => Expr;
}

const positive = { sql: (value: string) => `${value} > 0`, words: 'positive' };

export const TRANSFORMS: Readonly<Record<Method, MethodRow>> = {
  log: {
    label: 'Logarithm',
    help: 'ln x, for positive numbers that spread over orders of magnitude.',
    suffix: '_log',
    domain: positive,
    expr: (x) => call('ln', x),
  },
  log1p: {
    label: 'Logarithm of 1 + x',
    help: 'ln (1 + x): takes 0 too, and leaves small values nearly as they are.',
    suffix: '_log1p',
    domain: { sql: (value) => `${value} > -1`, words: 'above −1' },
    expr: (x) => call('log1p', x),
  },
  sqrt: {
    label: 'Square root',
    help: 'For counts.',
    suffix: '_sqrt',
    domain: { sql: (value) => `${value} >= 0`, words: '0 or more' },
    expr: (x) => call('sqrt', x),
  },
  square: {
    label: 'Square',
    help: 'x · x, for what leans to the left.',
    suffix: '_squared',
    expr: (x) => call('multiply', x, x),
  },
  reciprocal: {
    label: 'Reciprocal',
    help: '1 / x: a rate out of a duration.',
    suffix: '_reciprocal',
    domain: { sql: (value) => `${value} <> 0`, words: 'other than 0' },
    expr: (x) => call('divide', float(1), x),
  },
  'box-cox': {
    label: 'Box-Cox',
    help: 'The power that makes positive numbers most like a normal distribution; learned.',
    suffix: '_boxcox',
    domain: positive,
    expr: (x, lambda) => call('box_cox', x, lambda()),
  },
  'yeo-johnson': {
    label: 'Yeo-Johnson',
    help: 'Like Box-Cox, for numbers of either sign; learned.',
    suffix: '_yeojohnson',
    expr: (x, lambda) => call('yeo_johnson', x, lambda()),
  },
};

/** Whose λ is learned. */
export const isPower = (method: Method): method is 'box-cox' | 'yeo-johnson' =>
  method === 'box-cox' || method === 'yeo-johnson';

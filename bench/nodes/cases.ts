import { COLUMNS, NUMBERS } from './table';

/** One step: as a node with settings, as a person would write it for DuckDB, and as pandas or scikit-learn have it. */
export interface NodeCase {
  readonly name: string;
  readonly type?: string;
  readonly config?: Record<string, unknown>;
  /** Several nodes after each other. */
  readonly chain?: readonly { readonly type: string; readonly config: Record<string, unknown> }[];
  /** The input port that the table of customers goes to. */
  readonly other?: string;
  /** Over the views `t` and `c`. */
  readonly byHand: string;
  /** Reads `t` and `c`, leaves its result in `out`; `N` names the sixteen number columns. */
  readonly python?: string;
}

const each = (sql: (name: string) => string) => NUMBERS.map(sql).join(', ');
const others = COLUMNS.filter((name) => !NUMBERS.includes(name)).join(', ');

export const cases: readonly NodeCase[] = [
  {
    name: 'scale',
    type: 'scale',
    config: { columns: NUMBERS },
    byHand: `with s as (select ${each((n) => `avg(${n}) as ${n}_m, stddev_pop(${n}) as ${n}_s`)} from t) select ${others}, ${each((n) => `(${n} - ${n}_m) / ${n}_s as ${n}`)} from t, s`,
    python: 'from sklearn.preprocessing import StandardScaler\nt[N] = StandardScaler().fit_transform(t[N])\nout = t',
  },
];

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

const EIGHT = NUMBERS.slice(0, 8);

/** Quantiles of eight columns, then each column made anew with its own at hand. */
function byQuantiles(at: string, value: (name: string) => string): string {
  const learned = EIGHT.map((n) => `quantile_cont(${n}, ${at}) as ${n}_q`).join(', ');
  const gone = EIGHT.map((n) => `${n}_q`).join(', ');
  const made = EIGHT.map((n) => `${value(n)} as ${n}`).join(', ');
  return `with s as (select ${learned} from t) select * exclude (${gone}) replace (${made}) from t, s`;
}

export const cases: readonly NodeCase[] = [
  {
    name: 'select',
    type: 'select',
    config: { which: 'except', columns: ['n15', 'n14'], rename: [{ column: 'n0', to: 'first' }] },
    byHand: 'select * exclude (n0, n14, n15), n0 as first from t',
    python: "out = t.drop(columns=['n14', 'n15']).rename(columns={'n0': 'first'})",
  },
  {
    name: 'filter',
    type: 'filter',
    config: { where: "n0 > 0 and city <> 'city 3' and age between 20 and 60" },
    byHand: "select * from t where n0 > 0 and city <> 'city 3' and age between 20 and 60",
    python: "out = t[(t.n0 > 0) & (t.city != 'city 3') & t.city.notna() & t.age.between(20, 60)]",
  },
  {
    name: 'formula',
    type: 'formula',
    config: {
      formulas: [
        { name: 'a', of: 'n0 * n1 + n2' },
        { name: 'b', of: 'if(is_null(n3), n4, n3 / n5)' },
        { name: 'c', of: "lower(city) in ('city 1', 'city 2')" },
        { name: 'd', of: "date_diff('day', born, to_date(seen))" },
      ],
    },
    byHand: `select *, n0 * n1 + n2 as a, case when n3 is null then n4 when n5 <> 0 then n3 / n5 end as b,
      lower(city) in ('city 1', 'city 2') as c, date_diff('day', born, seen::date) as d from t`,
    python: `out = t
out['a'] = t.n0 * t.n1 + t.n2
out['b'] = np.where(t.n3.isna(), t.n4, t.n3 / t.n5.where(t.n5 != 0))
out['c'] = t.city.str.lower().isin(['city 1', 'city 2'])
out['d'] = (t.seen.dt.normalize() - pd.to_datetime(t.born)).dt.days`,
  },
  {
    name: 'sort',
    type: 'sort',
    config: { by: [{ column: 'customer' }, { column: 'seen', direction: 'descending' }] },
    byHand: 'select * from t order by customer, seen desc',
    python: "out = t.sort_values(['customer', 'seen'], ascending=[True, False])",
  },
  {
    name: 'sample',
    type: 'sample',
    config: { size: 'share', share: 0.1, seed: 7 },
    byHand:
      "select * from t where ('0x' || substr(md5('7' || chr(31) || id), 1, 13))::bigint / 4503599627370496.0 < 0.1",
    python: 'out = t.sample(frac=0.1, random_state=7)',
  },
  {
    name: 'deduplicate',
    type: 'deduplicate',
    config: { by: ['customer'], order: ['seen'], keep: 'last' },
    byHand: 'select * from t qualify row_number() over (partition by customer order by seen desc) = 1',
    python: "out = t.sort_values('seen').drop_duplicates('customer', keep='last')",
  },
  {
    name: 'union',
    type: 'union',
    config: { columns: 'all' },
    other: 'table2',
    byHand: 'select * from t union all by name select * from c',
    python: 'out = pd.concat([t, c], ignore_index=True)',
  },
  {
    name: 'join',
    type: 'join',
    config: { kind: 'left', on: [{ left: 'customer', right: 'customer' }] },
    other: 'right',
    byHand: 'select t.*, c.limit, c.since, c.segment from t left join c on t.customer = c.customer',
    python: "out = t.merge(c, on='customer', how='left')",
  },
  {
    name: 'asof-join',
    type: 'asof-join',
    config: {
      keys: [{ left: 'customer', right: 'customer' }],
      leftTime: 'seen',
      rightTime: 'since',
      take: ['limit', 'segment'],
    },
    other: 'history',
    byHand: 'select t.*, c.limit, c.segment from t asof left join c on t.customer = c.customer and t.seen >= c.since',
    python:
      "out = pd.merge_asof(t.sort_values('seen'), c.sort_values('since'), left_on='seen', right_on='since', by='customer')",
  },
  {
    name: 'aggregate',
    type: 'aggregate',
    config: {
      by: ['customer'],
      measures: [
        { function: 'count' },
        { function: 'mean', column: 'n0' },
        { function: 'sum', column: 'n1' },
        { function: 'max', column: 'seen' },
        { function: 'distinct-count', column: 'city' },
      ],
    },
    byHand:
      'select customer, count(*) as rows, avg(n0) as a, sum(n1) as b, max(seen) as c, count(distinct city) as d from t group by customer order by customer',
    python:
      "out = t.groupby('customer').agg(rows=('id', 'size'), a=('n0', 'mean'), b=('n1', 'sum'), c=('seen', 'max'), d=('city', 'nunique')).reset_index()",
  },
  {
    name: 'window',
    type: 'window',
    config: {
      by: ['customer'],
      order: 'seen',
      measures: [
        { function: 'mean', column: 'n0', over: 'rows', rows: 5 },
        { function: 'lag', column: 'n1', steps: 1 },
        { function: 'sum', column: 'n2', over: 'so-far' },
      ],
    },
    byHand: `select *, avg(n0) over (w rows between 4 preceding and current row) as a, lag(n1) over w as b,
      sum(n2) over (w rows between unbounded preceding and current row) as d
      from t window w as (partition by customer order by seen)`,
    python: `out = t.sort_values(['customer', 'seen'])
g = out.groupby('customer')
out['a'] = g.n0.rolling(5, min_periods=1).mean().reset_index(level=0, drop=True)
out['b'] = g.n1.shift(1)
out['d'] = g.n2.cumsum()`,
  },
  {
    name: 'pivot',
    type: 'pivot',
    config: {
      index: ['customer'],
      names: 'plan',
      values: ['plan 0', 'plan 1', 'plan 2', 'plan 3'],
      function: 'sum',
      of: 'n0',
    },
    byHand: `select customer, ${[0, 1, 2, 3].map((plan) => `sum(n0) filter (where plan = 'plan ${plan}') as "plan ${plan}"`).join(', ')} from t group by customer order by customer`,
    python: "out = t.pivot_table(index='customer', columns='plan', values='n0', aggfunc='sum').reset_index()",
  },
  {
    name: 'unpivot',
    type: 'unpivot',
    config: { columns: ['n0', 'n1', 'n2', 'n3'], name: 'what', value: 'amount' },
    byHand: 'select * from t unpivot include nulls (amount for what in (n0, n1, n2, n3))',
    python:
      "out = t.melt(id_vars=[x for x in t.columns if x not in ('n0', 'n1', 'n2', 'n3')], value_vars=['n0', 'n1', 'n2', 'n3'], var_name='what', value_name='amount')",
  },
  {
    name: 'scale standard',
    type: 'scale',
    config: { columns: NUMBERS },
    byHand: `with s as (select ${each((n) => `avg(${n}) as ${n}_m, stddev_pop(${n}) as ${n}_s`)} from t) select ${others}, ${each((n) => `(${n} - ${n}_m) / ${n}_s as ${n}`)} from t, s`,
    python: 'from sklearn.preprocessing import StandardScaler\nt[N] = StandardScaler().fit_transform(t[N])\nout = t',
  },
  {
    name: 'scale robust',
    type: 'scale',
    config: { columns: NUMBERS, method: 'robust' },
    byHand: `with s as (select ${each((n) => `quantile_cont(${n}, [0.25, 0.5, 0.75]) as ${n}_q`)} from t) select ${others}, ${each((n) => `(${n} - ${n}_q[2]) / (${n}_q[3] - ${n}_q[1]) as ${n}`)} from t, s`,
    python: 'from sklearn.preprocessing import RobustScaler\nt[N] = RobustScaler().fit_transform(t[N])\nout = t',
  },
  {
    name: 'transform log1p',
    type: 'transform',
    config: { columns: NUMBERS, method: 'log1p' },
    byHand: `select ${others}, ${each((n) => `case when ${n} > -1 then ln(1 + ${n}) end as ${n}`)} from t`,
    python: 't[N] = np.log1p(t[N].where(t[N] > -1))\nout = t',
  },
  {
    name: 'date-parts',
    type: 'date-parts',
    config: { columns: ['born', 'seen'] },
    byHand: `select * exclude (born, seen), ${['born', 'seen'].map((n) => `year(${n}), month(${n}), day(${n}), isodow(${n})`).join(', ')} from t`,
    python: `out = t.drop(columns=['born', 'seen'])
for n in ['born', 'seen']:
    d = pd.to_datetime(t[n]).dt
    out[n + 'y'], out[n + 'm'], out[n + 'd'], out[n + 'w'] = d.year, d.month, d.day, d.dayofweek + 1`,
  },
  {
    name: 'interactions',
    type: 'interactions',
    config: { columns: ['n0', 'n1', 'n2', 'n3'], degree: '2' },
    byHand: 'select *, n0 * n0, n0 * n1, n0 * n2, n0 * n3, n1 * n1, n1 * n2, n1 * n3, n2 * n2, n2 * n3, n3 * n3 from t',
    python: `out = t
for i in range(4):
    for j in range(i, 4):
        out[f'p{i}{j}'] = t[f'n{i}'] * t[f'n{j}']`,
  },
  {
    name: 'impute mean',
    type: 'impute',
    config: { numbers: 'mean', others: 'leave' },
    byHand: `with s as (select ${each((n) => `avg(${n}) as ${n}_m`)} from t) select ${others}, ${each((n) => `coalesce(${n}, ${n}_m) as ${n}`)} from t, s`,
    python: 'from sklearn.impute import SimpleImputer\nt[N] = SimpleImputer().fit_transform(t[N])\nout = t',
  },
  {
    name: 'impute median',
    type: 'impute',
    config: { numbers: 'median', others: 'leave' },
    byHand: `with s as (select ${each((n) => `median(${n}) as ${n}_m`)} from t) select ${others}, ${each((n) => `coalesce(${n}, ${n}_m) as ${n}`)} from t, s`,
    python:
      "from sklearn.impute import SimpleImputer\nt[N] = SimpleImputer(strategy='median').fit_transform(t[N])\nout = t",
  },
  {
    name: 'cast',
    type: 'cast',
    config: { casts: ['age', 'visits', 'score'].map((column) => ({ column, to: 'float' })) },
    byHand: 'select * replace (age::double as age, visits::double as visits, score::double as score) from t',
    python: "out = t.astype({'age': 'float64', 'visits': 'float64', 'score': 'float64'})",
  },
  {
    name: 'text-features',
    type: 'text-features',
    config: { columns: ['product'] },
    byHand: `select *, length(product) as a, len(regexp_extract_all(product, '[^ \\t\\n]+')) as b from t`,
    python: "out = t\nout['a'] = t['product'].str.len()\nout['b'] = t['product'].str.split().str.len()",
  },
  {
    name: 'bin quantile',
    type: 'bin',
    config: { columns: EIGHT, method: 'quantile', bins: 10 },
    byHand: byQuantiles(
      '[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]',
      (n) => `len(list_filter(${n}_q, lambda e: e <= ${n}))`,
    ),
    python: 'for n in N[:8]:\n    t[n] = pd.qcut(t[n], 10, labels=False)\nout = t',
  },
  {
    name: 'clip quantiles',
    type: 'clip',
    config: { columns: EIGHT, method: 'quantiles' },
    byHand: byQuantiles(
      '[0.01, 0.99]',
      (n) => `case when ${n} is null then null else greatest(least(${n}, ${n}_q[2]), ${n}_q[1]) end`,
    ),
    python: 'for n in N[:8]:\n    t[n] = t[n].clip(*t[n].quantile([0.01, 0.99]))\nout = t',
  },
  {
    name: 'encode one-hot',
    type: 'encode',
    config: { overrides: ['product', 'device'].map((column) => ({ column, method: 'leave' })), except: ['target'] },
    byHand: `with s as (select list_sort(list(distinct coalesce(city, '-'))) as cs, list_sort(list(distinct coalesce(plan, '-'))) as ps from t)
      select t.* exclude (city, plan), list_transform(cs, lambda c: (c = coalesce(city, '-'))::int::double) as city, list_transform(ps, lambda c: (c = coalesce(plan, '-'))::int::double) as plan from t, s`,
    python: "out = pd.get_dummies(t, columns=['city', 'plan'], dummy_na=True, dtype='float64')",
  },
  {
    name: 'encode target',
    type: 'encode',
    config: {
      target: 'n0',
      overrides: ['city', 'plan', 'device']
        .map((column) => ({ column, method: 'leave' }))
        .concat({ column: 'product', method: 'target' }),
      except: ['target'],
    },
    byHand: `with f as (select *, ('0x' || substr(md5('7' || id), 1, 8))::bigint % 5 as fold from t),
      g as (select product, fold, sum(n0) as s, count(n0) as c from f group by all),
      a as (select product, sum(s) as s, sum(c) as c from g group by product)
      select f.* exclude (product, fold), (a.s - g.s) / nullif(a.c - g.c, 0) as product from f left join g using (product, fold) left join a using (product)`,
    python: `from sklearn.preprocessing import TargetEncoder
t = t[t.n0.notna()]
t['product'] = TargetEncoder(cv=5, target_type='continuous').fit_transform(t[['product']].fillna('-').astype(object), t.n0)
out = t`,
  },
  {
    name: 'group-rare',
    type: 'group-rare',
    config: { columns: ['product'], keep: 'largest', most: 50 },
    byHand: `with k as (select product from t where product is not null group by product order by count(*) desc, product limit 50)
      select * replace (case when product is null then null when product in (from k) then product else 'other' end as product) from t`,
    python:
      "keep = t['product'].value_counts().index[:50]\nt['product'] = t['product'].where(t['product'].isin(keep) | t['product'].isna(), 'other')\nout = t",
  },
];

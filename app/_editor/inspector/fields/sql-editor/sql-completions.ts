import { type Completion, type CompletionContext, ifNotIn } from '@codemirror/autocomplete';
import { PostgreSQL, schemaCompletionSource } from '@codemirror/lang-sql';
import { LanguageSupport } from '@codemirror/language';
import { writtenName } from '@/nodes/kernel/expr/lex';
import type { TableNames } from './sql-view';

/** DuckDB reads the dialect of Postgres. What queries over tables are made of; the whole grammar of a database would bury the columns. */
const keywords =
  'select distinct from where group by having order by limit offset as on using join left join inner join full join cross join asof join union union all except intersect with case when then else end and or not in is null between like ilike cast over partition by rows between unbounded preceding current row filter within asc desc nulls first nulls last qualify values true false exclude replace'
    .match(
      /(?:group|order|partition) by|(?:left|inner|full|cross|asof) join|union all|rows between|unbounded preceding|current row|nulls (?:first|last)|\w+/g,
    )!
    .map((label): Completion => ({ label, type: 'keyword', boost: -20 }));

const functions =
  'count sum avg min max median quantile_cont stddev_samp var_samp mode first last any_value arg_min arg_max list string_agg row_number rank dense_rank lag lead first_value last_value ntile coalesce nullif greatest least abs round floor ceil sqrt ln log10 exp pow lower upper trim length substr replace concat split_part regexp_matches regexp_extract regexp_replace date_trunc date_part date_diff extract strftime strptime now epoch try_cast'
    .split(' ')
    .map((label): Completion => ({ label, type: 'function', apply: `${label}(`, boost: -10 }));

/** The language with suggestions: columns and tables of the query first, then functions and keywords. */
export function sqlOver(tables: TableNames): LanguageSupport {
  const names = Object.entries(tables).flatMap(([table, columns]): Completion[] => [
    { label: table, type: 'table', detail: 'table', boost: 10 },
    ...columns.map(
      (label): Completion => ({ label, apply: writtenName(label), type: 'column', detail: table, boost: 20 }),
    ),
  ]);
  const schema = Object.fromEntries(Object.entries(tables).map(([name, columns]) => [name, [...columns]]));
  const data = PostgreSQL.language.data;
  return new LanguageSupport(PostgreSQL.language, [
    data.of({ autocomplete: elsewhere(fromList([...names, ...functions, ...keywords])) }),
    data.of({ autocomplete: afterDot(schemaCompletionSource({ dialect: PostgreSQL, schema })) }),
  ]);
}

type Source = ReturnType<typeof schemaCompletionSource>;
const isAfterDot = (context: CompletionContext): boolean => context.matchBefore(/\.\w*$/) !== null;

/** Behind `a.` only the columns of `a` are meant. */
const afterDot =
  (source: Source): Source =>
  (context) =>
    isAfterDot(context) ? source(context) : null;

/** By the word at the cursor; a keyword of two words is offered by its first. */
const fromList =
  (options: readonly Completion[]): Source =>
  (context) => {
    const word = context.matchBefore(/\w*$/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    return { from: word.from, options, validFor: /^\w*$/ };
  };

const elsewhere = (source: Source): Source =>
  ifNotIn(['String', 'LineComment', 'BlockComment'], (context) => (isAfterDot(context) ? null : source(context)));

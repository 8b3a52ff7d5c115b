/** Habits from SQL, Python and spreadsheets, and what to write instead. */
export const FOREIGN: Readonly<Record<string, string>> = {
  like: "Write contains(name, 'x'), starts_with(name, 'x') or matches(name, 'pattern').",
  ilike: "Write contains(lower(name), 'x') or matches(lower(name), 'pattern').",
  as: 'Convert by a function: to_float(x), to_int(x), to_text(x).',
  over: 'An expression sees one row. Windows over several rows are a step of their own.',
  '&': 'Write “and”.',
  '|': 'Write “or”. Texts are joined by ||.',
  '&&': 'Write “and”.',
  '!': 'Write “not”.',
  '::': 'Convert by a function: to_float(x), to_int(x), to_text(x).',
  '**': 'Write power(x, y).',
  '^': 'Write power(x, y).',
  '.': 'A column whose name has a point is written in double quotes: "a.b".',
  '[': "A list is written in parentheses: ('a', 'b').",
  '{': 'A column is written by its name alone.',
  '}': 'A column is written by its name alone.',
  '?': 'Write if(condition, a, b).',
  ':': 'Write if(condition, a, b).',
  ';': 'An expression needs no end mark.',
  ',': 'Commas stand between the values of a list or a function.',
};

/** Functions elsewhere that have no meaning for one row by itself. */
export const OF_MANY_ROWS: ReadonlySet<string> = new Set(
  'sum avg mean median mode count count_if stddev std var variance quantile percentile first last lag lead rank row_number dense_rank ntile cumsum cumulative_sum rolling'.split(
    ' ',
  ),
);

/** Functions elsewhere that give another value each time they are called. */
export const OF_THE_MOMENT: ReadonlySet<string> = new Set(
  'now today current_date current_timestamp getdate sysdate random rand uuid'.split(' '),
);

import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { JoinColumn, Rel } from '@/nodes/kernel/rel/rel';
import { isLabelled, labelColumns } from '@/nodes/kernel/rel/rel-columns';
import { PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { joinOrder, numbered } from './render-rows';

type JoinRel = Extract<Rel, { op: 'join' }>;

const KEYWORDS: Readonly<Record<JoinRel['kind'], string>> = {
  inner: 'join',
  left: 'left join',
  right: 'right join',
  full: 'full join',
  semi: 'semi join',
  anti: 'anti join',
};

/** A join of two table expressions, its rows in a certain order. Null keys match nothing. */
export function joinSql(rel: JoinRel, left: string, right: string, push: (sql: string) => string): string {
  const columns = rel.columns.map((column) => `${columnSql(column)} as ${sqlName(column.name)}`);
  columns.push(...labelColumns(rel).map((name) => labelOf(rel, name)));
  const on = [...rel.on.map((pair) => `l.${sqlName(pair.left)} = r.${sqlName(pair.right)}`), ...samePart(rel)].join(
    ' and ',
  );
  const [l, r] = [numbered(left, push), numbered(right, push)];
  return `select ${columns.join(', ')} from ${l} l ${KEYWORDS[rel.kind]} ${r} r on ${on} order by ${joinOrder(rel.kind)}`;
}

/** Where both sides are labelled, a row meets rows of its own part only: a group of training rows is not for test rows. */
function samePart({ inputs: [left, right] }: JoinRel): string[] {
  const name = sqlName(PARTITION_COLUMN);
  return isLabelled(left) && isLabelled(right) ? [`l.${name} = r.${name}`] : [];
}

function columnSql({ side, column, right }: JoinColumn): string {
  if (side === 'both') return `coalesce(l.${sqlName(column)}, r.${sqlName(right ?? column)})`;
  return `${side === 'left' ? 'l' : 'r'}.${sqlName(column)}`;
}

/** A label of the labelled side; of two sides that come from one split, whichever is there. */
function labelOf({ kind, inputs: [left, right] }: JoinRel, label: string): string {
  const name = sqlName(label);
  const sides = [
    ...(labelColumns(left).includes(label) ? [`l.${name}`] : []),
    ...(labelColumns(right).includes(label) && kind !== 'semi' && kind !== 'anti' ? [`r.${name}`] : []),
  ];
  return `${sides.length === 1 ? sides[0] : `coalesce(${sides.join(', ')})`} as ${name}`;
}

import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { FOLD_COLUMN, PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { foldSql } from './render-folds';
import { inOrder, numbered, type Push } from './render-rows';
import { double } from './sql-types';

export type LabelRel = Extract<Rel, { op: 'label' }>;

/** Where a row stands among all, from 0 to 1: a column that lives for one step only. */
const POSITION = '$position';

/** Labels rows; `push` adds a step. Where ranks look at all rows, these are put back into the order they came in. */
export function labelSql(rel: LabelRel, input: string, labels: readonly string[], push: Push): string {
  const isRanked = [rel.method, rel.folds].some((method) => method?.kind === 'stratified' || method?.kind === 'time');
  return isRanked
    ? inOrder(labelledSql(rel, numbered(input, push), labels, push))
    : labelledSql(rel, input, labels, push);
}

/** Their position, the part it falls in, and the folds of training rows. */
function labelledSql(rel: LabelRel, input: string, labels: readonly string[], push: Push): string {
  const partition = sqlName(PARTITION_COLUMN);
  const isAgain = labels.includes(PARTITION_COLUMN);
  const from = push(`select *, ${positionSql(rel, isAgain)} as ${sqlName(POSITION)} from ${input}`);
  // A second split deals out the training rows of the first: what was held back stays held back.
  const part = isAgain ? `case when ${partition} = 'train' then ${partSql(rel)} else ${partition} end` : partSql(rel);
  const labelled = `select * exclude (${[POSITION, ...labels].map(sqlName).join(', ')}), ${part} as ${partition} from ${from}`;
  if (!rel.folds) return labelled;
  const fold = foldSql(rel.folds, rel, `${partition} = 'train'`);
  return `select *, case when ${partition} = 'train' then ${fold} end as ${sqlName(FOLD_COLUMN)} from ${push(labelled)}`;
}

function partSql({ shares: [train, validation] }: LabelRel): string {
  const position = sqlName(POSITION);
  return `case when ${position} < ${double(train)} then 'train' when ${position} < ${double(train + validation)} then 'validation' else 'test' end`;
}

/** A number from 0 to 1 per row; equal rows and equal times get equal numbers, so duplicates share a label. */
function positionSql({ method, identity, columns }: LabelRel, isAgain: boolean): string {
  const among = isAgain ? [sqlName(PARTITION_COLUMN)] : [];
  switch (method.kind) {
    case 'random':
      return unitSql(identitySql(method.seed, identity, columns));
    case 'group':
      return unitSql(identitySql(method.seed, method.by, columns));
    case 'stratified': {
      const stratum = sqlName(method.by);
      const order = identitySql(method.seed, identity, columns);
      const by = [stratum, ...among].join(', ');
      return `(rank() over (partition by ${by} order by ${order}) - 0.5) / count(*) over (partition by ${by})`;
    }
    case 'time': {
      const by = isAgain ? `partition by ${among} ` : '';
      return `(rank() over (${by}order by ${sqlName(method.by)} nulls first) - 0.5) / count(*) over (${by})`;
    }
  }
}

/** An md5 as a number from 0 to 1. */
export const unitSql = (md5: string): string => `('0x' || substr(${md5}, 1, 13))::bigint / 4503599627370496.0::double`;

/** Row identity: the declared key, or the whole content. Never the row number, never hash(), which changes by version. */
export function identitySql(seed: number | string, identity: string | undefined, columns: readonly string[]): string {
  const parts = (identity === undefined ? columns : [identity]).map(
    (name) => `coalesce(${sqlName(name)}::varchar, chr(1))`,
  );
  return `md5(concat_ws(chr(31), '${seed}', ${parts.join(', ')}))`;
}

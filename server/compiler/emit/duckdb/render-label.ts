import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { double } from './sql-types';

export type LabelRel = Extract<Rel, { op: 'label' }>;

/** Where a row stands among all, from 0 to 1: a column that lives for one step only. */
export const POSITION = '$position';

export function labelSql({ shares: [train, validation] }: LabelRel, from: string, labelled: boolean): string {
  const dropped = [POSITION, ...(labelled ? [PARTITION_COLUMN] : [])].map(sqlName).join(', ');
  const position = sqlName(POSITION);
  const label = `case when ${position} < ${double(train)} then 'train' when ${position} < ${double(train + validation)} then 'validation' else 'test' end`;
  return `select * exclude (${dropped}), ${label} as ${sqlName(PARTITION_COLUMN)} from ${from}`;
}

/** A number from 0 to 1 per row; equal rows and equal times get equal numbers, so duplicates share a label. */
export function positionSql({ method, identity, columns }: LabelRel): string {
  switch (method.kind) {
    case 'random':
      return `('0x' || substr(${identitySql(method.seed, identity, columns)}, 1, 13))::bigint / 4503599627370496.0::double`;
    case 'stratified': {
      const stratum = sqlName(method.by);
      const order = identitySql(method.seed, identity, columns);
      return `(rank() over (partition by ${stratum} order by ${order}) - 0.5) / count(*) over (partition by ${stratum})`;
    }
    case 'time':
      return `(rank() over (order by ${sqlName(method.by)} nulls first) - 0.5) / count(*) over ()`;
  }
}

/** Row identity: the declared key, or the whole content. Never the row number, never hash(), which changes by version. */
export function identitySql(seed: number, identity: string | undefined, columns: readonly string[]): string {
  const parts = (identity === undefined ? columns : [identity]).map(
    (name) => `coalesce(${sqlName(name)}::varchar, chr(1))`,
  );
  return `md5(concat_ws(chr(31), '${seed}', ${parts.join(', ')}))`;
}

/** Row identity decides who is in a sample, so that it does not depend on row order or threads. */
export function sampleSql(rel: Extract<Rel, { op: 'sample' }>, from: string, labelled: boolean): string {
  const identity = identitySql(rel.seed, rel.identity, rel.columns);
  if ('share' in rel.size) {
    return `select * from ${from} where ('0x' || substr(${identity}, 1, 13))::bigint / 4503599627370496.0::double < ${double(rel.size.share)}`;
  }
  const by = labelled ? `partition by ${sqlName(PARTITION_COLUMN)} ` : '';
  const ties = rel.columns.map(sqlName).join(', ');
  return `select * from ${from} qualify row_number() over (${by}order by ${identity}, ${ties}) <= ${rel.size.rows}`;
}

import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import { inputsOf, type Rel } from '@/nodes/kernel/rel/rel';
import { labelColumns, relColumns } from '@/nodes/kernel/rel/rel-columns';
import { FOLD_COLUMN, PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { renderAggregate } from './render-aggregate';
import { asofSql } from './render-asof';
import { renderExpr } from './render-expr';
import { joinSql } from './render-join';
import { labelSql } from './render-label';
import { outOfFoldSql } from './render-out-of-fold';
import { roundSql } from './render-round';
import { distinctSql, inOrder, limitSql, numbered, sampleSql } from './render-rows';
import { unionSql, unpivotSql } from './render-shape';
import { orderBy } from './render-sort';
import { windowSql } from './render-window';
import type { SqlSources } from './sources';

/** The DuckDB SQL of a relation: one CTE per step, in reading order. */
export function renderSql(rel: Rel, sources: SqlSources): string {
  const steps = new Steps(sources);
  const last = steps.add(rel);
  return `${steps.head()}from ${last}`;
}

/** The steps of a query so far. A relation that is read twice is one step. */
export class Steps {
  private readonly rendered: string[] = [];
  private readonly names = new Map<Rel, string>();

  constructor(private readonly sources: SqlSources) {}

  /** What to select from to get the relation's rows. */
  add(rel: Rel): string {
    if (rel.op === 'scan' && rel.first === undefined) return this.sources.scan(rel.key);
    const known = this.names.get(rel);
    if (known) return known;
    if (rel.op === 'scan') {
      const some = this.push(`select * from ${this.sources.scan(rel.key)} limit ${rel.first}`);
      this.names.set(rel, some);
      return some;
    }
    const from = inputsOf(rel).map((input) => this.add(input));
    const name = this.push(selectOf(rel, from, this.sources, (sql) => this.push(sql)));
    this.names.set(rel, name);
    return name;
  }

  head(): string {
    if (this.rendered.length === 0) return '';
    return `with ${this.rendered.map((sql, index) => `t${index} as (\n  ${sql}\n)`).join(', ')}\n`;
  }

  /** One more step; gives the name to select from. */
  push(sql: string): string {
    this.rendered.push(sql);
    return `t${this.rendered.length - 1}`;
  }
}

type Step = Exclude<Rel, { op: 'scan' }>;

function selectOf(rel: Step, tables: readonly string[], sources: SqlSources, push: (sql: string) => string): string {
  const from = tables[0]!;
  const labelled = relColumns(inputsOf(rel)[0]!).includes(PARTITION_COLUMN);
  switch (rel.op) {
    case 'project': {
      const columns = rel.columns
        .filter((column) => column.name !== PARTITION_COLUMN && column.name !== FOLD_COLUMN)
        .map((column) => `${renderExpr(column.expr, sources)} as ${sqlName(column.name)}`);
      columns.push(...labelColumns(rel.input).map(sqlName));
      return `select ${columns.join(', ')} from ${from}`;
    }
    case 'filter':
      return `select * from ${from} where ${renderExpr(rel.where, sources)}`;
    case 'aggregate': {
      // Below a split the label is an implicit group key: no group mixes training and test rows.
      const label = labelled ? [sqlName(PARTITION_COLUMN)] : [];
      const by = [...rel.by.map(sqlName), ...label];
      const measures = rel.aggregates.map((part) => `${renderAggregate(part, sources)} as ${sqlName(part.name)}`);
      // Ordered, so that the written table does not depend on the threads that grouped it.
      const tail =
        by.length > 0
          ? ` group by ${by.join(', ')} order by ${by.map((name) => `${name} nulls first`).join(', ')}`
          : '';
      return `select ${[...rel.by.map(sqlName), ...measures, ...label].join(', ')} from ${from}${tail}`;
    }
    case 'count-same': {
      const keys = rel.by.map(sqlName);
      const over = [...keys, ...(labelled ? [sqlName(PARTITION_COLUMN)] : [])].join(', ');
      const missing = keys.map((key) => `${key} is null`).join(' or ');
      const count = `case when ${missing} then 0 else count(*) over (partition by ${over}) end`;
      return inOrder(`select *, ${count} as ${sqlName(rel.name)} from ${numbered(from, push)}`);
    }
    case 'label':
      return labelSql(rel, from, labelColumns(rel.input), push);
    case 'part':
      return `select * from ${from} where ${sqlName(PARTITION_COLUMN)} in (${rel.parts.map(sqlText).join(', ')})`;
    case 'round':
      return roundSql(rel, from);
    case 'limit':
      return limitSql(rel, from, labelled, push);
    case 'sort':
      return `select * from ${from} order by ${orderBy(rel.by, sources)}`;
    case 'sample':
      return sampleSql(rel, from, labelled, push);
    case 'distinct':
      return distinctSql(rel, from, labelled, sources, push);
    case 'window': {
      const columns = rel.windows.map((window) => windowSql(window, labelled, sources)).join(', ');
      return inOrder(`select *, ${columns} from ${numbered(from, push)}`);
    }
    case 'join':
      return joinSql(rel, from, tables[1]!, push);
    case 'asof':
      return asofSql(rel, from, tables[1]!);
    case 'union':
      return unionSql(rel, tables, push);
    case 'unpivot':
      return unpivotSql(rel, from, sources);
    case 'out-of-fold':
      return outOfFoldSql(rel, from, labelled, sources);
  }
}

import { renderSql, type SqlSources } from '@/server/compiler/emit/duckdb';
import { byMeans } from '@/server/compiler/passes/lower';
import { learn } from '@/server/executor/learn';
import {
  type AnyNode,
  type Cell,
  type Column,
  type DatasetFact,
  type ExampleTable,
  isLabelled,
  type Lowered,
  type NodeExample,
  PARTITION_COLUMN,
  type Rel,
  type ScalarType,
  type StageDatabase,
  type TableSchema,
} from './kernel';
import { sqlName, sqlText } from './kernel/expr/sql-text';
import { runtime } from './runtime.gen';

const SQL_TYPE: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int: 'bigint',
  float: 'double',
  text: 'varchar',
  date: 'date',
  timestamp: 'timestamp',
  vector: 'double[]',
};

/** The columns of an example table; nullable where a cell is missing. */
export function exampleColumns(table: ExampleTable): Column[] {
  return table.columns.map((header, index) => {
    const [name, type] = header.split(':') as [string, Column['type']];
    return { name, type, nullable: table.rows.some((row) => row[index] === null) };
  });
}

export function exampleSchema(table: ExampleTable, partition?: NodeExample['partition']): TableSchema {
  return { columns: exampleColumns(table), open: false, ...(partition ? { partitioned: true } : {}) };
}

/** An example table as a query, with its labels where rows carry one. */
export function exampleSql(table: ExampleTable, partition?: NodeExample['partition']): string {
  const labels = partition ? [{ name: PARTITION_COLUMN, type: 'text' as const }] : [];
  const columns = [...exampleColumns(table), ...labels];
  const rows = table.rows.map((row, index) => (partition ? [...row, partition[index] ?? 'train'] : row));
  const cells = columns.map(({ name, type }, index) => `col${index}::${SQL_TYPE[type]} as ${sqlName(name)}`);
  const values = rows.length > 0 ? rows : [columns.map(() => null)];
  const list = values.map((row) => `(${row.map(cellSql).join(', ')})`).join(', ');
  return `select ${cells.join(', ')} from (values ${list}) t(${columns.map((_, index) => `col${index}`).join(', ')})${rows.length > 0 ? '' : ' where false'}`;
}

function cellSql(cell: Cell): string {
  if (cell === null) return 'null';
  if (typeof cell === 'string') return sqlText(cell);
  return Array.isArray(cell) ? `[${cell.join(', ')}]` : String(cell);
}

/** A node over an example's tables: its relational outputs as SQL, its fit, its schemas. */
export class ConformingNode {
  readonly config: unknown;
  readonly schemas: Record<string, TableSchema>;
  readonly outputs: Record<string, TableSchema>;
  private learned: Record<string, unknown> = {};

  constructor(
    readonly definition: AnyNode,
    readonly example: NodeExample,
    dataset?: DatasetFact,
  ) {
    this.config = definition.config.parse(example.config);
    const ports = Object.entries(example.in).filter(([port]) => port in definition.ports.in);
    this.schemas = Object.fromEntries(ports.map(([port, table]) => [port, exampleSchema(table, example.partition)]));
    this.outputs = definition.outputSchema({ config: this.config, inputs: this.schemas, dataset });
  }

  private sources(): SqlSources {
    return {
      scan: (port) => `(${exampleSql(this.example.in[port]!, this.example.partition)})`,
      learned: (_, name) => this.learned[name],
    };
  }

  private scan(port: string): Rel {
    const columns = this.schemas[port]!.columns.map((column) => column.name);
    return { op: 'scan', key: port, columns: this.example.partition ? [...columns, PARTITION_COLUMN] : columns };
  }

  /** Learns from the training rows, as the executor does. Fails where a run would refuse. */
  async fit(database: StageDatabase): Promise<Record<string, unknown>> {
    const { type } = this.definition;
    const entries = this.definition.fit?.({ config: this.config, inputs: this.schemas }) ?? {};
    if (Object.keys(entries).length === 0) return {};
    const { aggregates, learns } = byMeans(entries);
    const scan = this.scan('table');
    const rel: Rel = isLabelled(scan) ? { op: 'part', input: scan, parts: ['train'] } : scan;
    const config = this.config as Record<string, unknown>;
    const task = { type, config, schema: this.schemas.table!, learns };
    const learned = await learn(
      { rel, aggregates, ...(Object.keys(learns).length > 0 ? { task } : {}) },
      {
        sources: this.sources(),
        database,
        signal: new AbortController().signal,
        progress: () => {},
        loadFit: async () => (await runtime[type]!()).fit!,
      },
    );
    this.learned = Object.fromEntries(Object.entries(learned).map(([name, { value }]) => [name, value]));
    return this.learned;
  }

  lowered(): Record<string, Lowered> {
    const { definition, config, schemas, outputs } = this;
    if (!definition.lower) return {};
    const types = definition.fit?.({ config, inputs: schemas }) ?? {};
    return definition.lower({
      config,
      schemas,
      outputs,
      inputs: Object.fromEntries(Object.keys(schemas).map((port) => [port, this.scan(port)])),
      learned: (name) => ({ op: 'learned', fit: 'fit', name, type: types[name]!.type }),
    });
  }

  /** The output of its own that its task reads as its table, when it does. */
  ownTable(): { readonly schema: TableSchema; readonly sql: string } | undefined {
    const task = Object.values(this.lowered()).find(
      (meaning) => meaning.kind === 'task' && meaning.reads !== undefined,
    );
    const port = task?.kind === 'task' ? task.reads : undefined;
    return port === undefined ? undefined : { schema: this.outputs[port]!, sql: this.queries()[port]! };
  }

  /** SQL per output port that is a relation. */
  queries(): Record<string, string> {
    if (Object.keys(this.schemas).length === 0) return {};
    return Object.fromEntries(
      Object.entries(this.lowered()).flatMap(([port, lowered]) =>
        lowered.kind === 'relation' ? [[port, renderSql(lowered.rel, this.sources())]] : [],
      ),
    );
  }
}

/** DuckDB's name for a column of a schema. */
export const duckdbType = (type: Column['type']): string => SQL_TYPE[type]!.toUpperCase();

/** Rows as plain cells in any order, to be compared. */
export async function readCells(database: StageDatabase, sql: string, columns: readonly Column[]): Promise<string[]> {
  const cells = columns.map(({ name, type }) =>
    isMoment(type) ? `${sqlName(name)}::varchar as ${sqlName(name)}` : sqlName(name),
  );
  const rows = await database.rows(`select ${cells.join(', ')} from (${sql})`);
  return rows.map((row) => JSON.stringify(columns.map(({ name }) => plain(row[name])))).sort();
}

const isMoment = (type: Column['type'] | ScalarType): boolean => type === 'date' || type === 'timestamp';

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date)
    return value
      .toISOString()
      .replace('T', ' ')
      .replace(/(\.000)?Z$/, '');
  return Array.isArray(value) ? value.map(plain) : value;
}

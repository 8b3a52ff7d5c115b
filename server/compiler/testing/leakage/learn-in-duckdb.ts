import type { StageDatabase } from '@/nodes/kernel/define-run';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import { PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { runtime } from '@/nodes/runtime.gen';
import { DuckdbStageDatabase } from '@/server/engine/duckdb/stage-database';
import { learn } from '@/server/executor/learn';
import { renderSql, type SqlSources } from '../../emit/duckdb';
import type { RunSpec } from '../../emit/run-spec';
import { PEOPLE, type Tables, tableSql, VISITS } from './random-tables';

/** All that a pipeline learns from tables, and the training rows its models are given. */
export interface Learned {
  /** By fit key: the learned values, as JSON. */
  readonly fits: Readonly<Record<string, string>>;
  /** By stage: the training rows of what trains a model, in order, as JSON. */
  readonly training: Readonly<Record<string, string>>;
  /** By round of folds: the same of what is learned anew for it, and the ids of the rows that it judges. */
  readonly rounds: ReadonlyMap<number, LearnedInRound>;
  /** Labels by the id of a person, of the last table that carries both. */
  readonly labels: ReadonlyMap<number, ReadonlySet<string>>;
}

export interface LearnedInRound {
  readonly fits: Record<string, string>;
  readonly training: Record<string, string>;
  readonly judged: Set<number>;
}

export interface Laboratory {
  learn(spec: RunSpec, tables: Tables): Promise<Learned>;
  close(): Promise<void>;
}

/** Runs the queries and fits of a spec in a DuckDB of its own: no store, no Postgres. */
export function openLaboratory(): Laboratory {
  const signal = new AbortController().signal;
  const database = new DuckdbStageDatabase(
    { memoryLimitBytes: 512_000_000, threads: 1, temporaryFolder: '/tmp', allowedPaths: [] },
    signal,
  );
  return {
    close: () => database.close(),
    async learn(spec, tables) {
      await database.execute('drop schema if exists lab cascade; create schema lab');
      const nameOf = (key: string) => `lab.${sqlName(key)}`;
      const known = new Map<string, Readonly<Record<string, { readonly value: unknown }>>>();
      const sources: SqlSources = { scan: nameOf, learned: (fit, name) => known.get(fit)![name]!.value };
      const fits: Record<string, string> = {};
      const training: Record<string, string> = {};
      const rounds = new Map<number, LearnedInRound>();
      const roundOf = (round: number): LearnedInRound => {
        const known = rounds.get(round) ?? { fits: {}, training: {}, judged: new Set() };
        rounds.set(round, known);
        return known;
      };
      let labels: Learned['labels'] = new Map();
      for (const stage of spec.stages) {
        if (stage.kind === 'fit') {
          const loadFit = async () => (await runtime[stage.task!.type]!()).fit!;
          const values = await learn(stage, { sources, database, signal, progress: () => {}, loadFit });
          known.set(stage.key, values);
          const learned = stage.round === undefined ? fits : roundOf(stage.round).fits;
          learned[stage.key] = JSON.stringify(values);
        } else if (stage.kind === 'query') {
          for (const { name, key, schema } of stage.outputs) {
            await database.execute(`create table ${nameOf(key)} as ${renderSql(stage.relations[name]!, sources)}`);
            if (
              stage.round === undefined &&
              schema?.partitioned &&
              schema.columns.some((column) => column.name === 'id')
            )
              labels = await readLabels(database, nameOf(key));
          }
        } else if (stage.dataset) {
          const rows = { [PEOPLE]: tables.people, [VISITS]: tables.visits }[stage.dataset.fileHash]!;
          const sql = tableSql(stage.dataset.fileHash, rows);
          await database.execute(`create table ${nameOf(stage.dataset.key)} as ${sql}`);
        } else if (stage.taughtBy || stage.type === 'train') {
          const table = stage.inputs.find(({ name }) => name === 'table')!;
          training[stage.id] = await readTraining(database, nameOf(table.key));
          for (const { name, key } of stage.inputs.filter((input) => input.name.startsWith('table@'))) {
            const round = roundOf(Number(name.slice('table@'.length)));
            round.training[stage.id] = await readTraining(database, nameOf(key));
            for (const id of await readJudged(database, nameOf(key))) round.judged.add(id);
          }
        }
      }
      return { fits, training, rounds, labels };
    },
  };
}

async function readLabels(database: DuckdbStageDatabase, table: string): Promise<Learned['labels']> {
  const rows = await database.rows<{ id: bigint; label: string }>(
    `select distinct "id", ${sqlName(PARTITION_COLUMN)} as label from ${table} where "id" is not null`,
  );
  const labels = new Map<number, Set<string>>();
  for (const { id, label } of rows) labels.set(Number(id), (labels.get(Number(id)) ?? new Set()).add(label));
  return labels;
}

/** The rows that a model learns from, bit by bit and in order. */
async function readTraining(database: DuckdbStageDatabase, table: string): Promise<string> {
  const rows = await database.rows(`from ${table} where ${sqlName(PARTITION_COLUMN)} = 'train'`);
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
}

/** Ids of the rows that a round judges. */
async function readJudged(database: StageDatabase, table: string): Promise<number[]> {
  const rows = await database.rows<{ id: bigint }>(
    `select distinct "id" from ${table} where ${sqlName(PARTITION_COLUMN)} = 'test' and "id" is not null`,
  );
  return rows.map(({ id }) => Number(id));
}

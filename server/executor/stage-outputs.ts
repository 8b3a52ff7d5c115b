import { rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ArtifactMeta } from '@/drizzle/schema/execution';
import type { StageSummary } from '@/nodes/kernel/define-run';
import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import { PARTITION_COLUMN, type TableSchema } from '@/nodes/kernel/schema';
import type { Stage, StageOutput } from '@/server/compiler/emit/run-spec';
import type { Finished } from '@/server/db/computations';
import type { DuckdbStageDatabase } from '@/server/engine/duckdb/stage-database';
import { schemaOf } from '@/server/engine/duckdb/table-schema';
import { AppError } from '@/server/errors';
import { type ArtifactDraft, TABLE_FILE, VALUE_FILE } from '@/server/store/artifact-store';
import { diskFull, isDiskFull, realDisk } from '@/server/store/disk';

interface Written {
  readonly output: StageOutput;
  readonly draft: ArtifactDraft;
  meta: ArtifactMeta;
}

/** What a stage writes, aside until all of it is there. */
export class StageOutputWriter {
  private readonly written = new Map<string, Written>();

  constructor(
    private readonly stage: Stage,
    private readonly newDraft: () => Promise<ArtifactDraft>,
    private readonly database: DuckdbStageDatabase,
  ) {}

  /** Writes a table by a query; `components` names those of its vector columns. */
  async table(name: string, sql: string, components: ArtifactMeta['components'] = {}): Promise<void> {
    const { output, draft } = await this.begin(name, 'table');
    const path = draft.path(TABLE_FILE);
    try {
      await this.database.writeTable(sql, path);
    } catch (error) {
      const wantedBytes = await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
      await draft.discard();
      throw isDiskFull(error) ? await diskFull(realDisk, dirname(dirname(path)), wantedBytes, error) : error;
    }
    this.written.set(name, { output, draft, meta: await this.describeTable(path, output, components) });
  }

  async json(
    name: string,
    value: unknown,
    summary?: StageSummary,
    told: Pick<ArtifactMeta, 'learnedFrom'> = {},
  ): Promise<void> {
    const entry = this.written.get(name) ?? { ...(await this.begin(name, 'json')), meta: {} };
    await entry.draft.write(VALUE_FILE, JSON.stringify(value));
    this.written.set(name, {
      ...entry,
      meta: { ...entry.meta, ...told, ...(summary === undefined ? {} : { summary }) },
    });
  }

  /** Takes over a Parquet file on the same disk. */
  async tableFile(name: string, file: string): Promise<void> {
    const { output, draft } = await this.begin(name, 'table');
    const path = draft.path(TABLE_FILE);
    await rename(file, path);
    this.written.set(name, { output, draft, meta: await this.describeTable(path, output, {}) });
  }

  async binary(name: string, fileName: string, bytes: Uint8Array): Promise<void> {
    if (!/^[a-z0-9][a-z0-9._-]*$/i.test(fileName) || fileName === VALUE_FILE)
      throw new Error(`no file name: ${fileName}`);
    const entry = this.written.get(name) ?? { ...(await this.begin(name, 'json')), meta: {} };
    await entry.draft.write(fileName, bytes);
    this.written.set(name, entry);
  }

  /** Makes everything durable. With `isPartial` an output may be absent: the stage was refused. */
  async publish(isPartial: boolean): Promise<{ artifacts: Finished['artifacts']; summary?: StageSummary }> {
    const absent = this.stage.outputs.filter((output) => !this.written.has(output.name));
    if (absent.length > 0 && !isPartial) {
      await this.discard();
      throw new AppError({
        code: 'output_missing',
        blame: 'bug',
        message: `${this.stage.node} ended without its output ${absent.map((output) => output.name).join(', ')}.`,
      });
    }
    const artifacts: Finished['artifacts'][number][] = [];
    for (const { output, draft, meta } of this.written.values()) {
      artifacts.push({
        key: output.key,
        kind: output.kind,
        meta: this.withUnparsed(output, meta),
        ...(await draft.publish()),
      });
    }
    const summary = this.summary();
    return { artifacts, ...(summary === undefined ? {} : { summary }) };
  }

  async discard(): Promise<void> {
    for (const { draft } of this.written.values()) await draft.discard();
  }

  private async begin(name: string, kind: StageOutput['kind']): Promise<{ output: StageOutput; draft: ArtifactDraft }> {
    const output = this.stage.outputs.find((candidate) => candidate.name === name);
    const fits = output !== undefined && (output.kind === kind || (kind === 'json' && output.kind === 'learned'));
    if (!fits) throw new Error(`stage ${this.stage.id} has no ${kind} output “${name}”`);
    return { output, draft: await this.newDraft() };
  }

  private async describeTable(
    path: string,
    output: StageOutput,
    components: ArtifactMeta['components'],
  ): Promise<ArtifactMeta> {
    const from = `read_parquet(${sqlText(path)})`;
    const types = await this.database.describe(`from ${from}`);
    const isLabelled = types.has(PARTITION_COLUMN);
    const label = isLabelled ? sqlName(PARTITION_COLUMN) : 'null';
    const groups = await this.database.rows<{ part: string | null; rows: number }>(
      `select ${label} as part, count(*)::double as rows from ${from} group by 1 order by 1`,
    );
    const rowCount = groups.reduce((sum, group) => sum + group.rows, 0);
    const partitionCounts = Object.fromEntries(groups.map((group) => [group.part ?? '', group.rows]));
    const uncategorised = await this.countUncategorised(from, components);
    return {
      rowCount,
      ...(isLabelled ? { partitionCounts } : {}),
      schema: output.schema && !output.schema.open ? output.schema : await this.readSchema(from, types),
      ...(components && Object.keys(components).length > 0 ? { components } : {}),
      ...(Object.keys(uncategorised).length > 0 ? { uncategorised } : {}),
    };
  }

  /** Texts that training never saw become all zeros (or “other”): they are counted, not passed over in silence. */
  private async countUncategorised(
    from: string,
    components: ArtifactMeta['components'],
  ): Promise<Record<string, number>> {
    // Other vectors hold numbers side by side, not one category.
    const vectors = Object.entries(components ?? {}).filter(([column, names]) =>
      names.some((name) => name.startsWith(`${column}=`)),
    );
    if (vectors.length === 0) return {};
    const counts = vectors.map(([column, names], index) => {
      const none =
        names.at(-1) === `${column}=other` ? `${sqlName(column)}[-1] = 1` : `list_sum(${sqlName(column)}) = 0`;
      return `(count(*) filter (where ${none}))::double as c${index}`;
    });
    const [row] = await this.database.rows<Record<string, number>>(`select ${counts.join(', ')} from ${from}`);
    return Object.fromEntries(
      vectors.map(([column], index) => [column, row![`c${index}`]!] as const).filter(([, rows]) => rows > 0),
    );
  }

  private async readSchema(from: string, types: ReadonlyMap<string, string>): Promise<TableSchema> {
    const names = [...types.keys()];
    if (names.length === 0) return { columns: [], open: false };
    const counts = names.map((name, index) => `(count(*) > count(${sqlName(name)})) as c${index}`);
    const [row] = await this.database.rows<Record<string, boolean>>(`select ${counts.join(', ')} from ${from}`);
    return schemaOf(types, (column) => row![`c${names.indexOf(column)}`] === true);
  }

  /** A source tells what did not parse in an output of its own; its table carries the count as a fact. */
  private withUnparsed(output: StageOutput, meta: ArtifactMeta): ArtifactMeta {
    const unparsed = this.written.get('unparsed');
    const isSnapshot = this.stage.kind === 'task' && this.stage.dataset?.key === output.key;
    return isSnapshot && unparsed ? { ...meta, unparsedCount: unparsed.meta.rowCount } : meta;
  }

  /** The task's own figures, else rows and columns of its first table. */
  private summary(): StageSummary | undefined {
    const all = [...this.written.values()];
    const told = all.find(({ meta }) => meta.summary !== undefined);
    if (told) return told.meta.summary;
    const table = all.find(({ meta }) => meta.rowCount !== undefined);
    if (!table) return undefined;
    const unknown = Object.values(table.meta.uncategorised ?? {}).reduce((sum, rows) => sum + rows, 0);
    const size = { rows: table.meta.rowCount!, columns: table.meta.schema?.columns.length ?? 0 };
    return unknown > 0 ? { ...size, unknownCategories: unknown } : size;
  }
}

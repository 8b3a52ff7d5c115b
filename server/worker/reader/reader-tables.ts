import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { contentKey } from '@/nodes/kernel/canonical';
import { sqlText } from '@/nodes/kernel/expr/sql-text';
import type { Rel } from '@/nodes/kernel/rel/rel';
import type { ColumnType } from '@/nodes/kernel/schema';
import type { Database } from '@/server/db/client';
import type { OpenedDuckdb } from '@/server/engine/duckdb/open-duckdb';
import { columnTypes } from '@/server/engine/duckdb/read-columns';
import { typeOfDuckdb } from '@/server/engine/duckdb/table-schema';
import type { ArtifactStore } from '@/server/store/artifact-store';
import { TABLE_FILE } from '@/server/store/artifact-store';
import { askDuckdb } from './ask-duckdb';
import { KeptValues } from './kept-values';
import { LearnedForLooks } from './learned-for-looks';
import { type OpenedRelation, openRelation } from './open-relation';
import type { TableAsked } from './requests';
import { SharedWork } from './shared-work';

/** A table as a file: its rows have places, so any page of it costs the same. */
export interface FileTable {
  /** Names its content. */
  readonly key: string;
  readonly rel: Rel;
  /** A table expression; it has `file_row_number`. */
  readonly source: string;
  readonly rowCount: number;
  /** DuckDB's types by column. */
  readonly types: ReadonlyMap<string, string>;
  readonly components: Readonly<Record<string, readonly string[]>>;
}

/** Types beyond the language's are shown as text. */
export const languageTypes = ({ types }: Pick<FileTable, 'types'>): Map<string, ColumnType> =>
  new Map([...types].map(([name, type]) => [name, typeOfDuckdb(type) ?? 'text']));

export interface ReaderTablesParts {
  readonly database: Database;
  readonly store: ArtifactStore;
  readonly duckdb: OpenedDuckdb;
  /** Where relations are written that no run has written. */
  readonly folder: string;
  /** Bytes of such files that are kept. */
  readonly mostBytes?: number;
}

/**
 * Opens relations as files. An artifact is one; any other relation is written into a file of the reader's own when more
 * than its first rows are wanted, once for all who ask, and kept as long as there is room.
 */
export class ReaderTables {
  readonly duckdb: OpenedDuckdb;
  private readonly written = new SharedWork<void>();
  private readonly files: KeptValues<FileTable & { readonly path: string }>;
  private readonly learned: LearnedForLooks;

  constructor(private readonly parts: ReaderTablesParts) {
    this.duckdb = parts.duckdb;
    this.learned = new LearnedForLooks(parts);
    mkdirSync(parts.folder, { recursive: true });
    this.files = new KeptValues(parts.mostBytes ?? 2e9, ({ path }) => rmSync(path, { force: true }));
  }

  keyOf = ({ rel, fits }: TableAsked): string => contentKey(['look', rel, fits]);

  /** A relation's SQL, with everything learned that it needs. */
  async open({ rel, fits }: TableAsked, signal: AbortSignal): Promise<OpenedRelation> {
    const values = await this.learned.valuesOf(fits, signal);
    return openRelation(this.parts.database, this.parts.store, rel, values);
  }

  /** It can be read by pages without being written first. */
  isFile(asked: TableAsked): boolean {
    return isArtifact(asked.rel) || this.files.has(this.keyOf(asked));
  }

  async use<T>(asked: TableAsked, signal: AbortSignal, use: (table: FileTable) => Promise<T>): Promise<T> {
    if (isArtifact(asked.rel)) return use(await this.artifact(asked, signal));
    const key = this.keyOf(asked);
    for (;;) {
      // What was written may have fallen out again before it is used: then it is written anew.
      await this.written.ask(key, signal, (stop) => this.write(key, asked, stop));
      let used: { readonly result: T } | undefined;
      await this.files.use(key, async (table) => {
        used = { result: await use(table) };
      });
      if (used) return used.result;
    }
  }

  private async artifact(asked: TableAsked, signal: AbortSignal): Promise<FileTable> {
    const { rel, sql, components, artifact } = await this.open(asked, signal);
    const source = `read_parquet(${sqlText(join(await this.parts.store.open(artifact!.hash), TABLE_FILE))})`;
    return askDuckdb(this.duckdb, signal, async (connection) => {
      const types = await columnTypes(connection, sql);
      const rowCount = artifact?.meta.rowCount ?? (await countOf(connection, source));
      return { key: artifact!.hash, rel, source, rowCount, types, components };
    });
  }

  private async write(key: string, asked: TableAsked, signal: AbortSignal): Promise<void> {
    if (this.files.has(key)) return;
    const { rel, sql, components } = await this.open(asked, signal);
    const path = join(this.parts.folder, `${randomUUID()}.parquet`);
    try {
      await askDuckdb(this.duckdb, signal, async (connection) => {
        const types = await columnTypes(connection, sql);
        await connection.run(`copy (${sql}) to ${sqlText(path)} (format parquet, compression snappy)`);
        const source = `read_parquet(${sqlText(path)})`;
        const rowCount = await countOf(connection, source);
        this.files.add(key, { key, path, rel, source, rowCount, types, components }, statSync(path).size);
      });
    } catch (thrown) {
      rmSync(path, { force: true });
      throw thrown;
    }
  }
}

const isArtifact = (rel: Rel): boolean => rel.op === 'scan' && rel.first === undefined;

async function countOf(
  connection: { runAndReadAll(sql: string): Promise<{ getRowsJS(): unknown[][] }> },
  source: string,
) {
  return Number((await connection.runAndReadAll(`select count(*) from ${source}`)).getRowsJS()[0]?.[0]);
}

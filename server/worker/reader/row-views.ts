import { contentKey } from '@/nodes/kernel/canonical';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import { askDuckdb } from './ask-duckdb';
import { type GridView, isPlain, orderSql, whereSql } from './grid-view';
import { KeptValues } from './kept-values';
import { type FileTable, languageTypes, type ReaderTables } from './reader-tables';
import { SharedWork } from './shared-work';

/** Rows of a file that a view shows, in its order: a table of their places, one number each. */
export interface RowView {
  /** Absent: all rows in the file's own order. */
  readonly places?: string;
  readonly rowCount: number;
}

const MOST_ROWS = 20_000_000;

/** Sorts and filters once, by content key; pages are looked up by place from then on. */
export class RowViews {
  private readonly made = new SharedWork<void>();
  private readonly views: KeptValues<RowView>;

  constructor(private readonly tables: Pick<ReaderTables, 'duckdb'>) {
    this.views = new KeptValues(MOST_ROWS, ({ places }) => {
      if (places) void this.drop(places);
    });
  }

  async use<T>(table: FileTable, view: GridView, signal: AbortSignal, use: (rows: RowView) => Promise<T>): Promise<T> {
    if (isPlain(view)) return use({ rowCount: table.rowCount });
    const key = contentKey([table.key, view]);
    for (;;) {
      await this.made.ask(key, signal, (stop) => this.make(key, table, view, stop));
      let used: { readonly result: T } | undefined;
      await this.views.use(key, async (rows) => {
        used = { result: await use(rows) };
      });
      if (used) return used.result;
    }
  }

  private async make(key: string, table: FileTable, view: GridView, signal: AbortSignal): Promise<void> {
    if (this.views.has(key)) return;
    const types = languageTypes(table);
    const places = sqlName(`view ${key}`);
    const where = whereSql(view, types);
    const order = orderSql(view, types, 'file_row_number');
    await askDuckdb(this.tables.duckdb, signal, async (connection) => {
      await connection.run(
        `create table ${places} as select file_row_number as place from ${table.source}${where}${order}`,
      );
      const counted = await connection.runAndReadAll(`select count(*) from ${places}`);
      const rowCount = Number(counted.getRowsJS()[0]?.[0]);
      this.views.add(key, { places, rowCount }, rowCount + 1);
    });
  }

  private async drop(places: string): Promise<void> {
    const never = new AbortController().signal;
    await askDuckdb(this.tables.duckdb, never, (connection) => connection.run(`drop table if exists ${places}`)).catch(
      () => {},
    );
  }
}

import { visitRel } from '@/nodes/kernel/rel/rel';
import { isLabelled } from '@/nodes/kernel/rel/rel-columns';
import { bindQuery, type openBinder } from '@/server/engine/duckdb/bind-query';
import { countRows } from '@/server/executor/count-ports';
import type { Answer } from './answer-cache';
import { askDuckdb } from './ask-duckdb';
import { findValue } from './find-value';
import { isPlain } from './grid-view';
import { matchRows } from './match-rows';
import { readFirstRows, readPage } from './preview';
import { readProfile } from './profile';
import { compareTables } from './profile-drift';
import type { ReaderTables } from './reader-tables';
import type { Asked, ReaderPath } from './requests';
import type { RowViews } from './row-views';
import { readValues } from './values';

export interface AnswerParts {
  readonly tables: ReaderTables;
  readonly views: RowViews;
  readonly binder: Awaited<ReturnType<typeof openBinder>>;
}

/** Every column is read twice: of a large table that takes longer than a page. */
const PROFILE_MS = 60_000;

type Answers = { readonly [Path in ReaderPath]: (asked: Asked<Path>, signal: AbortSignal) => Promise<Answer> };

/** How the reader answers, by path. */
export const answerWith = ({ tables, views, binder }: AnswerParts): Answers => ({
  '/preview': async ({ rel, fits, view, offset, limit }, signal) => {
    const asked = { rel, fits };
    // The first rows of a long query come long before its last: they are shown while it is not written.
    const isFirst = offset === 0 && fits.length === 0 && isPlain(view);
    if (isFirst && !tables.isFile(asked) && !isPreview(asked)) {
      const opened = await tables.open(asked, signal);
      return arrow(await askDuckdb(tables.duckdb, signal, (connection) => readFirstRows(connection, opened, limit)));
    }
    return tables.use(asked, signal, (table) =>
      views.use(table, view, signal, async (rows) => {
        const read = await askDuckdb(tables.duckdb, signal, (connection) =>
          readPage(connection, table, rows, { offset, limit }),
        );
        return arrow(read, rows.rowCount);
      }),
    );
  },
  '/find': ({ rel, fits, view, ...search }, signal) =>
    tables.use({ rel, fits }, signal, (table) =>
      views.use(table, view, signal, async (rows) =>
        json(await askDuckdb(tables.duckdb, signal, (connection) => findValue(connection, table, rows, search))),
      ),
    ),
  '/match': ({ rel, fits, values }, signal) =>
    tables.use({ rel, fits }, signal, async (table) =>
      json(await askDuckdb(tables.duckdb, signal, (connection) => matchRows(connection, table, values))),
    ),
  '/profile': ({ rel, fits, part }, signal) =>
    tables.use({ rel, fits }, signal, async (table) =>
      json(await askDuckdb(tables.duckdb, signal, (connection) => readProfile(connection, table, part), PROFILE_MS)),
    ),
  '/drift': ({ rel, fits, before }, signal) =>
    tables.use({ rel, fits }, signal, (table) =>
      tables.use(before, signal, async (earlier) =>
        json(await askDuckdb(tables.duckdb, signal, (connection) => compareTables(connection, table, earlier))),
      ),
    ),
  '/partition-counts': ({ rel, fits }, signal) =>
    tables.use({ rel, fits }, signal, async (table) =>
      json(
        await askDuckdb(tables.duckdb, signal, (connection) => {
          const rows = async <T>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS() as T[];
          return countRows({ rows }, `from ${table.source}`, isLabelled(table.rel));
        }),
      ),
    ),
  '/values': ({ rel, fits, column }, signal) =>
    tables.use({ rel, fits }, signal, async (table) =>
      json(await askDuckdb(tables.duckdb, signal, (connection) => readValues(connection, table, column))),
    ),
  '/bind': async ({ request }) => json(await bindQuery(binder, request)),
});

/** Cut to its first rows: small enough to be written at once. */
function isPreview({ rel }: Pick<Asked<'/preview'>, 'rel'>): boolean {
  let isCut = false;
  visitRel(rel, (part) => {
    if (part.op === 'scan' && part.first !== undefined) isCut = true;
  });
  return isCut;
}

const arrow = (body: Uint8Array, rowCount?: number): Answer => ({
  contentType: 'application/vnd.apache.arrow.stream',
  body,
  headers: rowCount === undefined ? {} : { 'x-row-count': String(rowCount) },
});

const json = (value: unknown): Answer => ({
  contentType: 'application/json',
  body: Buffer.from(JSON.stringify(value)),
  headers: {},
});

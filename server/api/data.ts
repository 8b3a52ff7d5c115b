import { z } from 'zod';
import { PARTITIONS } from '@/nodes/kernel/schema';
import { findReport } from '../db/catalogue';
import type { PortCount } from '../db/run-views';
import { AppError } from '../errors';
import type { FoundValue } from '../worker/reader/find-value';
import { gridView } from '../worker/reader/grid-view';
import type { MatchedRows } from '../worker/reader/match-rows';
import type { TableProfile } from '../worker/reader/profile';
import type { ColumnDrift } from '../worker/reader/profile-drift';
import { plainValue } from '../worker/reader/requests';
import type { ColumnValues } from '../worker/reader/values';
import { type DataBasis, openPortOf, portRequest } from './open-port-of';
import { askReader } from './reader-client';
import { procedure, router } from './trpc';

const search = z.object({
  view: gridView.optional(),
  text: z.string().min(1).max(1000),
  columns: z.array(z.string()).optional(),
  after: z.int().min(-1).optional(),
  backwards: z.boolean().optional(),
});

/** Rows of a port come from `POST /api/data/preview` instead, as Arrow. */
export const dataRouter = router({
  /** Per column: missing, distinct, least, greatest, histogram; of all rows or of one part of a split. Null where only a run makes them. */
  profile: procedure
    .input(z.intersection(portRequest, z.object({ part: z.enum(PARTITIONS).optional() })))
    .query(async ({ ctx, input, signal }): Promise<TableProfile | null> => {
      const { part, ...port } = input;
      try {
        const { rel, fits } = await openPortOf(ctx, port);
        return await (await askReader(ctx, { path: '/profile', body: { rel, fits, part } }, signal)).json();
      } catch (error) {
        if (error instanceof AppError && error.code === 'not_materialised') return null;
        throw error;
      }
    }),

  /** How the columns lie against the same port of another run. */
  drift: procedure
    .input(z.intersection(portRequest, z.object({ beforeRun: z.uuid() })))
    .query(async ({ ctx, input, signal }): Promise<ColumnDrift[]> => {
      const { rel, fits, basis } = await openPortOf(ctx, input);
      // The first rows of a table are no fair sample of it.
      if (basis.kind === 'sample') return [];
      const before = await openPortOf(ctx, { runId: input.beforeRun, port: input.port });
      const body = { rel, fits, before: { rel: before.rel, fits: before.fits } };
      return (await askReader(ctx, { path: '/drift', body }, signal)).json();
    }),

  /** Where a text stands among the rows of a view. */
  find: procedure
    .input(z.intersection(portRequest, search))
    .query(async ({ ctx, input, signal }): Promise<FoundValue> => {
      const { rel, fits } = await openPortOf(ctx, input);
      const { view, text, columns, after, backwards } = input;
      const body = { rel, fits, view, text, columns, after, backwards };
      return (await askReader(ctx, { path: '/find', body }, signal)).json();
    }),

  /** The rows that have these values: how a row is followed from port to port. */
  match: procedure
    .input(z.intersection(portRequest, z.object({ values: z.record(z.string(), plainValue) })))
    .query(async ({ ctx, input, signal }): Promise<MatchedRows & { readonly basis: DataBasis }> => {
      const { rel, fits, basis } = await openPortOf(ctx, input);
      const { values } = input;
      const found = await askReader(ctx, { path: '/match', body: { rel, fits, values } }, signal);
      return { ...((await found.json()) as MatchedRows), basis };
    }),

  /** The distinct values of one column. */
  values: procedure
    .input(z.intersection(portRequest, z.object({ column: z.string() })))
    .query(async ({ ctx, input, signal }): Promise<ColumnValues> => {
      const { rel, fits, schema } = await openPortOf(ctx, input, 'all rows');
      if (!schema.columns.some(({ name }) => name === input.column)) throw noColumn(input.column);
      return (await askReader(ctx, { path: '/values', body: { rel, fits, column: input.column } }, signal)).json();
    }),

  partitionCounts: procedure.input(portRequest).query(async ({ ctx, input, signal }): Promise<PortCount> => {
    const { rel, fits } = await openPortOf(ctx, input);
    return (await askReader(ctx, { path: '/partition-counts', body: { rel, fits } }, signal)).json();
  }),

  /** A report, learned values or a model (without its trees), by content key; also what a gate refused. */
  report: procedure.input(z.object({ key: z.string() })).query(async ({ ctx, input }): Promise<unknown> => {
    const artifact = await findReport(ctx.database, input.key);
    if (artifact === undefined || artifact.kind === 'table') throw noReport(input.key);
    return withoutTrees(await ctx.store.readJson<unknown>(artifact.hash));
  }),
});

/** Trees are megabytes that nobody reads on a screen: their number is enough. */
export function withoutTrees(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTrees);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) =>
      name === 'trees' && Array.isArray(entry) ? ['treeCount', entry.length] : [name, withoutTrees(entry)],
    ),
  );
}

function noReport(key: string): AppError {
  return new AppError({
    code: 'not_found',
    blame: 'user',
    message: 'There is no report here yet.',
    place: { key },
    hint: 'Run the pipeline; the report is written when its stage ends.',
  });
}

function noColumn(column: string): AppError {
  return new AppError({ code: 'not_found', blame: 'user', message: `There is no column “${column}” there.` });
}

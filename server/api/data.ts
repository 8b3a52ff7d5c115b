import { z } from 'zod';
import { findReport } from '../db/catalogue';
import type { PortCount } from '../db/run-views';
import { AppError } from '../errors';
import type { TableProfile } from '../worker/reader/profile';
import type { ColumnValues } from '../worker/reader/values';
import { openPortOf, portRequest } from './open-port-of';
import { askReader } from './reader-client';
import { procedure, router } from './trpc';

/** Rows of a port come from `POST /api/data/preview` instead, as Arrow. */
export const dataRouter = router({
  /** Per column: missing, distinct, least, greatest, histogram. */
  profile: procedure.input(portRequest).query(async ({ ctx, input, signal }): Promise<TableProfile> => {
    const { rel } = await openPortOf(ctx, input);
    return (await askReader(ctx, { path: '/profile', body: { rel } }, signal)).json();
  }),

  /** The distinct values of one column. */
  values: procedure
    .input(z.intersection(portRequest, z.object({ column: z.string() })))
    .query(async ({ ctx, input, signal }): Promise<ColumnValues> => {
      const { rel, schema } = await openPortOf(ctx, input);
      if (!schema.columns.some(({ name }) => name === input.column)) throw noColumn(input.column);
      return (await askReader(ctx, { path: '/values', body: { rel, column: input.column } }, signal)).json();
    }),

  partitionCounts: procedure.input(portRequest).query(async ({ ctx, input, signal }): Promise<PortCount> => {
    const { rel } = await openPortOf(ctx, input);
    return (await askReader(ctx, { path: '/partition-counts', body: { rel } }, signal)).json();
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

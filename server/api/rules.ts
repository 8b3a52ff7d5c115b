import { z } from 'zod';
import { readSuite, writeSuite } from '@/nodes/validate/great-expectations';
import { type Suggestion, suggestRules } from '@/nodes/validate/suggest';
import { AppError } from '../errors';
import type { TableProfile } from '../worker/reader/profile';
import { openPortOf, portRequest } from './open-port-of';
import { askReader } from './reader-client';
import { procedure, router } from './trpc';

const settings = z.record(z.string(), z.unknown());

/** Rules of a validate node: proposed from data, and as suites that other tools read. */
export const rulesRouter = router({
  /** Rules that the rows of a port keep now; `existing` are those that need not be proposed. */
  suggest: procedure
    .input(z.intersection(portRequest, z.object({ existing: z.array(settings).default([]) })))
    .query(async ({ ctx, input, signal }): Promise<Suggestion[]> => {
      const { rel, fits } = await openPortOf(ctx, input, 'all rows');
      const answer = await askReader(ctx, { path: '/profile', body: { rel, fits } }, signal);
      return suggestRules((await answer.json()) as TableProfile, input.existing);
    }),

  /** A Great Expectations suite as settings of a validate node, and what of it has no counterpart. */
  readSuite: procedure.input(z.object({ suite: z.unknown() })).mutation(({ input }) => {
    try {
      return readSuite(input.suite);
    } catch (cause) {
      throw new AppError({
        code: 'invalid',
        blame: 'user',
        message: cause instanceof Error ? cause.message : String(cause),
        hint: 'Export the suite as JSON: it has a list “expectations”.',
        cause,
      });
    }
  }),

  /** The settings of a validate node as a Great Expectations suite. */
  writeSuite: procedure
    .input(z.object({ config: settings, name: z.string().default('sluice') }))
    .mutation(({ input }) => writeSuite(input.config, input.name)),
});

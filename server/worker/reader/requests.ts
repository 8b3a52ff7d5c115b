import { z } from 'zod';
import type { BindingRequest } from '@/nodes/kernel/facts';
import type { Rel } from '@/nodes/kernel/rel/rel';
import type { OpenedFit } from '@/server/api/open-port-of';
import { gridView } from './grid-view';

const relation = z.custom<Rel>((value) => typeof value === 'object' && value !== null && 'op' in value);
const fit = z.custom<OpenedFit>((value) => typeof value === 'object' && value !== null && 'key' in value);

/** Which table: a relation over artifacts, and what has to be learned before it can be written down. */
const table = z.object({ rel: relation, fits: z.array(fit).readonly().default([]) });
const view = gridView.prefault({});

export const plainValue = z.union([
  z.string().max(10_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.number().nullable()).readonly(),
]);

/** What the reader is asked, by path. */
export const requests = {
  '/preview': table.extend({
    view,
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(0).max(10_000).default(200),
  }),
  '/find': table.extend({
    view,
    text: z.string().min(1).max(1000),
    /** Only in these columns; absent: in all. */
    columns: z.array(z.string()).optional(),
    /** The row to start behind; −1: before the first. */
    after: z.number().int().min(-1).default(-1),
    backwards: z.boolean().default(false),
  }),
  '/match': table.extend({ values: z.record(z.string(), plainValue) }),
  '/profile': table.extend({ part: z.string().optional() }),
  '/drift': table.extend({ before: table }),
  '/partition-counts': table,
  '/values': table.extend({ column: z.string() }),
  '/bind': z.object({ request: z.custom<BindingRequest>((value) => typeof value === 'object' && value !== null) }),
};

export type ReaderPath = keyof typeof requests;
export type Asked<Path extends ReaderPath> = z.infer<(typeof requests)[Path]>;
/** As it is sent: defaults left out. */
export type Question<Path extends ReaderPath> = z.input<(typeof requests)[Path]>;
export type TableAsked = z.infer<typeof table>;

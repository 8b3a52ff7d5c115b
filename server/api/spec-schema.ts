import { z } from 'zod';
import type { FitAggregate, FitKeys, LearnedRule } from '@/nodes/kernel/define-node';
import type { Expr } from '@/nodes/kernel/expr/expr';
import { PORT_TYPES } from '@/nodes/kernel/ports';
import {
  AGGREGATE_FUNCTIONS,
  type Aggregate,
  type FoldMethod,
  JOIN_KINDS,
  type LabelMethod,
  type Rel,
  type SortKey,
  WINDOW_FUNCTIONS,
  type WindowColumn,
} from '@/nodes/kernel/rel/rel';
import { PARTITIONS, SCALAR_TYPES } from '@/nodes/kernel/schema';
import { type RunSpec, SPEC_FORMAT } from '../compiler/emit/run-spec';
import { datasetRequest } from './inputs';

const key = z.string();
const learnedType = z.enum([...SCALAR_TYPES, 'text-list', 'float-list', 'int-list', 'text-float-map', 'text-text-map']);

/** The published form of an expression. The compiler's own types are the law: the annotation holds this to them. */
const expr: z.ZodType<Expr> = z
  .lazy(() =>
    z.discriminatedUnion('op', [
      z.object({ op: z.literal('column'), name: z.string() }),
      z.object({
        op: z.literal('literal'),
        type: z.enum([...SCALAR_TYPES, 'text-list', 'float-list']),
        value: z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()), z.array(z.number())]),
      }),
      z.object({
        op: z.literal('learned'),
        fit: key,
        name: z.string(),
        type: learnedType,
        part: z.enum(['keys', 'values']).optional(),
      }),
      z.object({
        op: z.literal('call'),
        fn: z.string() as unknown as z.ZodType<Extract<Expr, { op: 'call' }>['fn']>,
        args: z.array(expr),
        types: z.array(z.enum(SCALAR_TYPES)).optional(),
      }),
    ]),
  )
  .meta({ id: 'Expr', title: 'Expression over the columns of one row' });

const namedExpr = z.object({ name: z.string(), expr });

const sortKey: z.ZodType<SortKey> = z.object({
  of: expr,
  descending: z.boolean().optional(),
  nullsFirst: z.boolean().optional(),
});

const measure = {
  fn: z.enum(AGGREGATE_FUNCTIONS),
  of: expr.optional(),
  where: expr.optional(),
  at: z.number().optional(),
  order: z.array(sortKey).optional(),
};
const aggregate: z.ZodType<Aggregate> = z.object({ name: z.string(), ...measure });

const windowColumn: z.ZodType<WindowColumn> = z.object({
  name: z.string(),
  fn: z.enum(WINDOW_FUNCTIONS),
  of: expr.optional(),
  offset: z.number().optional(),
  by: z.array(z.string()),
  order: z.array(sortKey),
  frame: z
    .object({ kind: z.enum(['rows', 'time']), from: z.number().nullable(), to: z.number().nullable() })
    .optional(),
  placedOnly: z.literal(true).optional(),
});

const keyPair = z.object({ left: z.string(), right: z.string() });
const joinColumn = z.object({
  name: z.string(),
  side: z.enum(['left', 'right', 'both']),
  column: z.string(),
  right: z.string().optional(),
});

const labelMethod: z.ZodType<LabelMethod> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('random'), seed: z.number() }),
  z.object({ kind: z.literal('stratified'), seed: z.number(), by: z.string() }),
  z.object({ kind: z.literal('group'), seed: z.number(), by: z.string() }),
  z.object({ kind: z.literal('time'), by: z.string() }),
]);

const dealtFolds = { folds: z.number(), repeats: z.number(), seed: z.number() };
const foldMethod: z.ZodType<FoldMethod> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('random'), ...dealtFolds }),
  z.object({ kind: z.enum(['stratified', 'group']), by: z.string(), ...dealtFolds }),
  z.object({ kind: z.literal('time'), folds: z.number(), by: z.string(), gap: z.number() }),
]);

const labelsOf = z.enum(['carried', 'computed-earlier', 'none']);

const foldPlan = z.object({ kind: z.enum(['around', 'forward']), folds: z.number(), repeats: z.number() });

const rel: z.ZodType<Rel> = z
  .lazy(() =>
    z.discriminatedUnion('op', [
      z.object({ op: z.literal('scan'), key, columns: z.array(z.string()) }),
      z.object({ op: z.literal('project'), input: rel, columns: z.array(namedExpr) }),
      z.object({
        op: z.literal('filter'),
        input: rel,
        where: expr,
        reasons: z.array(z.object({ when: expr, reason: z.string() })).optional(),
      }),
      z.object({ op: z.literal('aggregate'), input: rel, by: z.array(z.string()), aggregates: z.array(aggregate) }),
      z.object({ op: z.literal('count-same'), input: rel, by: z.array(z.string()), name: z.string() }),
      z.object({
        op: z.literal('label'),
        input: rel,
        method: labelMethod,
        shares: z.tuple([z.number(), z.number(), z.number()]),
        folds: foldMethod.optional(),
        identity: z.string().optional(),
        columns: z.array(z.string()),
      }),
      z.object({ op: z.literal('part'), input: rel, parts: z.array(z.enum(PARTITIONS)) }),
      z.object({ op: z.literal('round'), input: rel, plan: foldPlan, repeat: z.number(), fold: z.number() }),
      z.object({ op: z.literal('limit'), input: rel, rows: z.number(), skip: z.number().optional() }),
      z.object({ op: z.literal('sort'), input: rel, by: z.array(sortKey) }),
      z.object({
        op: z.literal('sample'),
        input: rel,
        size: z.union([z.object({ share: z.number() }), z.object({ rows: z.number() })]),
        seed: z.number(),
        identity: z.string().optional(),
        columns: z.array(z.string()),
      }),
      z.object({
        op: z.literal('distinct'),
        input: rel,
        by: z.array(z.string()),
        order: z.array(sortKey),
        columns: z.array(z.string()),
      }),
      z.object({ op: z.literal('window'), input: rel, windows: z.array(windowColumn) }),
      z.object({
        op: z.literal('join'),
        inputs: z.tuple([rel, rel]),
        kind: z.enum(JOIN_KINDS),
        on: z.array(keyPair),
        columns: z.array(joinColumn),
      }),
      z.object({
        op: z.literal('asof'),
        inputs: z.tuple([rel, rel]),
        on: z.array(keyPair),
        time: keyPair,
        tolerance: z.number().optional(),
        latest: z.string().optional(),
        knownBy: z.boolean().optional(),
        columns: z.array(joinColumn),
      }),
      z.object({ op: z.literal('union'), inputs: z.array(rel), columns: z.array(z.string()) }),
      z.object({
        op: z.literal('unpivot'),
        input: rel,
        keep: z.array(z.string()),
        name: z.string(),
        value: z.string(),
        entries: z.array(z.object({ label: z.string(), of: expr })),
        dropMissing: z.boolean().optional(),
      }),
      z.object({
        op: z.literal('out-of-fold'),
        input: rel,
        columns: z.array(z.object({ name: z.string(), training: expr, serving: expr })),
      }),
    ]),
  )
  .meta({ id: 'Rel', title: 'Relation: what a table is' });

const tableSchema = z
  .object({
    columns: z.array(
      z.object({
        name: z.string(),
        type: z.enum([...SCALAR_TYPES, 'vector']),
        nullable: z.boolean(),
        lineage: z
          .object({
            from: z.array(z.object({ port: z.string(), column: z.string() })),
            how: z.enum(['same', 'renamed', 'derived', 'aggregated']),
          })
          .optional(),
      }),
    ),
    open: z.boolean(),
    key: z.string().optional(),
    partitioned: z.boolean().optional(),
    folds: foldPlan.optional(),
  })
  .meta({ id: 'TableSchema' });

const artifactRef = z.object({
  name: z.string(),
  key,
  kind: z.enum(['table', 'json', 'learned']),
  schema: tableSchema.optional(),
});

const stageBase = {
  id: z.string(),
  key,
  node: z.string(),
  nodes: z.array(z.string()),
  dependsOn: z.array(z.string()),
  inputs: z.array(artifactRef),
  outputs: z.array(artifactRef),
  publishes: z.boolean(),
  round: z.number().optional(),
};

const learnedFields = {
  type: learnedType,
  required: z.string().optional(),
  atMost: z.object({ count: z.number(), message: z.string() }).optional(),
};
const learnedRule: z.ZodType<LearnedRule> = z.object(learnedFields);
const fitKeys: z.ZodType<FitKeys> = z.object({
  key: expr,
  fold: expr.optional(),
  shrink: z.union([z.object({ rows: z.number() }), z.literal('by-variance')]).optional(),
  keep: z
    .object({ atLeast: z.number().optional(), shareOfSum: z.number().optional(), largest: z.number().optional() })
    .optional(),
});
const fitAggregate: z.ZodType<FitAggregate> = z.object({ ...measure, ...learnedFields, by: fitKeys.optional() });

/** What the compiler emits, as a published format. */
export const runSpecSchema: z.ZodType<RunSpec> = z.object({
  format: z.literal(SPEC_FORMAT),
  hash: key,
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  stages: z.array(
    z.discriminatedUnion('kind', [
      z.object({ ...stageBase, kind: z.literal('query'), relations: z.record(z.string(), rel) }),
      z.object({
        ...stageBase,
        kind: z.literal('fit'),
        rel,
        labels: labelsOf,
        aggregates: z.record(z.string(), fitAggregate),
        task: z
          .object({
            type: z.string(),
            config: z.record(z.string(), z.unknown()),
            schema: tableSchema,
            learns: z.record(z.string(), learnedRule),
          })
          .optional(),
      }),
      z.object({
        ...stageBase,
        kind: z.literal('task'),
        type: z.string(),
        version: z.number(),
        config: z.record(z.string(), z.unknown()),
        dataset: datasetRequest.optional(),
        taughtBy: z.array(z.object({ key, type: z.string(), title: z.string(), labels: labelsOf })).optional(),
        folds: z.object({ plan: foldPlan, refitted: z.boolean(), learnedTogether: z.array(z.string()) }).optional(),
        step: z.string().optional(),
        plan: z.unknown().optional(),
      }),
    ]),
  ),
  ports: z.record(
    z.string(),
    z.object({
      key,
      type: z.enum(PORT_TYPES),
      schema: tableSchema.optional(),
      stage: z.string().optional(),
      rel: rel.optional(),
    }),
  ),
});

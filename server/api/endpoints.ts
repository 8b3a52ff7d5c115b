import { z } from 'zod';
import type { LeakageProof } from '@/nodes/kernel/learned-from';
import type { PackagedEndpoint, ParityReport, ServeSpec } from '../compiler/emit/onnx';
import {
  type DeploymentView,
  type DriftCheckView,
  type EndpointSummary,
  type LogEntry,
  listDeployments,
  listDriftChecks,
  listEndpoints,
  type MonitorView,
  readEndpoint,
  readLog,
  readMonitor,
  readTraffic,
  type Traffic,
} from '../db/endpoint-views';
import { createApiKey, readApiKeys, revokeApiKey, useDeployment } from '../db/endpoints';
import { AppError } from '../errors';
import { checkEndpoint } from '../monitoring/check-endpoint';
import { gatewayAddress } from './gateway-address';
import { procedure, router } from './trpc';
import { type TriedAnswer, tryEndpoint } from './try-endpoint';

/** What callers must send and get, without the tensors behind it. */
export type ContractView = Omit<ServeSpec, 'signature' | 'lookups'>;

export interface EndpointDetail extends EndpointSummary {
  readonly predictUrl: string;
  readonly openApiUrl: string;
  readonly docsUrl: string;
  readonly contract: ContractView | null;
  /** How the ONNX file agreed with the trainer on held-out rows. */
  readonly parity: ParityReport | null;
  /** What its model learned on the way, and from which rows. */
  readonly proof: LeakageProof | null;
  /** Newest first. */
  readonly deployments: readonly DeploymentView[];
  readonly keys: readonly ApiKeyView[];
  readonly monitor: MonitorView | null;
}

/** A key without its secret. */
export interface ApiKeyView {
  readonly id: string;
  readonly label: string;
  readonly prefix: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

export interface DriftHistory {
  readonly monitor: MonitorView | null;
  /** Newest first. */
  readonly checks: readonly DriftCheckView[];
}

const bySlug = z.object({ slug: z.string().min(1).max(100) });

export const endpointsRouter = router({
  list: procedure.query(({ ctx }): Promise<EndpointSummary[]> => listEndpoints(ctx.database)),

  get: procedure.input(bySlug).query(async ({ ctx, input }): Promise<EndpointDetail> => {
    const endpoint = await readEndpoint(ctx.database, input.slug);
    const [deployments, keys, monitor, packaged] = await Promise.all([
      listDeployments(ctx.database, endpoint.id),
      readApiKeys(ctx.database, endpoint.id),
      readMonitor(ctx.database, endpoint.id),
      endpoint.current === null ? null : ctx.store.readJson<PackagedEndpoint>(endpoint.current.artifactHash),
    ]);
    const address = `${gatewayAddress(ctx)}/endpoints/${endpoint.slug}`;
    return {
      ...endpoint,
      predictUrl: `${address}/predict`,
      openApiUrl: `${address}/openapi.json`,
      docsUrl: `${address}/docs`,
      contract: packaged && contractOf(packaged.serveSpec),
      parity: packaged?.parity ?? null,
      proof: packaged?.proof ?? null,
      deployments,
      keys: keys.map((key) => ({
        ...key,
        createdAt: key.createdAt.toISOString(),
        revokedAt: key.revokedAt?.toISOString() ?? null,
      })),
      monitor,
    };
  }),

  /** The secret is in this answer and nowhere else. */
  createKey: procedure
    .input(bySlug.extend({ label: z.string().trim().min(1).max(80) }))
    .mutation(async ({ ctx, input }): Promise<{ id: string; key: string }> => {
      const { id } = await readEndpoint(ctx.database, input.slug);
      return createApiKey(ctx.database, id, input.label);
    }),

  revokeKey: procedure.input(z.object({ id: z.uuid() })).mutation(
    async ({ ctx, input }): Promise<{ revoked: boolean }> => ({
      revoked: await revokeApiKey(ctx.database, input.id),
    }),
  ),

  log: procedure
    .input(bySlug.extend({ limit: z.int().min(1).max(1000).default(100) }))
    .query(async ({ ctx, input }): Promise<LogEntry[]> => {
      const { id } = await readEndpoint(ctx.database, input.slug);
      return readLog(ctx.database, id, input.limit);
    }),

  stats: procedure
    .input(
      bySlug.extend({
        hours: z
          .number()
          .positive()
          .max(24 * 90)
          .default(24),
      }),
    )
    .query(async ({ ctx, input }): Promise<Traffic> => {
      const { id } = await readEndpoint(ctx.database, input.slug);
      return readTraffic(ctx.database, id, input.hours);
    }),

  drift: procedure.input(bySlug).query(async ({ ctx, input }): Promise<DriftHistory> => {
    const { id } = await readEndpoint(ctx.database, input.slug);
    const [monitor, checks] = await Promise.all([readMonitor(ctx.database, id), listDriftChecks(ctx.database, id)]);
    return { monitor, checks };
  }),

  checkNow: procedure.input(bySlug).mutation(async ({ ctx, input }): Promise<DriftCheckView> => {
    const { id } = await readEndpoint(ctx.database, input.slug);
    const checked = await checkEndpoint(ctx.database, id, 'hand');
    const [check] = await listDriftChecks(ctx.database, id, 1);
    if (checked === undefined || check === undefined) throw notMonitored(input.slug);
    return check;
  }),

  /** For the try-it form: the caller needs no key. */
  tryIt: procedure
    .input(
      bySlug.extend({
        rows: z.array(z.record(z.string(), z.unknown())).min(1).max(100),
        explain: z.boolean().default(false),
      }),
    )
    .mutation(({ ctx, input, signal }): Promise<TriedAnswer> => tryEndpoint(ctx, input.slug, input, signal)),

  /** Makes an earlier deployment answer again. */
  rollBack: procedure
    .input(bySlug.extend({ deploymentId: z.uuid() }))
    .mutation(async ({ ctx, input }): Promise<void> => {
      const { id } = await readEndpoint(ctx.database, input.slug);
      if (!(await useDeployment(ctx.database, id, input.deploymentId))) throw deploymentNotFound(input.slug);
    }),
});

function contractOf({ signature: _, lookups: __, ...contract }: ServeSpec): ContractView {
  return contract;
}

function notMonitored(slug: string): AppError {
  return new AppError({
    code: 'conflict',
    blame: 'user',
    message: `The endpoint “${slug}” has no monitor.`,
    hint: 'Wire a monitor node behind its deploy node and publish again.',
  });
}

function deploymentNotFound(slug: string): AppError {
  return new AppError({ code: 'not_found', blame: 'user', message: `The endpoint “${slug}” has no such deployment.` });
}

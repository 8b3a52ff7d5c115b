import { z } from 'zod';
import type { Rel } from '@/nodes/kernel/rel/rel';
import type { TableSchema } from '@/nodes/kernel/schema';
import type { RunSpec } from '../compiler/emit/run-spec';
import { openPort } from '../compiler/open-port';
import { findArtifacts } from '../db/catalogue';
import type { Database } from '../db/client';
import { pipelineNotFound, readPipeline } from '../db/pipelines';
import { readRunSpec } from '../db/run-views';
import { AppError } from '../errors';
import { compileDocument, type FactSources } from './compile-document';
import { document, parameterValues, portId } from './inputs';

/** Which table: a port of a run, of a draft as it is on the server, or of a document at hand. */
export const portRequest = z.union([
  z.object({ runId: z.uuid(), port: portId }),
  z.object({ document, parameters: parameterValues.optional(), port: portId }),
  z.object({ pipelineId: z.uuid(), parameters: parameterValues.optional(), port: portId }),
]);
export type PortRequest = z.infer<typeof portRequest>;

export interface OpenedTable {
  readonly rel: Rel;
  readonly schema: TableSchema;
}

/** The relation that yields a port's rows out of artifacts that exist; `not_materialised` when it takes a run first. */
export async function openPortOf(sources: FactSources, request: PortRequest): Promise<OpenedTable> {
  const spec = 'runId' in request ? await readRunSpec(sources.database, request.runId) : await specOf(sources, request);
  const port = spec.ports[request.port];
  if (port?.schema === undefined) throw noTable(request.port);
  const known = await findArtifacts(sources.database, keysOf(spec));
  const opened = openPort(spec, request.port, (key) => known.has(key));
  if (opened === undefined) throw noTable(request.port);
  if (opened.missing.length > 0) throw notMaterialised(request.port);
  return { rel: opened.rel, schema: port.schema };
}

async function specOf(sources: FactSources, request: Exclude<PortRequest, { runId: string }>): Promise<RunSpec> {
  const [node] = request.port.split('.');
  const { spec, diagnostics, needs } = await compileDocument(sources, await documentOf(sources.database, request), {
    parameters: request.parameters,
    upTo: node,
  });
  if (spec !== undefined) return spec;
  if (needs.length > 0) throw notMaterialised(request.port);
  throw new AppError({
    code: 'invalid',
    blame: 'user',
    message: diagnostics.find((each) => each.severity === 'error')?.message ?? 'This port has no data.',
    place: { port: request.port },
    hint: 'Mend the problem first.',
  });
}

async function documentOf(database: Database, request: Exclude<PortRequest, { runId: string }>): Promise<unknown> {
  if ('document' in request) return request.document;
  const pipeline = await readPipeline(database, request.pipelineId);
  if (pipeline === undefined) throw pipelineNotFound(request.pipelineId);
  return pipeline.document;
}

function keysOf(spec: RunSpec): string[] {
  return [
    ...Object.values(spec.ports).map((port) => port.key),
    ...spec.stages.flatMap((stage) => [...stage.outputs, ...stage.inputs].map((each) => each.key)),
  ];
}

function noTable(port: string): AppError {
  return new AppError({ code: 'not_found', blame: 'user', message: `${port} is not a table.`, place: { port } });
}

function notMaterialised(port: string): AppError {
  return new AppError({
    code: 'not_materialised',
    blame: 'user',
    message: 'There is no data here yet.',
    place: { port },
    hint: 'Run the pipeline up to this node.',
  });
}

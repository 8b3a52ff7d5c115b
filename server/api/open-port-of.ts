import { z } from 'zod';
import { canonicalJson, hashText } from '@/nodes/kernel/canonical';
import type { Rel } from '@/nodes/kernel/rel/rel';
import type { TableSchema } from '@/nodes/kernel/schema';
import type { FitStage, RunSpec } from '../compiler/emit/run-spec';
import { openPort } from '../compiler/open-port';
import { type PreviewedPort, type PreviewFit, previewPort } from '../compiler/preview-port';
import { type CatalogueEntry, findArtifacts } from '../db/catalogue';
import type { Database } from '../db/client';
import { pipelineNotFound, readPipeline } from '../db/pipelines';
import { readRunSpec } from '../db/run-views';
import { readCountedPorts } from '../db/runs';
import { AppError } from '../errors';
import { compileDocument, type FactSources } from './compile-document';
import { document, parameterValues, portId } from './inputs';

/** The run whose learned values stand in for those of a drawing that changed since. */
const previousRun = z.uuid().optional();

/** Which table: a port of a run, of a draft as it is on the server, or of a document at hand. */
export const portRequest = z.union([
  z.object({ runId: z.uuid(), port: portId }),
  z.object({ document, parameters: parameterValues.optional(), port: portId, previousRun }),
  z.object({ pipelineId: z.uuid(), parameters: parameterValues.optional(), port: portId, previousRun }),
]);
export type PortRequest = z.infer<typeof portRequest>;

/** What rows are: those of a run, or a look ahead at what a run would give. */
export type DataBasis =
  | { readonly kind: 'run' }
  | {
      /** Computed from all rows of its sources, or from the first rows of large ones. */
      readonly kind: 'all' | 'sample';
      readonly sampleRows?: number;
      readonly looksAtOthers: boolean;
      /** Nodes whose values had to be learned for this look: from these rows, or by that run before. */
      readonly learned: readonly { readonly node: string; readonly by: 'these rows' | 'last run' }[];
    };

/** What has to be learned first; or where an earlier run's values are. */
export type OpenedFit = PreviewFit & { readonly borrowed?: string };

export interface OpenedTable {
  readonly rel: Rel;
  readonly schema: TableSchema;
  readonly fits: readonly OpenedFit[];
  readonly basis: DataBasis;
}

/**
 * The relation that yields a port's rows: out of artifacts where a run has made it, else a preview over the nearest
 * artifacts that exist. `not_materialised` where something above is no relation and has to run first.
 */
export async function openPortOf(
  sources: FactSources,
  request: PortRequest,
  /** `all rows`: where nothing is missing, however long it takes. */
  extent: 'look' | 'all rows' = 'look',
): Promise<OpenedTable> {
  const { database } = sources;
  const spec = 'runId' in request ? await readRunSpec(database, request.runId) : await specOf(sources, request);
  const port = spec.ports[request.port];
  if (port?.schema === undefined) throw noTable(request.port);
  const known = await findArtifacts(database, keysOf(spec));
  const opened = openPort(spec, request.port, (key) => known.has(key));
  if (opened === undefined) throw noTable(request.port);
  const { schema } = port;
  const isThere = opened.missing.length === 0;
  const isRun = isThere && (extent === 'all rows' || 'runId' in request || (await wasRun(database, port.key, known)));
  if (isRun) return { rel: opened.rel, schema, fits: [], basis: { kind: 'run' } };
  if ('runId' in request) throw notMaterialised(request.port, []);
  const preview = previewPort(spec, request.port, {
    has: (key) => known.has(key),
    rowCount: (key) => known.get(key)?.meta.rowCount,
  })!;
  if (preview.waitsFor.length > 0) throw notMaterialised(request.port, preview.waitsFor);
  const isSample = preview.sampleRows !== undefined;
  const earlier =
    isSample && request.previousRun ? await earlierFits(database, request.previousRun, preview) : new Map();
  const fits = preview.fits.map((fit): OpenedFit => ({ ...fit, ...borrowedFrom(fit, earlier) }));
  return { rel: preview.rel, schema, fits, basis: basisOf(preview, fits) };
}

/** A run has written it, or went through it on the way to what it wrote. */
async function wasRun(database: Database, key: string, known: ReadonlyMap<string, CatalogueEntry>): Promise<boolean> {
  return known.has(key) || (await readCountedPorts(database, [key])).has(key);
}

function basisOf({ sampleRows, looksAtOthers }: PreviewedPort, fits: readonly OpenedFit[]): DataBasis {
  return {
    kind: sampleRows === undefined ? 'all' : 'sample',
    ...(sampleRows === undefined ? {} : { sampleRows }),
    looksAtOthers,
    learned: fits.map(({ node, borrowed }) => ({ node, by: borrowed ? 'last run' : 'these rows' })),
  };
}

/** Keys of values that an earlier run learned, by what was to be learned: other rows above change nothing about that. */
async function earlierFits(database: Database, runId: string, { fits }: PreviewedPort): Promise<Map<string, string>> {
  if (fits.length === 0) return new Map();
  const { stages } = await readRunSpec(database, runId);
  const learners = stages.filter((stage): stage is FitStage => stage.kind === 'fit' && stage.round === undefined);
  const keys = learners.flatMap((stage) => stage.outputs.map(({ key }) => key));
  const known = await findArtifacts(database, keys);
  return new Map(
    learners.flatMap((stage): [string, string][] => {
      const key = stage.outputs[0]?.key;
      return key !== undefined && known.has(key) ? [[rulesOf(stage), key]] : [];
    }),
  );
}

const rulesOf = ({ node, aggregates, task }: Pick<FitStage, 'node' | 'aggregates' | 'task'>): string =>
  canonicalJson([node, aggregates, task?.config ?? null, task?.learns ?? null]);

function borrowedFrom(fit: PreviewFit, earlier: ReadonlyMap<string, string>): { borrowed?: string } {
  const borrowed = earlier.get(rulesOf(fit));
  return borrowed === undefined ? {} : { borrowed };
}

/** The latest specs: a scroll asks for page after page of one drawing, and compiling a large one takes longer than a page. */
const specs = new Map<string, RunSpec>();
const MOST_SPECS = 16;

async function specOf(sources: FactSources, request: Exclude<PortRequest, { runId: string }>): Promise<RunSpec> {
  const [node] = request.port.split('.');
  const drawn = await documentOf(sources.database, request);
  const key = hashText(JSON.stringify([drawn, request.parameters, node]));
  const known = specs.get(key);
  if (known) return known;
  const { parameters } = request;
  const { spec, diagnostics, needs } = await compileDocument(sources, drawn, { parameters, upTo: node });
  if (spec !== undefined) {
    const oldest = specs.keys().next().value;
    if (specs.size >= MOST_SPECS && oldest !== undefined) specs.delete(oldest);
    specs.set(key, spec);
    return spec;
  }
  if (needs.length > 0) throw notMaterialised(request.port, []);
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

function notMaterialised(port: string, waitsFor: readonly string[]): AppError {
  return new AppError({
    code: 'not_materialised',
    blame: 'user',
    message: 'There is no data here yet.',
    place: { port, ...(waitsFor[0] === undefined ? {} : { node: waitsFor[0] }) },
    hint: 'Run the pipeline up to this node.',
  });
}

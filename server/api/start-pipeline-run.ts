import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Database } from '../db/client';
import { pipelineNotFound, readPipeline } from '../db/pipelines';
import { runNotFound } from '../db/run-views';
import { readRun } from '../db/runs';
import { documentHash, findVersionByHash, readVersion } from '../db/versions';
import { AppError } from '../errors';
import { type PlannedWork, plannedReuse } from '../executor/planned-reuse';
import { startRun } from '../executor/start-run';
import { defaultConcurrency } from '../worker/concurrency';
import { compileDocument, compileWhatIsComplete, compileWithImports, type FactSources } from './compile-document';
import type { Services } from './context';
import type { StartedOrRefused } from './runs';

export interface WantedRun {
  readonly pipelineId: string;
  readonly versionId?: string;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly upTo?: string;
  /** A node that runs anew with all that follows it, although the results are known. */
  readonly from?: string;
  readonly publish?: boolean;
  /** Nodes with errors, and what follows them, are left out instead of keeping the rest from running. */
  readonly leaveOut?: boolean;
}

/** What a run would cost. */
export interface PlannedRun {
  /** By stage id, in the order of the spec. */
  readonly stages: Readonly<Record<string, PlannedWork>>;
  readonly newCount: number;
  readonly reusedCount: number;
  /** Errors keep what they are about, and what follows it, from running. */
  readonly diagnostics: readonly Diagnostic[];
  /** Nodes that a run with `leaveOut` leaves out, for errors of their own or above them. */
  readonly leftOut: readonly string[];
  /** Datasets that are not imported yet; their stages are not in the plan. */
  readonly waitsForImports: number;
  /** How many stages work at the same time. */
  readonly slots: number;
}

/** Compiles a draft or version on the server and starts it. */
export async function startPipelineRun(
  sources: FactSources,
  wanted: WantedRun,
  signal?: AbortSignal,
): Promise<StartedOrRefused> {
  const { database } = sources;
  const { document, versionId } = await documentOf(database, wanted);
  if (wanted.publish && versionId === undefined) throw publishNeedsVersion();
  const { parameters = {}, upTo, from, pipelineId, publish = false } = wanted;
  if (from !== undefined && document.nodes[from] === undefined) throw nodeNotFound(from);
  const compileIt = (drawn: GraphDoc) => compileWithImports(sources, drawn, { parameters, upTo, signal });
  const { compiled, leftOut } =
    wanted.leaveOut && !publish
      ? await compileWhatIsComplete(document, compileIt)
      : { compiled: await compileIt(document), leftOut: [] };
  const { spec, diagnostics } = compiled;
  if (spec === undefined) return { kind: 'refused', diagnostics };
  const started = await startRun(database, {
    document,
    spec,
    parameters: spec.parameters,
    pipelineId,
    ...(versionId === undefined ? {} : { versionId }),
    ...(from === undefined ? {} : { from: [from] }),
    publish,
  });
  return { kind: 'started', ...started, leftOut };
}

/** Starts what a run did once more: the same drawing and parameters. What it got done is reused. */
export async function retryPipelineRun(database: Database, runId: string): Promise<StartedOrRefused> {
  const run = await readRun(database, runId);
  if (run === undefined) throw runNotFound(runId);
  if (run.state === 'running') throw stillRunning(run.number);
  const { document, spec, parameters, pipelineId, versionId, publish } = run;
  const started = await startRun(database, {
    document,
    spec,
    parameters,
    ...(pipelineId === null ? {} : { pipelineId }),
    ...(versionId === null ? {} : { versionId }),
    publish,
  });
  return { kind: 'started', ...started, leftOut: [] };
}

export async function planPipelineRun(
  sources: FactSources & Pick<Services, 'env'>,
  wanted: WantedRun,
): Promise<PlannedRun> {
  const { document } = await documentOf(sources.database, wanted);
  const { pipelineId, from } = wanted;
  const { compiled, leftOut } = await compileWhatIsComplete(document, (drawn) =>
    compileDocument(sources, drawn, wanted),
  );
  const { spec, diagnostics, needs } = compiled;
  const stages =
    spec === undefined
      ? {}
      : await plannedReuse(sources.database, spec, { pipelineId, document, ...(from ? { from: [from] } : {}) });
  const count = (what: string) => Object.values(stages).filter((plan) => plan.what === what).length;
  return {
    stages,
    newCount: count('runs'),
    reusedCount: count('reused'),
    diagnostics,
    leftOut,
    waitsForImports: needs.length,
    slots: sources.env.workerConcurrency ?? defaultConcurrency(),
  };
}

/** The document a run executes; a draft that says the same as a version is that version. */
async function documentOf(
  database: Database,
  { pipelineId, versionId }: WantedRun,
): Promise<{ document: GraphDoc; versionId: string | undefined }> {
  if (versionId !== undefined) {
    const version = await readVersion(database, versionId);
    if (version.pipelineId !== pipelineId) throw pipelineNotFound(pipelineId);
    return { document: version.document, versionId };
  }
  const pipeline = await readPipeline(database, pipelineId);
  if (pipeline === undefined) throw pipelineNotFound(pipelineId);
  const version = await findVersionByHash(database, pipelineId, documentHash(pipeline.document));
  return { document: pipeline.document, versionId: version?.id };
}

function nodeNotFound(node: string): AppError {
  return new AppError({
    code: 'not_found',
    blame: 'user',
    message: `There is no node “${node}” in this pipeline.`,
    hint: 'It may have been deleted; choose another node to run from.',
    place: { node },
  });
}

function stillRunning(number: number): AppError {
  return new AppError({
    code: 'conflict',
    blame: 'user',
    message: `Run ${number} is still going on.`,
    hint: 'Wait for its end, or cancel it first.',
  });
}

function publishNeedsVersion(): AppError {
  return new AppError({
    code: 'publish_needs_version',
    blame: 'user',
    message: 'Only a saved version can be published.',
    hint: 'Save the draft as a version, then publish.',
  });
}

import { canonicalJson } from '@/nodes/kernel/canonical';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { compileWithImports } from '../api/compile-document';
import type { RunSpec } from '../compiler/emit/run-spec';
import { bindData } from './bind-data';
import { bindParameters } from './bind-parameters';
import { EXIT } from './exit-code';
import { type Console, describeDiagnostics, type Result } from './output';
import type { BoundPath, Command } from './parse-command';
import { readPipelineFile, refuse } from './pipeline-file';
import { storeBoundFiles, withSession } from './session';

export interface CompiledFile {
  readonly document: GraphDoc;
  readonly spec: RunSpec;
  /** Warnings. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Prints the spec; problems go to standard error. */
export async function compileCommand(command: Extract<Command, { name: 'compile' }>, out: Console): Promise<Result> {
  const { spec, diagnostics } = await compileFile(command);
  if (diagnostics.length > 0) out.write(`${describeDiagnostics(diagnostics)}\n`);
  return {
    exitCode: EXIT.done,
    json: { file: command.file, spec, diagnostics },
    text: JSON.stringify(JSON.parse(canonicalJson(spec)), null, 2),
  };
}

/** Columns are known only once data was imported, so this imports what is missing. */
export async function compileFile(wanted: {
  readonly file: string;
  readonly set: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, BoundPath>>;
}): Promise<CompiledFile> {
  const drawn = await readPipelineFile(wanted.file);
  const { values, diagnostics: complaints } = bindParameters(drawn, wanted.set);
  if (complaints.length > 0) throw refuse(wanted.file, complaints);
  const { document, files } = await bindData(drawn, wanted.file, wanted.data);
  return withSession({ worker: true }, async (session) => {
    await storeBoundFiles(session, files);
    const options = { parameters: values, signal: session.signal };
    const { spec, diagnostics } = await compileWithImports(session, document, options);
    if (spec === undefined) throw refuse(wanted.file, diagnostics);
    return { document, spec, diagnostics };
  });
}

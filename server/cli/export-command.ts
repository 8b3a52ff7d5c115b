import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { bindData } from './bind-data';
import { compileFile } from './compile-command';
import { EXIT } from './exit-code';
import { type Exported, exportPipeline } from './export-pipeline';
import type { Result } from './output';
import type { Command } from './parse-command';
import { readPipelineFile } from './pipeline-file';

type ExportCommand = Extract<Command, { name: 'export' }>;

/** Writes a file to where it belongs, or to `--output`; `--output -` prints it. */
export async function exportCommand(command: ExportCommand): Promise<Result> {
  const exported = await make(command);
  const { text } = exported;
  if (command.output === '-') return { exitCode: EXIT.done, json: { ...exported }, text };
  const file = command.output ?? exported.filename;
  await mkdir(dirname(resolve(file)), { recursive: true });
  await writeFile(file, text);
  return { exitCode: EXIT.done, json: { ...exported, written: file }, text: file };
}

async function make(command: ExportCommand): Promise<Exported> {
  if (command.to === 'spec') {
    const { document, spec } = await compileFile(command);
    return exportPipeline(document, { to: 'spec', spec });
  }
  const { document, files } = await bindData(await readPipelineFile(command.file), command.file, command.data);
  if (command.to === 'document') return exportPipeline(document, { to: 'document' });
  const here = (path: string) => relative(process.cwd(), resolve(path)).replaceAll('\\', '/');
  return exportPipeline(document, {
    to: 'github-actions',
    pipelineFile: here(command.file),
    sources: files.map(({ node, path, name, hash }) => ({ node, path: path === undefined ? name : here(path), hash })),
  });
}

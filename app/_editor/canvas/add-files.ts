import { toast } from '@/app/_ui/toast';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { type Editor, tellProblem } from '../editor';
import { addDataFiles } from './add-data-files';

const dataEndings = ['.csv', '.tsv', '.txt', '.parquet', '.pq'];

export type FileKind = 'data' | 'pipeline' | 'neither';

/** By its name: what is in it is looked at when it is read. */
export function kindOf(name: string): FileKind {
  const ending = /\.[^.]+$/.exec(name.toLowerCase())?.[0] ?? '';
  return ending === '.json' ? 'pipeline' : dataEndings.includes(ending) ? 'data' : 'neither';
}

/** Files let go on the canvas: data becomes sources, a pipeline file is asked about, anything else is refused by name. */
export async function addFiles(editor: Editor, files: readonly File[], at: Position): Promise<void> {
  const of = (kind: FileKind) => files.filter(({ name }) => kindOf(name) === kind);
  const neither = of('neither').map(({ name }) => name);
  if (neither.length > 0) refuse(neither.join(', '), neither.length > 1);
  const [pipeline] = of('pipeline');
  await Promise.all([addDataFiles(editor, of('data'), at), pipeline && askAbout(editor, pipeline, at)]);
}

async function askAbout(editor: Editor, file: File, at: Position): Promise<void> {
  try {
    const { readPipelineFile } = await import('./read-pipeline-file');
    const read = readPipelineFile(await file.text());
    if ('problem' in read) toast({ tone: 'bad', title: `${file.name} was not read`, description: read.problem });
    else editor.view.setState({ pipelineFile: { name: file.name.replace(/\.json$/i, ''), ...read, at } });
  } catch (error) {
    tellProblem(editor, `${file.name} was not read`, error);
  }
}

const refuse = (names: string, isMany: boolean) =>
  toast({
    tone: 'bad',
    title: `${names} ${isMany ? 'are' : 'is'} neither data nor a pipeline`,
    description: 'Drop CSV, TSV or Parquet files, or a pipeline file (JSON).',
  });

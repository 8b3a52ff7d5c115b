import { toast } from '@/app/_ui/toast';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { parseGraphDoc } from '@/nodes/kernel/graph-doc/parse';
import type { Editor } from '../editor';
import type { PipelineFile } from '../view/view-store';
import { addDataFiles } from './add-data-files';
import { readClipping } from './clipboard';

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
  const read = readPipelineFile(await file.text());
  if ('problem' in read) toast({ tone: 'bad', title: `${file.name} was not read`, description: read.problem });
  else editor.view.setState({ pipelineFile: { name: file.name.replace(/\.json$/i, ''), ...read, at } });
}

type ReadFile = Pick<PipelineFile, 'clipping' | 'document'> | { readonly problem: string };

/** Nodes as they were copied, or a whole pipeline; or what is wrong with the text. */
export function readPipelineFile(text: string): ReadFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'It is not valid JSON.' };
  }
  const clipping = readClipping(text);
  const { doc, diagnostics } = parseGraphDoc(value);
  if (clipping) return { clipping, document: doc };
  const [first] = diagnostics;
  return { problem: [first?.message, first?.hint].filter(Boolean).join(' ') };
}

const refuse = (names: string, isMany: boolean) =>
  toast({
    tone: 'bad',
    title: `${names} ${isMany ? 'are' : 'is'} neither data nor a pipeline`,
    description: 'Drop CSV, TSV or Parquet files, or a pipeline file (JSON).',
  });

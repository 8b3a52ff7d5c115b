import type { QueryClient } from '@tanstack/react-query';
import type { TrpcClient } from '@/app/_lib/trpc';
import { findColumn } from '@/nodes/kernel/schema';
import type { TableProfile } from '@/server/worker/reader/profile';
import { addStoredFile } from '../canvas/add-data-files';
import { leftOfMiddle } from '../canvas/left-of-middle';
import { whenSaved } from '../document/when-saved';
import type { Editor } from '../editor';
import { startRun } from '../run/start-run';
import { versionsKey } from '../versions/use-versions';
import { selectNodes } from '../view/view-store';
import { Building, tableEnd } from './build';
import { predict } from './predict';
import type { Seen } from './seen';
import type { StepId } from './steps';
import { kindOf, suggestTargets } from './suggest-target';
import { tourStore } from './tour-store';

/** What a step may be done with. */
export interface Help {
  readonly editor: Editor;
  readonly client: TrpcClient;
  readonly queries: QueryClient;
  readonly profile: TableProfile | undefined;
}

/** Does a step as a person would: by edits, each step one to undo, and by runs. */
export async function doStep(step: StepId, seen: Seen, help: Help): Promise<void> {
  switch (step) {
    case 'data':
      return addSample(help);
    case 'look':
      return look(seen, help);
    case 'target':
      return chooseTarget(seen, help);
    case 'run':
      return void (await startRun(help.editor));
    case 'publish':
      return publish(seen, help);
    case 'predict':
      return predict(seen, help);
    default:
      return build(step, seen, help);
  }
}

async function addSample({ editor, client }: Help): Promise<void> {
  const [table] = await client.examples.tables.query();
  if (table) addStoredFile(editor, await client.examples.importTable.mutate({ id: table.id }), leftOfMiddle(editor));
}

function look({ source }: Seen, { editor }: Help): void {
  if (source) selectNodes(editor.view, [source.id]);
  editor.view.setState({ isBottomOpen: true, bottomTab: 'data' });
  tourStore.setState({ hasLooked: true });
}

function chooseTarget({ source }: Seen, { profile }: Help): void {
  const [best] = source ? suggestTargets(source.schema, profile) : [];
  const last = source?.schema.columns.at(-1)?.name;
  tourStore.setState({ target: best?.column ?? last, hasLooked: true });
}

const labels = { split: 'Add a split', prepare: 'Prepare', train: 'Train a model', evaluate: 'Evaluate' };

function build(step: keyof typeof labels, seen: Seen, { editor, profile }: Help): void {
  const { source, target } = seen;
  if (!source) return;
  const { doc, dispatch } = editor.document.getState();
  const { nodes } = editor.analysis.getState();
  const building = new Building(doc);
  const start = { node: source.id, port: source.port };
  const prepared = () => tableEnd(doc, nodes, split(), true);
  const split = () => ({ node: seen.split?.id ?? source.id, port: 'table' });
  const column = target === undefined ? undefined : findColumn(source.schema, target);

  if (step === 'split') {
    const isClasses = column !== undefined && kindOf(column, profile) === 'classes';
    const config = isClasses ? { method: 'stratified', by: target } : {};
    building.between(tableEnd(doc, nodes, start, false), 'split', config);
  } else if (step === 'prepare') {
    const except = target === undefined ? {} : { except: [target] };
    const impute = building.between(prepared(), 'impute', except);
    building.between({ node: impute, port: 'table' }, 'encode', except);
  } else if (step === 'train') {
    if (seen.train) building.apply({ kind: 'set-setting', id: seen.train.id, path: ['target'], value: target });
    else building.behind(prepared(), 'train', { target });
    const fed = seen.train && doc.wires.some(({ to }) => to.node === seen.train?.id);
    if (seen.train && !fed) building.connect({ from: prepared(), to: { node: seen.train.id, port: 'table' } });
  } else if (seen.train) {
    const model = { node: seen.train.id, port: 'model' };
    const judge = seen.judge?.id ?? building.behind(model, 'evaluate');
    const rows = doc.wires.find(({ to }) => to.node === seen.train?.id)?.from ?? prepared();
    if (seen.judge) building.connect({ from: model, to: { node: judge, port: 'model' } });
    building.connect({ from: rows, to: { node: judge, port: 'table' } });
  }
  dispatch(building.edits, labels[step]);
  show(editor, building.added);
}

async function publish(seen: Seen, { editor, queries }: Help): Promise<void> {
  if (seen.publisher?.slug === undefined) {
    const { doc, dispatch } = editor.document.getState();
    const building = new Building(doc);
    const slug = slugOf(doc.name);
    if (seen.publisher) building.apply({ kind: 'set-setting', id: seen.publisher.id, path: ['slug'], value: slug });
    else building.behind({ node: seen.judge?.id ?? seen.train!.id, port: 'model' }, 'deploy', { slug });
    dispatch(building.edits, 'Add an endpoint');
    show(editor, building.added);
  }
  editor.running?.flush();
  await whenSaved(editor.document);
  const version = await editor.api.saveVersion('Built with the coach');
  await queries.invalidateQueries({ queryKey: versionsKey(editor.pipelineId) });
  await startRun(editor, { versionId: version.id, publish: true });
}

export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40) || 'first-endpoint';

function show({ view, canvas }: Editor, added: readonly string[]): void {
  const last = added.at(-1);
  if (last !== undefined) selectNodes(view, [last]);
  // The canvas draws the new cards first.
  requestAnimationFrame(() => canvas?.fit());
}

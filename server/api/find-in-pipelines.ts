import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { listDrafts } from '../db/pipeline-list';
import { analyzeDocument } from './compile-document';
import type { Services } from './context';
import { Remembered } from './remembered';

export interface FoundInPipeline {
  readonly pipelineId: string;
  /** The first few, nodes before columns. */
  readonly hits: readonly { readonly kind: 'node' | 'column'; readonly words: string; readonly node: string }[];
}

interface Named {
  readonly kind: 'node' | 'column';
  readonly words: string;
  readonly node: string;
}

const shownHits = 3;
const lookAgainMs = 4_000;
const known = new Remembered<Promise<{ named: readonly Named[]; isAll: boolean }>>(1_000);

/** Looks for a part of a node's title or kind, and of a column's name, in the drafts as they are. */
export async function findInPipelines(services: Services, find: string): Promise<FoundInPipeline[]> {
  const wanted = find.toLowerCase();
  const drafts = await listDrafts(services.database);
  const found: FoundInPipeline[] = [];
  for (const { summary, draft } of drafts) {
    const key = `${summary.id}:${summary.revision}`;
    const { named, isAll } = await known.of(key, () => namesOf(services, draft));
    // A file that is still to be read may be there soon.
    if (!isAll) setTimeout(() => known.forget(key), lookAgainMs).unref();
    const hits = named.filter(({ words }) => words.toLowerCase().includes(wanted)).slice(0, shownHits);
    if (hits.length > 0) found.push({ pipelineId: summary.id, hits });
  }
  return found;
}

/** Nodes, and columns where they first appear; not all while a file is still to be read. */
async function namesOf(services: Services, draft: GraphDoc) {
  // Hundreds of drawings are compiled the first time: whoever else asks meanwhile is answered in between.
  await new Promise((resolve) => setImmediate(resolve));
  const { nodes, needs } = await analyzeDocument(services, draft);
  const titles = Object.values(nodes).map(({ id, type, title }): Named => {
    const kind = registry[type]?.title ?? type;
    return { kind: 'node', words: title === kind ? title : `${title} (${kind})`, node: id };
  });
  const columns = new Map<string, Named>();
  for (const { id, outputs } of Object.values(nodes))
    for (const { schema } of Object.values(outputs))
      for (const { name } of schema?.columns ?? [])
        if (!columns.has(name)) columns.set(name, { kind: 'column', words: name, node: id });
  return { named: [...titles, ...columns.values()], isAll: needs.length === 0 };
}

import { applyEdits } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { EditLog, Verdict } from './autosave';
import type { OrderedBatch } from './batch';

/** A server's log in memory, which can be away or refuse. */
export class TestLog implements EditLog {
  readonly batches: OrderedBatch[] = [];
  document: GraphDoc = emptyDoc('p');
  /** What the next calls end with. */
  fails: Verdict | undefined;
  /** The batch arrives, and its answer does not. */
  losesAnswers = false;

  append: EditLog['append'] = async ({ baseRevision, client, batch, edits }) => {
    if (this.fails) throw new Error('Failed to fetch');
    let own = this.batches.find((entry) => entry.batch === batch);
    if (!own) {
      own = { revision: this.batches.length + 1, client, batch, edits };
      this.batches.push(own);
      this.document = applyEdits(this.document, edits);
    }
    if (this.losesAnswers) throw new Error('Failed to fetch');
    const { revision } = own;
    return { revision, missed: this.batches.slice(baseRevision, revision - 1) };
  };
  read: EditLog['read'] = async () => ({ document: this.document, revision: this.batches.length });
  since: EditLog['since'] = async (revision) => {
    if (this.fails) throw new Error('Failed to fetch');
    return this.batches.slice(revision);
  };
  judge = (): Verdict => this.fails ?? 'offline';
}

/** What `localStorage` does, in memory: its keys are its own properties. */
export function memoryStorage(): Storage {
  const own = {
    getItem(key: string): string | null {
      return (this as unknown as Record<string, string>)[key] ?? null;
    },
    setItem(key: string, value: string): void {
      (this as unknown as Record<string, string>)[key] = value;
    },
    removeItem(key: string): void {
      delete (this as unknown as Record<string, string>)[key];
    },
  };
  return Object.create(own) as Storage;
}

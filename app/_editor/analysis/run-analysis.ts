import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { ColumnChange, PlannedChange } from '@/server/compiler/columns/change-column';
import type { EditorApi } from '../api';
import type { DocumentStore } from '../document/document-store';
import { type AnalysisStore, mergeReply } from './analysis-store';
import { docPatch } from './doc-patch';
import { followImports } from './follow-imports';
import type { AnalysisReply, AnalysisRequest, ChangeReply, ChangeRequest, HashReply } from './messages';

/** Keeps the analysis up to date with the document, in a worker: one message per frame at most. */
export function runAnalysis(document: DocumentStore, analysis: AnalysisStore, api: EditorApi) {
  const worker = new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' });
  let sent: GraphDoc | undefined;
  /** Drawings by number, from the one that was last replied to on, and when they were made. */
  const drawings = new Map<number, { readonly doc: GraphDoc; readonly madeAt: number }>();
  let madeAt = performance.now();
  let drawing = 0;
  let isScheduled = false;
  const waiting = new Map<number, (planned: PlannedChange) => void>();
  let tickets = 0;
  const post = (request: AnalysisRequest | ChangeRequest) => worker.postMessage(request);

  const send = () => {
    isScheduled = false;
    const { doc } = document.getState();
    const patch = docPatch(sent, doc);
    sent = doc;
    if (!patch) return;
    drawing += 1;
    drawings.set(drawing, { doc, madeAt });
    post({ patch, drawing });
  };
  const unsubscribe = document.subscribe((state, before) => {
    if (state.doc === before.doc || isScheduled) return;
    isScheduled = true;
    madeAt = performance.now();
    setTimeout(send, 12);
  });

  const imports = followImports(api, analysis, (facts) => post({ facts }));
  worker.onmessage = ({ data }: MessageEvent<AnalysisReply | ChangeReply | HashReply>) => {
    if ('ticket' in data) {
      waiting.get(data.ticket)?.(data.planned);
      waiting.delete(data.ticket);
      return;
    }
    for (const earlier of drawings.keys()) if (earlier < data.drawing) drawings.delete(earlier);
    const drawn = drawings.get(data.drawing);
    if ('documentHash' in data) {
      if (drawn) analysis.setState({ hashed: { doc: drawn.doc, hash: data.documentHash } });
      return;
    }
    analysis.setState((state) => mergeReply(state, data, drawn?.doc ?? state.doc));
    if (drawn) tellSpan(drawn.madeAt);
    imports.want(data.needs);
  };
  send();

  return {
    setParameters: (parameters: Readonly<Record<string, ParameterValue>>) => post({ parameters }),
    /** Asks again for datasets that could not be had: a file was uploaded again, the network is back. */
    retryImports: imports.retry,
    /** What renaming or retyping a column takes, for the drawing as it is now. */
    planChange(plan: ColumnChange): Promise<PlannedChange> {
      send();
      tickets += 1;
      const ticket = tickets;
      return new Promise((resolve) => {
        waiting.set(ticket, resolve);
        post({ plan, ticket });
      });
    },
    stop() {
      unsubscribe();
      imports.stop();
      worker.terminate();
    },
  };
}

/** From an edit until all that follows from it is known, for the browser's own profiler. The last one is kept only. */
function tellSpan(start: number): void {
  performance.clearMeasures('sluice:analysis');
  performance.measure('sluice:analysis', { start });
}

export type RunningAnalysis = ReturnType<typeof runAnalysis>;

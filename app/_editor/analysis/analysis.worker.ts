import { contentKey } from '@/nodes/kernel/canonical';
import type { BindingFact, DatasetFact, FactError, Facts } from '@/nodes/kernel/facts';
import { emptyDoc, type GraphDoc, meaningOf, type ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import type { Analysis } from '@/server/compiler/analysis';
import { planColumnChange } from '@/server/compiler/columns/change-column';
import { analyzeDoc } from '@/server/compiler/compile';
import { applyPatch } from './doc-patch';
import type { AnalysisReply, AnalysisRequest, ChangeReply, ChangeRequest, HashReply, KnownFact } from './messages';
import { nodeDelta } from './node-delta';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const known = new Map<string, KnownFact>();
let doc: GraphDoc = emptyDoc('pipeline');
let parameters: Readonly<Record<string, ParameterValue>> = {};
let previous: Analysis | undefined;
/** What the page knows: replies are told from there on. */
let told: Analysis | undefined;
/** The document whose hash the page knows. */
let hashed: GraphDoc | undefined;
let drawing = 0;
/** The diagnostics of the last reply. */
let said: string | undefined;
let isScheduled = false;

scope.onmessage = ({ data }: MessageEvent<AnalysisRequest | ChangeRequest>) => {
  if ('plan' in data) {
    scope.postMessage(planned(data));
    return;
  }
  if (data.patch) doc = applyPatch(doc, data.patch);
  if (data.drawing !== undefined) drawing = data.drawing;
  if (data.parameters) parameters = data.parameters;
  for (const [key, fact] of Object.entries(data.facts ?? {})) known.set(key, fact);
  if (isScheduled) return;
  isScheduled = true;
  setTimeout(analyzeNow, 0);
};

const facts: Facts = {
  // A key is of one kind of request only.
  dataset: ({ key }) => known.get(key) as DatasetFact | FactError | undefined,
  binding: ({ key }) => known.get(key) as BindingFact | FactError | undefined,
  has: () => false,
};
const options = () => ({ registry, facts, parameters });

function planned({ plan, ticket }: ChangeRequest): ChangeReply {
  previous ??= analyzeDoc(doc, options());
  return { ticket, planned: planColumnChange(doc, previous, options(), plan) };
}

function analyzeNow(): void {
  isScheduled = false;
  const analysis = analyzeDoc(doc, options(), previous);
  scope.postMessage(replyOf(analysis, told));
  previous = analysis;
  told = analysis;
  if (hashed === doc) return;
  hashed = doc;
  const reply: HashReply = { drawing, documentHash: contentKey(meaningOf(doc)) };
  scope.postMessage(reply);
}

function replyOf(analysis: Analysis, before: Analysis | undefined): AnalysisReply {
  const words = JSON.stringify(analysis.diagnostics);
  const isSaid = before !== undefined && words === said;
  said = words;
  return {
    drawing,
    changed: Object.values(analysis.nodes)
      .filter((node) => before?.nodes[node.id] !== node)
      .map((node) => nodeDelta(before?.nodes[node.id], node)),
    removed: Object.keys(before?.nodes ?? {}).filter((id) => !analysis.nodes[id]),
    ...(isSaid ? {} : { diagnostics: analysis.diagnostics }),
    needs: analysis.needs,
    ...(analysis.spec ? { specHash: analysis.spec.hash } : {}),
  };
}

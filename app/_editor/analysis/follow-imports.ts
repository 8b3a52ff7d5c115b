import type { FactRequest } from '@/nodes/kernel/facts';
import type { EditorApi } from '../api';
import type { AnalysisStore } from './analysis-store';
import type { KnownFact } from './messages';

const askAgainMs = 600;

/** Asks the server for the datasets that the analysis needs, until each is there or has failed. */
export function followImports(
  api: Pick<EditorApi, 'facts'>,
  analysis: AnalysisStore,
  onFacts: (facts: Record<string, KnownFact>) => void,
) {
  let needs: readonly FactRequest[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;
  let isStopped = false;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    if (isAsking || isStopped || needs.length === 0) return;
    isAsking = true;
    const asked = needs;
    try {
      const replies = await api.facts(asked);
      const facts: Record<string, KnownFact> = {};
      const imports = { ...analysis.getState().imports };
      for (const [key, reply] of Object.entries(replies)) {
        if (reply.kind === 'pending') imports[key] = { progress: reply.progress, words: reply.words };
        else {
          delete imports[key];
          facts[key] = reply.kind === 'known' ? reply.fact : { error: reply.error, hint: reply.hint };
        }
      }
      if (isStopped) return;
      analysis.setState({ imports });
      needs = needs.filter((need) => !(need.key in facts));
      if (Object.keys(facts).length > 0) onFacts(facts);
    } catch {
      // The network is away: the next round asks again.
    } finally {
      isAsking = false;
      if (needs.length > 0 && !isStopped) timer = setTimeout(ask, needs === asked ? askAgainMs : 0);
    }
  }

  return {
    want(wanted: readonly FactRequest[]) {
      needs = wanted;
      void ask();
    },
    retry: () => void ask(),
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

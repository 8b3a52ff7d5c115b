import type { FactRequest } from '@/nodes/kernel/facts';
import type { EditorApi } from '../api';
import type { AnalysisStore, Import } from './analysis-store';
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
  let isRetry = false;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    if (isAsking || isStopped || needs.length === 0) return;
    isAsking = true;
    const asked = needs;
    try {
      const replies = await api.facts(asked, isRetry);
      isRetry = false;
      const facts: Record<string, KnownFact> = {};
      const imports = { ...analysis.getState().imports };
      for (const [key, reply] of Object.entries(replies)) {
        if (reply.kind === 'pending') imports[key] = importOf(reply.progress);
        else {
          delete imports[key];
          const { kind: _, ...fact } = reply;
          facts[key] = fact;
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
    retry(requests: readonly FactRequest[]) {
      needs = requests;
      isRetry = true;
      void ask();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

function importOf(progress: { done: number; total: number; words?: string } | null): Import {
  if (!progress || progress.total <= 0) return { progress: null, words: progress?.words };
  return { progress: progress.done / progress.total, words: progress.words };
}

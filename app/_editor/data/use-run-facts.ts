import { useRuns } from '../editor';
import type { OpenPort } from './panel-ports';

/** The run that made what a port holds now, and the one to compare it with. */
export interface RunFacts {
  readonly madeBy: string | undefined;
  /** The newest run that made something else here, or is at hand at all. */
  readonly before: string | undefined;
  readonly shown: string | undefined;
}

export function useRunFacts(port: Pick<OpenPort, 'id' | 'contentKey'>): RunFacts {
  const shown = useRuns((state) => state.shown?.id);
  const madeBy = useRuns(({ shown: run }) => {
    const view = run?.ports[port.id];
    return view && view.key === port.contentKey && view.rowCount !== null ? run?.id : undefined;
  });
  const before = useRuns(({ shown: run, list }) => {
    if (!run?.ports[port.id]) return undefined;
    if (run.ports[port.id]!.key !== port.contentKey) return run.id;
    const place = list.findIndex(({ id }) => id === run.id);
    return list.slice(place + 1).find(({ state }) => state === 'done')?.id;
  });
  return { madeBy, before, shown };
}

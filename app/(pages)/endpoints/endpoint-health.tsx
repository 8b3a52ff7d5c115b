import { State, WarningGlyph } from '@/app/_ui/glyphs';
import type { StateKind } from '@/app/_ui/vocabulary';
import type { EndpointSummary } from '@/server/db/endpoint-views';

const driftWords: Readonly<Record<string, string>> = {
  ok: 'No drift',
  warning: 'Moving',
  drifted: 'Drifted',
  too_few_rows: 'Too few rows',
};
const driftKinds: Readonly<Record<string, StateKind>> = { ok: 'done', drifted: 'failed', too_few_rows: 'ready' };

/** The verdict of a drift check, glyph and word. */
export function DriftState({ status, soft }: { status: string; soft?: boolean }) {
  const words = driftWords[status] ?? status;
  if (status === 'warning') {
    return (
      <span style={{ display: 'inline-flex', gap: 5, alignItems: 'center', color: 'var(--st-unset)' }}>
        <WarningGlyph />
        {words}
      </span>
    );
  }
  return <State kind={driftKinds[status] ?? 'ready'} words={words} soft={soft} />;
}

/** Whether an endpoint answers, and whether its answers can be trusted. */
export function EndpointState({ endpoint, soft }: { endpoint: EndpointSummary; soft?: boolean }) {
  if (endpoint.current === null) return <State kind="unset" words="Nothing published" soft={soft} />;
  const share = endpoint.errorCount / Math.max(1, endpoint.errorCount + endpoint.requestCount);
  if (share > 0.05 && endpoint.errorCount > 5) return <State kind="stale" words="Many refusals" soft={soft} />;
  return <State kind="done" words="Answers" soft={soft} />;
}

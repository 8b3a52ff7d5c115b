'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { type CSSProperties, useState } from 'react';
import { sayProblem } from '@/app/_frame/say-problem';
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc';
import { Button } from '@/app/_ui/button';
import { EmptyState, Note, Skeleton } from '@/app/_ui/feedback';
import { formatDecimal, formatInteger } from '@/app/_ui/figures';
import { StateGlyph, WarningGlyph } from '@/app/_ui/glyphs';
import { Ago } from '@/app/_ui/moment';
import { Panel } from '@/app/_ui/panel';
import type { DriftHistory } from '@/server/api/endpoints';
import type { DriftCheckView } from '@/server/db/endpoint-views';
import type { DriftResult } from '@/server/monitoring/check-endpoint';
import styles from '../endpoints.module.css';
import { DriftBars } from './drift-bars';
import { DriftBins } from './drift-bins';

/** Whether what is asked still looks like the training rows. */
export function DriftPanel({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const direct = useTRPCClient();
  const client = useQueryClient();
  const drift = useQuery({ ...trpc.endpoints.drift.queryOptions({ slug }), refetchInterval: 15_000 });
  const check = useMutation({
    mutationFn: () => direct.endpoints.checkNow.mutate({ slug }),
    onSuccess: () => client.invalidateQueries({ queryKey: trpc.endpoints.pathKey() }),
    onError: sayProblem('The check did not run'),
  });
  const history = drift.data as DriftHistory | undefined;
  const monitor = history?.monitor;
  const last = history?.checks[0];
  return (
    <Panel
      className={styles.drift}
      flush
      title="Drift"
      note={
        monitor
          ? `PSI against training rows, limit ${monitor.settings.threshold}, last ${monitor.settings.windowHours} h`
          : 'PSI against training rows'
      }
      actions={
        <Button size="s" icon={RefreshCw} busy={check.isPending} disabled={!monitor} onClick={() => check.mutate()}>
          Check now
        </Button>
      }
      foot={
        monitor ? (
          <span className={styles.muted}>
            {last ? (
              <>
                checked <Ago at={last.createdAt} suffix />, {last.trigger === 'hand' ? 'by hand' : 'by schedule'},{' '}
                {formatInteger(last.rowCount)} rows · every {monitor.settings.everyMinutes} min
              </>
            ) : (
              `every ${monitor.settings.everyMinutes} min`
            )}
          </span>
        ) : undefined
      }
    >
      {!history ? (
        <div style={{ padding: 14 }}>
          <Skeleton height={280} />
        </div>
      ) : !monitor ? (
        <EmptyState icon="activity" title="Nobody watches this endpoint">
          Wire a Monitor node behind the Deploy node and publish again. It keeps the training rows’ distributions and
          holds every request against them.
        </EmptyState>
      ) : !last ? (
        <EmptyState icon="activity" title="Not checked yet">
          The first check is due soon. “Check now” does not wait for it.
        </EmptyState>
      ) : (
        <Checks checks={history.checks} last={last} minRows={monitor.settings.minRows} />
      )}
    </Panel>
  );
}

const severity = ['drifted', 'warning', 'ok', 'too_few_rows'];
const mostChecks = 40;

function Checks({
  checks,
  last,
  minRows,
}: {
  checks: readonly DriftCheckView[];
  last: DriftCheckView;
  minRows: number;
}) {
  const ranked = [...last.results].sort(
    (a, b) => severity.indexOf(a.status) - severity.indexOf(b.status) || (b.psi ?? -1) - (a.psi ?? -1),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = ranked.find((result) => keyOf(result) === chosen) ?? ranked[0];
  const past = checks.slice(0, mostChecks).reverse();
  return (
    <>
      {last.rowCount < minRows ? (
        <div style={{ padding: '10px 14px 0' }}>
          <Note title={`Too few rows: ${formatInteger(last.rowCount)} of ${formatInteger(minRows)}`}>
            Below that, PSI is mostly chance, so nothing is judged yet. The bars are hollow until there are enough.
          </Note>
        </div>
      ) : null}
      <div className={styles.driftSplit}>
        <div>
          <ul className={styles.driftList} aria-label="Columns by drift">
            {ranked.map((result) => (
              <li key={keyOf(result)}>
                <button
                  type="button"
                  aria-pressed={shown !== undefined && keyOf(result) === keyOf(shown)}
                  onClick={() => setChosen(keyOf(result))}
                >
                  <span className={styles.driftName} title={result.name}>
                    {result.role && result.role !== 'feature' ? <b>{result.name}</b> : result.name}
                  </span>
                  <DriftBars
                    name={result.name}
                    limit={result.threshold}
                    points={past.flatMap((check) => check.results.filter((each) => keyOf(each) === keyOf(result)))}
                  />
                  <DriftValue result={result} />
                </button>
              </li>
            ))}
          </ul>
        </div>
        {shown ? <DriftBins result={shown} /> : null}
      </div>
    </>
  );
}

const keyOf = (result: DriftResult): string => `${result.role ?? 'feature'} ${result.name}`;

function DriftValue({ result }: { result: DriftResult }) {
  if (result.status === 'too_few_rows' || result.psi === null) {
    return <span className={styles.driftValue}>not judged</span>;
  }
  const tone =
    result.status === 'drifted'
      ? 'var(--st-failed)'
      : result.status === 'warning'
        ? 'var(--st-unset)'
        : 'var(--text-2)';
  return (
    <span className={styles.driftValue} style={{ '--tone': tone } as CSSProperties}>
      {formatDecimal(result.psi, 2)}
      {result.status === 'drifted' ? (
        <StateGlyph kind="failed" label="Drifted" />
      ) : result.status === 'warning' ? (
        <WarningGlyph />
      ) : (
        <span style={{ width: 12 }} />
      )}
    </span>
  );
}

'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_lib/trpc';
import { formatCount, formatDecimal, formatFigure, formatInteger, formatShare } from '@/app/_ui/figures';
import { KeyFigure, KeyFigures } from '@/app/_ui/key-figure';
import type { EndpointDetail } from '@/server/api/endpoints';
import styles from '../endpoints.module.css';

/** The last 24 hours, parity and drift in one line. */
export function EndpointFigures({ endpoint }: { endpoint: EndpointDetail }) {
  const trpc = useTRPC();
  const { slug, parity } = endpoint;
  const stats = useQuery({ ...trpc.endpoints.stats.queryOptions({ slug, hours: 24 }), refetchInterval: 5_000 });
  const drift = useQuery({ ...trpc.endpoints.drift.queryOptions({ slug }), refetchInterval: 15_000 });
  const total = stats.data?.total;
  const labelled = stats.data?.labelled;
  const worst = [...(drift.data?.checks[0]?.results ?? [])]
    .filter((result) => result.psi !== null && result.status !== 'too_few_rows')
    .sort((a, b) => (b.psi ?? 0) - (a.psi ?? 0))[0];
  const asked = (total?.requests ?? 0) + (total?.errors ?? 0);
  const ms = (value: number | null | undefined) => (value == null ? '–' : formatDecimal(value, 1));
  return (
    <div className={styles.figures}>
      <KeyFigures label="The last 24 hours">
        <KeyFigure
          label="Requests, 24 h"
          value={total ? formatCount(total.requests) : '–'}
          sub={total ? `${formatCount(total.rows)} rows` : undefined}
        />
        <KeyFigure
          label="Latency p50"
          value={ms(total?.p50Ms)}
          unit={total?.p50Ms == null ? undefined : 'ms'}
          sub="in the gateway"
        />
        <KeyFigure
          label="Latency p95"
          value={ms(total?.p95Ms)}
          unit={total?.p95Ms == null ? undefined : 'ms'}
          sub={`p99 ${ms(total?.p99Ms)} ms`}
        />
        <KeyFigure
          label="Refused"
          value={asked === 0 ? '–' : formatShare((total?.errors ?? 0) / asked, 2)}
          sub={total ? `${formatCount(total.errors)} calls, ${formatCount(total.rejectedRows)} rows` : undefined}
        />
        <KeyFigure
          label="Skew, train to serve"
          value={parity ? formatInteger(parity.flips) : '–'}
          sub={
            parity
              ? `${formatInteger(parity.rows)} rows, largest difference ${parity.maxDifference === 0 ? '0' : formatFigure(parity.maxDifference, 2)}`
              : 'not measured'
          }
        />
        <KeyFigure
          label="Largest drift"
          value={worst?.psi == null ? '–' : formatDecimal(worst.psi, 2)}
          unit={worst ? 'PSI' : undefined}
          tone={worst?.status === 'drifted' ? 'bad' : worst?.status === 'warning' ? 'warn' : 'plain'}
          sub={
            worst ? `${worst.name}, limit ${worst.threshold}` : endpoint.isMonitored ? 'not judged yet' : 'no monitor'
          }
        />
        <KeyFigure
          label="Truth so far"
          value={
            labelled && labelled.rows > 0 && labelled.correct !== null
              ? formatShare(labelled.correct / labelled.rows, 1)
              : labelled && labelled.rows > 0
                ? formatCount(labelled.rows)
                : '–'
          }
          sub={
            labelled && labelled.rows > 0
              ? labelled.correct === null
                ? 'rows labelled'
                : `right of ${formatCount(labelled.rows)} labelled`
              : 'no labels came back'
          }
        />
      </KeyFigures>
    </div>
  );
}

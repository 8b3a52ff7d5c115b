import { formatDecimal, formatFigure } from '@/app/_ui/figures';
import type { RowAnswer } from '@/server/gateway/contract/answer-rows';
import type { Help } from './do-step';
import type { Seen } from './seen';
import { tourStore } from './tour-store';

/** Asks the endpoint about the row that its contract gives as an example. */
export async function predict({ publisher, target }: Seen, { client }: Help): Promise<void> {
  if (publisher?.slug === undefined) return;
  const { contract } = await client.endpoints.get.query({ slug: publisher.slug });
  const row = Object.fromEntries((contract?.columns ?? []).map((column) => [column.name, column.example]));
  const { status, body, latencyMs } = await client.endpoints.tryIt.mutate({ slug: publisher.slug, rows: [row] });
  const first = (body as { predictions?: readonly RowAnswer[] }).predictions?.[0];
  if (status !== 200 || !first) throw new Error(`The endpoint answered ${status}.`);
  tourStore.setState({ answer: `${target ?? 'Answer'} = ${words(first)}, in ${formatDecimal(latencyMs, 0)} ms` });
}

function words({ prediction, probabilities, score }: RowAnswer): string {
  if (typeof prediction !== 'string') return formatFigure(Number(prediction ?? score));
  const share = probabilities?.[prediction];
  return share === undefined ? prediction : `${prediction} (${formatDecimal(share * 100, 0)} %)`;
}

import type { PartitionShares } from '@/app/_ui/canvas';
import { formatCount, formatInteger } from '@/app/_ui/figures';
import type { PortType } from '@/app/_ui/vocabulary';
import type { PortAnalysis } from '@/server/compiler/analysis';
import type { NodeRun, PortView } from '../run/run-store';
import { runStateOf } from './card-state';

/** Everything that decides how a wire looks: the port it comes from, drawn and run. */
export interface WireSources {
  /** What the node type says comes out there. */
  readonly declared: PortType | undefined;
  readonly known: PortAnalysis | undefined;
  readonly port: PortView | undefined;
  /** The node it comes from, in the shown run. */
  readonly ran: NodeRun | undefined;
  /** That node cannot run as it is drawn. */
  readonly hasError: boolean;
}

export interface WireView {
  readonly portType: PortType;
  readonly rows: number | undefined;
  readonly label: string | undefined;
  readonly isOld: boolean;
  readonly partitions: PartitionShares | undefined;
  readonly look: 'rest' | 'pending' | 'failed';
}

export function wireView({ declared, known, port, ran, hasError }: WireSources): WireView {
  const isOld = port !== undefined && known?.key !== port.key && ran?.isPast !== true;
  return {
    portType: known?.type ?? declared ?? 'table',
    rows: port?.rowCount ?? undefined,
    label: port ? wireLabel(port) : undefined,
    isOld,
    partitions: sharesOf(port, known?.schema?.partitioned),
    look: hasError ? 'rest' : lookOf(ran, isOld),
  };
}

/** Rows × columns; `…` while the rows are still being counted. */
export function wireLabel({ type, rowCount, columnCount }: PortView): string | undefined {
  if (type !== 'table' || columnCount === null) return undefined;
  return `${rowCount === null ? '…' : rowCount < 100_000 ? formatInteger(rowCount) : formatCount(rowCount)} × ${columnCount}`;
}

function sharesOf(port: PortView | undefined, isPartitioned: boolean | undefined): PartitionShares | undefined {
  if (!isPartitioned || port?.type !== 'table') return undefined;
  const counts = port.partitionCounts;
  return counts ? { train: counts.train, validation: counts.validation, test: counts.test } : undefined;
}

function lookOf(ran: NodeRun | undefined, isOld: boolean): WireView['look'] {
  if (!ran || ran.stages.length === 0) return 'rest';
  const { kind } = runStateOf(ran.stages, ran);
  if (kind === 'failed') return isOld ? 'rest' : 'failed';
  return kind === 'queued' || kind === 'running' ? 'pending' : 'rest';
}

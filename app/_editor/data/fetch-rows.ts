import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { WireError } from '@/server/errors';
import { type DataPage, readArrowPage } from './arrow-page';

export const pageSize = 200;

/** A port of the drawing at hand. */
export interface PortAsked {
  readonly document: GraphDoc;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** `node.port` */
  readonly port: string;
}

/** Why there are no rows; `not_materialised` when it takes a run first. */
export class RowsRefused extends Error {
  constructor(readonly wire: WireError) {
    super(wire.message);
    this.name = 'RowsRefused';
  }
}

export async function fetchRows(
  asked: PortAsked,
  page: { index: number; part?: string },
  signal: AbortSignal,
): Promise<DataPage> {
  const response = await fetch('/api/data/preview', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...asked,
      offset: page.index * pageSize,
      limit: pageSize,
      view: { part: page.part },
      mayBeMissing: true,
    }),
    signal,
  });
  const hasRows = response.ok && !response.headers.get('content-type')?.startsWith('application/json');
  if (!hasRows) throw new RowsRefused(await refusalOf(response));
  return readArrowPage(await response.arrayBuffer());
}

async function refusalOf(response: Response): Promise<WireError> {
  const body = (await response.json().catch(() => ({}))) as { error?: WireError };
  return (
    body.error ?? { code: 'unknown', blame: 'environment', message: `The rows did not arrive (${response.status}).` }
  );
}

import { type GraphDoc, meaningOf, type ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { DataBasis } from '@/server/api/open-port-of';
import type { WireError } from '@/server/errors';
import type { GridView } from '@/server/worker/reader/grid-view';
import { type DataPage, readArrowPage } from './arrow-page';

export const pageSize = 200;

/** A port of the drawing at hand. */
export interface PortAsked {
  readonly document: GraphDoc;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** `node.port` */
  readonly port: string;
  /** The run whose learned values stand in where a preview would have to learn from few rows. */
  readonly previousRun?: string | undefined;
}

/** Which rows, and in which order; absent parts change nothing. */
export type RowsView = Partial<GridView>;

/** A page with what is known of all rows of its view. */
export interface FetchedPage extends DataPage {
  /** Rows of the view, where they are counted. */
  readonly rowCount: number | undefined;
  readonly basis: DataBasis;
}

/** Why there are no rows; `not_materialised` when it takes a run first. */
export class RowsRefused extends Error {
  constructor(readonly wire: WireError) {
    super(wire.message);
    this.name = 'RowsRefused';
  }
}

export interface RowsWanted {
  readonly offset: number;
  readonly limit: number;
  readonly view: RowsView;
}

export async function fetchRows(asked: PortAsked, wanted: RowsWanted, signal: AbortSignal): Promise<FetchedPage> {
  const response = await fetch('/api/data/preview', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: bodyOf(asked, wanted),
    signal,
  });
  const hasRows = response.ok && !response.headers.get('content-type')?.startsWith('application/json');
  if (!hasRows) throw new RowsRefused(await refusalOf(response));
  const rowCount = response.headers.get('x-row-count');
  const basis = response.headers.get('x-basis');
  return {
    ...(await readArrowPage(await response.arrayBuffer())),
    rowCount: rowCount === null ? undefined : Number(rowCount),
    basis: basis === null ? { kind: 'run' } : (JSON.parse(decodeURIComponent(basis)) as DataBasis),
  };
}

const texts = new WeakMap<GraphDoc, string>();

/** A document as text, without how it is arranged: written once for all that is asked of it, which a large one shows. */
function textOf(document: GraphDoc): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = JSON.stringify({ ...meaningOf(document), layout: {} });
  texts.set(document, text);
  return text;
}

export function bodyOf({ document, ...asked }: PortAsked, wanted: RowsWanted): string {
  const rest = JSON.stringify({ ...asked, ...wanted, mayBeMissing: true });
  return `{"document":${textOf(document)},${rest.slice(1)}`;
}

async function refusalOf(response: Response): Promise<WireError> {
  const body = (await response.json().catch(() => ({}))) as { error?: WireError };
  return (
    body.error ?? { code: 'unknown', blame: 'environment', message: `The rows did not arrive (${response.status}).` }
  );
}

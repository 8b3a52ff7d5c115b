import { useMemo, useState } from 'react';
import { nodeTitle } from '../timeline/stage-words';
import { basisWords } from './basis-words';
import type { DataSidesProps } from './data-sides';
import { RowsRefused, type RowsView } from './fetch-rows';
import type { OpenPort } from './panel-ports';
import type { Part } from './part-filter';
import { withoutGone } from './rows-view';
import { type PortRows, usePortRows } from './use-port-rows';
import { useRunFacts } from './use-run-facts';

/** One side of the panel: its rows, and how they are looked at. */
export interface Side {
  readonly rows: PortRows;
  readonly view: RowsView;
  readonly onView: (view: RowsView) => void;
}

const noView: RowsView = {};

/** Asks with the drawing that the port's key was found for: the one on screen may have a mistake by now. */
export function useSide({ doc, analysis, parameters }: DataSidesProps, port: OpenPort, part: Part): Side {
  const document = analysis?.doc ?? doc;
  const { madeBy, before, shown } = useRunFacts(port);
  const [chosen, onView] = useState<RowsView>(noView);
  const names = useMemo(
    () => port.schema && !port.schema.open && new Set(port.schema.columns.map(({ name }) => name)),
    [port.schema],
  );
  const view = useMemo(
    () => ({ ...withoutGone(chosen, names || undefined), ...(part === 'all' ? {} : { part }) }),
    [chosen, names, part],
  );
  const wanted = useMemo(
    () => ({
      asked: { document, parameters, port: port.id, previousRun: shown },
      contentKey: port.contentKey ?? 'unknown',
      view,
      madeBy,
      beforeRun: before,
    }),
    [document, parameters, port.id, port.contentKey, shown, view, madeBy, before],
  );
  return { rows: usePortRows(wanted), view, onView };
}

/** What both sides are told alike. */
export function sideProps({ doc, onRunToHere }: DataSidesProps, port: OpenPort, { rows, view, onView }: Side) {
  const { error } = rows;
  const waits = error instanceof RowsRefused ? error.wire.place?.node : undefined;
  return {
    port,
    rows,
    view,
    onView,
    basis: basisWords(doc, rows.basis),
    waitsFor: waits === undefined ? undefined : nodeTitle(doc, String(waits)),
    onRunToHere: onRunToHere ? () => onRunToHere(port.node) : undefined,
  };
}

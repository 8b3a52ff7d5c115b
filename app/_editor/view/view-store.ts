import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ParameterValue, Position, WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import type { ColumnPlace } from '@/server/compiler/columns/trace-column';

export type InspectorTab = 'configure' | 'columns' | 'results' | 'docs';
export type BottomTab = 'data' | 'problems' | 'timeline' | 'logs';
export type OpenDialog = 'commands' | 'keys' | 'save' | 'publish' | 'parameters';

/** The list of nodes that opens on the canvas, and what is to happen with the chosen one. */
export interface NodeSearch {
  /** On screen, for the list. */
  readonly at: Position;
  /** On the canvas, for the node. */
  readonly drop: Position;
  /** The port a wire was pulled from. */
  readonly from?: WireEnd & { readonly side: 'in' | 'out' };
}

export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly at: Position;
  readonly share: number;
}

/** What this person looks at; never saved with the pipeline. */
export interface ViewState {
  readonly selection: ReadonlySet<string>;
  readonly selectedWires: ReadonlySet<string>;
  /** The port whose rows are open, on the one selected node. */
  readonly port: string | undefined;
  readonly inspectorTab: InspectorTab;
  readonly bottomTab: BottomTab;
  readonly isBottomOpen: boolean;
  /** The setting that asks for the cursor; `asked` tells two requests for the same apart. */
  readonly focusPath: { readonly path: readonly (string | number)[]; readonly asked: number } | undefined;
  /** Nodes of a path that a problem points at. */
  readonly hotPath: readonly string[];
  /** The column whose way through the drawing is shown. */
  readonly traced: ColumnPlace | undefined;
  /** The column that is being renamed or retyped. */
  readonly changing: { readonly at: ColumnPlace; readonly kind: 'rename' | 'retype' } | undefined;
  readonly dialog: OpenDialog | undefined;
  /** The node whose proof against leakage is open. */
  readonly proofOf: string | undefined;
  readonly search: NodeSearch | undefined;
  readonly uploads: readonly Upload[];
  /** Values of run parameters for the next run. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

export type ViewStore = StoreApi<ViewState>;

export const createViewStore = (): ViewStore =>
  createStore<ViewState>(() => ({
    selection: new Set(),
    selectedWires: new Set(),
    port: undefined,
    inspectorTab: 'configure',
    bottomTab: 'data',
    isBottomOpen: true,
    focusPath: undefined,
    hotPath: [],
    traced: undefined,
    changing: undefined,
    dialog: undefined,
    proofOf: undefined,
    search: undefined,
    uploads: [],
    parameters: {},
  }));

export const only = (selection: ReadonlySet<string>): string | undefined =>
  selection.size === 1 ? [...selection][0] : undefined;

export function selectNodes(view: ViewStore, ids: Iterable<string>): void {
  view.setState({ selection: new Set(ids), selectedWires: new Set(), port: undefined });
}

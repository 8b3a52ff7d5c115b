import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GraphDoc, ParameterValue, Position, WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import type { ColumnPlace } from '@/server/compiler/columns/trace-column';
import type { Clipping } from '../canvas/clipboard';
import type { OpenMenu } from '../menus/open-menu';
import type { OpenPick } from '../menus/open-pick';

export type InspectorTab = 'configure' | 'columns' | 'results' | 'docs';
export type LeftTab = 'nodes' | 'outline';
export type BottomTab = 'data' | 'probes' | 'problems' | 'timeline' | 'logs';
export type OpenDialog = 'commands' | 'keys' | 'save' | 'publish' | 'parameters' | 'history';

/** The list of nodes that opens on the canvas, and what is to happen with the chosen one. */
export interface NodeSearch {
  /** On screen, for the list. */
  readonly at: Position;
  /** On the canvas, for the node. */
  readonly drop: Position;
  /** The port a wire was pulled from. */
  readonly from?: PortEnd;
  /** The wire it goes into. */
  readonly wire?: string;
  /** The node it takes the place of. */
  readonly replaces?: string;
  /** The node it goes before or behind, between that and what is wired to it. */
  readonly beside?: { readonly node: string; readonly where: 'before' | 'after' };
  /** Takes the cursor to the new node; the canvas does when it is left out. */
  readonly onAdded?: (id: string) => void;
}

/** A port with the side of its node it is on. */
export interface PortEnd extends WireEnd {
  readonly side: 'in' | 'out';
}

/** What would become of something if it were let go here, drawn while it is dragged. */
export interface DropTarget {
  readonly kind: 'wire' | 'node';
  /** Of the wire or the node. */
  readonly id: string;
  readonly words: string;
  readonly isPossible: boolean;
}

/** A sentence beside what a hand just did: why a wire was not taken. */
export interface CanvasHint {
  /** On screen. */
  readonly at: Position;
  readonly words: string;
}

/** A pipeline file that was let go on the canvas: it is asked what is to become of it. */
export interface PipelineFile {
  readonly name: string;
  readonly clipping: Clipping;
  /** The whole file, when it is not just nodes that were copied. */
  readonly document: GraphDoc | undefined;
  readonly at: Position;
}

/** Search on the canvas. */
export interface FindState {
  readonly query: string;
  /** The node the search stands at. */
  readonly current: string | undefined;
  /** When the cursor was last asked into the field. */
  readonly asked: number;
}

export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly at: Position;
  readonly share: number;
  /** Ends it before it has arrived. */
  readonly cancel?: () => void;
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
  readonly leftTab: LeftTab;
  /** The panel at the left; undefined: open where there is room for it. */
  readonly isLeftOpen: boolean | undefined;
  /** The cursor is to go into the outline. */
  readonly isOutlineAsked: boolean;
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
  /** The note or group whose words are being written, as the canvas names it. */
  readonly editing: string | undefined;
  readonly menu: OpenMenu | undefined;
  readonly pick: OpenPick | undefined;
  readonly pipelineFile: PipelineFile | undefined;
  readonly dropTarget: DropTarget | undefined;
  readonly hint: CanvasHint | undefined;
  /** Set while the bar to search the canvas is open. */
  readonly find: FindState | undefined;
  /** What the search found; all else recedes. */
  readonly found: ReadonlySet<string> | undefined;
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
    leftTab: 'nodes',
    isLeftOpen: undefined,
    isOutlineAsked: false,
    focusPath: undefined,
    hotPath: [],
    traced: undefined,
    changing: undefined,
    dialog: undefined,
    proofOf: undefined,
    search: undefined,
    editing: undefined,
    menu: undefined,
    pick: undefined,
    pipelineFile: undefined,
    dropTarget: undefined,
    hint: undefined,
    find: undefined,
    found: undefined,
    uploads: [],
    parameters: {},
  }));

export const only = (selection: ReadonlySet<string>): string | undefined =>
  selection.size === 1 ? [...selection][0] : undefined;

export function selectNodes(view: ViewStore, ids: Iterable<string>): void {
  view.setState({ selection: new Set(ids), selectedWires: new Set(), port: undefined });
}

import { createContext, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { toast } from '../_ui/toast';
import { type AnalysisState, type AnalysisStore, createAnalysisStore } from './analysis/analysis-store';
import type { RunningAnalysis } from './analysis/run-analysis';
import type { EditorApi, OpenedPipeline, VersionSummary } from './api';
import type { CanvasControl } from './canvas/canvas-control';
import { createDocumentStore, type DocumentState, type DocumentStore } from './document/document-store';
import { createDrawing } from './document/drawing';
import type { FollowedRuns } from './run/follow-runs';
import { createRunStore, type RunState, type RunStore } from './run/run-store';
import { createWatchStore, type WatchState, type WatchStore } from './run/watch-store';
import { createViewStore, type ViewState, type ViewStore } from './view/view-store';

/** One open pipeline: its stores, and what runs beside them. Commands get this and nothing else. */
export interface Editor {
  readonly pipelineId: string;
  readonly api: EditorApi;
  readonly document: DocumentStore;
  /** What is drawn, of the document: saving an edit tells the document's readers many times, these once. */
  readonly drawing: StoreApi<GraphDoc>;
  readonly analysis: AnalysisStore;
  readonly view: ViewStore;
  readonly runs: RunStore;
  readonly watch: WatchStore;
  /** Set while the editor is on screen. */
  running: { analysis: RunningAnalysis; runs: FollowedRuns; flush: () => void } | undefined;
  canvas: CanvasControl | undefined;
}

export function createEditor(api: EditorApi, opened: OpenedPipeline): Editor {
  const document = createDocumentStore(opened.document, opened.revision);
  return {
    pipelineId: opened.pipeline.id,
    api,
    document,
    drawing: createDrawing(document),
    analysis: createAnalysisStore(),
    view: createViewStore(),
    runs: createRunStore(),
    watch: createWatchStore(),
    running: undefined,
    canvas: undefined,
  };
}

export const EditorContext = createContext<Editor | undefined>(undefined);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('useEditor outside an editor');
  return editor;
}

export const useDocument = <T>(select: (state: DocumentState) => T): T => useStore(useEditor().document, select);
/** For what stands on the canvas many times: it hears of what is drawn, and not of how it is saved. */
export const useDrawing = <T>(select: (doc: GraphDoc) => T): T => useStore(useEditor().drawing, select);
export const useAnalysis = <T>(select: (state: AnalysisState) => T): T => useStore(useEditor().analysis, select);
export const useView = <T>(select: (state: ViewState) => T): T => useStore(useEditor().view, select);
export const useRuns = <T>(select: (state: RunState) => T): T => useStore(useEditor().runs, select);
export const useWatch = <T>(select: (state: WatchState) => T): T => useStore(useEditor().watch, select);

/** For what belongs to no node. */
export function tellProblem(editor: Editor, title: string, error: unknown): void {
  const { message, hint } = editor.api.explain(error);
  toast({ tone: 'bad', title, description: hint ? `${message} ${hint}` : message });
}

export type { VersionSummary };

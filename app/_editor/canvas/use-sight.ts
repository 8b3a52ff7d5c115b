import { useStore, useStoreApi, type Viewport } from '@xyflow/react';
import { createContext, type RefObject, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ZoomLevel } from '@/app/_ui/canvas';
import { useEditor } from '../editor';
import { viewOf } from './camera';
import { type Sight, sightOf, type Transform } from './sight';

/** How the canvas stands before React Flow has measured it. */
export interface FirstView {
  readonly viewport: Viewport;
  readonly width: number;
  readonly height: number;
}

const noView: FirstView = { viewport: { x: 0, y: 0, zoom: 1 }, width: 0, height: 0 };

/** The view a drawing opens with: all of it. Undefined until the canvas stands on the page and has a size. */
export function useFirstView(root: RefObject<HTMLElement | null>): FirstView | undefined {
  const editor = useEditor();
  const [first, setFirst] = useState<FirstView>();
  useLayoutEffect(() => {
    if (!root.current) return;
    const { width, height } = root.current.getBoundingClientRect();
    const viewport = viewOf(editor.document.getState().doc, { width, height }) ?? noView.viewport;
    setFirst({ viewport, width, height });
  }, [editor, root]);
  return first;
}

/** What is to be drawn for the view as it is. */
export function useSight(first: FirstView = noView): Sight {
  const earlier = useRef<Sight>(undefined);
  return useStore(({ transform, width, height }) => {
    const { x, y, zoom } = first.viewport;
    earlier.current =
      width === 0
        ? sightOf([x, y, zoom], first.width, first.height, earlier.current)
        : sightOf(transform, width, height, earlier.current);
    return earlier.current;
  });
}

const steadyAfterMs = 200;

/** Tells the style sheet whether the zoom rests, and the zoom in steps nobody sees: what keeps its size on screen is laid out anew at each. */
export function useZoomForStyles(root: RefObject<HTMLElement | null>): void {
  const flow = useStoreApi();
  useEffect(() => {
    let shown = Number.NaN;
    let last = Number.NaN;
    let settling: ReturnType<typeof setTimeout> | undefined;
    const show = ({ transform: [, , zoom] }: { transform: Transform }) => {
      if (zoom === last) return;
      last = zoom;
      root.current?.removeAttribute('data-steady');
      clearTimeout(settling);
      settling = setTimeout(() => root.current?.setAttribute('data-steady', ''), steadyAfterMs);
      const step = Math.round(Math.log(zoom) / Math.log(1.02));
      if (step === shown) return;
      shown = step;
      root.current?.style.setProperty('--zoom', (1.02 ** step).toFixed(4));
    };
    show(flow.getState());
    const unsubscribe = flow.subscribe(show);
    return () => {
      unsubscribe();
      clearTimeout(settling);
    };
  }, [flow, root]);
}

export const LevelContext = createContext<ZoomLevel>('full');

/** The level of detail at which cards and wires are drawn. */
export const useLevel = (): ZoomLevel => useContext(LevelContext);

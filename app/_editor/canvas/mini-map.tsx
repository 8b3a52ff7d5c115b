'use client';

import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useEffect, useRef } from 'react';
import { cardHeight, cardWidth, type MapLook, readMapLook } from '@/app/_ui/canvas';
import { useTheme } from '@/app/_ui/theme';
import type { Theme } from '@/app/_ui/theme-script';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { useDocument, useEditor } from '../editor';
import styles from './canvas.module.css';
import { type Box, indexOf } from './canvas-index';
import { definitionOf } from './ports';

const size = { width: 152, height: 92 } as const;
const margin = 8;

/** How canvas coordinates are laid into the little map. */
interface Scale {
  readonly factor: number;
  readonly left: number;
  readonly top: number;
}

/** The whole drawing, small; drag to look elsewhere. Blocks are painted when something moved, the frame with the view. */
export function MiniMap() {
  const editor = useEditor();
  const flow = useStoreApi();
  const { setCenter, getZoom, zoomTo } = useReactFlow();
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLElement>(null);
  const scale = useRef<Scale>({ factor: 1, left: 0, top: 0 });
  const known = useRef<{ readonly theme: Theme; readonly look: MapLook }>(undefined);
  const layout = useDocument((state) => state.doc.layout);
  const { theme } = useTheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: painted again for a theme, and when cards move
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    // Reading the tokens makes the browser find all styles anew: once for a theme, not for each card that moves.
    const look = known.current?.theme === theme ? known.current.look : readMapLook(element);
    known.current = { theme, look };
    let waiting = 0;
    const place = () => {
      waiting = 0;
      const { doc } = editor.document.getState();
      const view = viewBox(flow.getState());
      const next = scaleOf(join(indexOf(doc).bounds ?? view, view));
      const isSame =
        next.factor === scale.current.factor && next.left === scale.current.left && next.top === scale.current.top;
      scale.current = next;
      if (!isSame || isFirst) paintBlocks(context, doc, next, (category) => look.block[category]);
      isFirst = false;
      if (frame.current) placeFrame(frame.current, view, next);
    };
    let isFirst = true;
    place();
    const unsubscribe = flow.subscribe((state, before) => {
      if (state.transform === before.transform && state.width === before.width && state.height === before.height)
        return;
      waiting ||= requestAnimationFrame(place);
    });
    return () => {
      unsubscribe();
      cancelAnimationFrame(waiting);
    };
  }, [editor, flow, layout, theme]);

  const look = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const { factor, left, top } = scale.current;
    const at = { x: (event.clientX - box.x) / factor + left, y: (event.clientY - box.y) / factor + top };
    void setCenter(at.x, at.y, { zoom: getZoom() });
  };
  return (
    <div
      className={styles.map}
      role="img"
      aria-label="Map of the canvas"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        look(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons & 1) look(event);
      }}
      onWheel={(event) => void zoomTo(getZoom() * (event.deltaY < 0 ? 1.15 : 1 / 1.15))}
    >
      <canvas ref={canvas} style={size} />
      <i ref={frame} />
    </div>
  );
}

type View = ReturnType<ReturnType<typeof useStoreApi>['getState']>;

function viewBox({ transform: [x, y, zoom], width, height }: View): Box {
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
}

const join = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

function scaleOf(box: Box): Scale {
  const [width, height] = [Math.max(1, box.right - box.left), Math.max(1, box.bottom - box.top)];
  const factor = Math.min((size.width - 2 * margin) / width, (size.height - 2 * margin) / height);
  return {
    factor,
    left: (box.left + box.right) / 2 - size.width / 2 / factor,
    top: (box.top + box.bottom) / 2 - size.height / 2 / factor,
  };
}

type Block = Parameters<Parameters<typeof paintBlocks>[3]>[0];

function paintBlocks(
  context: CanvasRenderingContext2D,
  { nodes, layout }: GraphDoc,
  { factor, left, top }: Scale,
  colorOf: (category: NonNullable<ReturnType<typeof definitionOf>>['category']) => string,
): void {
  const dense = window.devicePixelRatio || 1;
  context.canvas.width = size.width * dense;
  context.canvas.height = size.height * dense;
  context.scale(dense, dense);
  context.globalAlpha = 0.75;
  const [width, height] = [Math.max(1.5, cardWidth * factor), Math.max(1, cardHeight * factor)];
  const paths = new Map<Block, Path2D>();
  for (const [id, node] of Object.entries(nodes)) {
    const at = layout[id];
    if (!at) continue;
    const category = definitionOf(node)?.category ?? 'shape';
    const path = paths.get(category) ?? new Path2D();
    paths.set(category, path);
    path.roundRect((at.x - left) * factor, (at.y - top) * factor, width, height, Math.min(2, height / 3));
  }
  for (const [category, path] of paths) {
    context.fillStyle = colorOf(category);
    context.fill(path);
  }
}

function placeFrame(frame: HTMLElement, view: Box, { factor, left, top }: Scale): void {
  frame.style.width = `${(view.right - view.left) * factor}px`;
  frame.style.height = `${(view.bottom - view.top) * factor}px`;
  frame.style.translate = `${(view.left - left) * factor}px ${(view.top - top) * factor}px`;
}

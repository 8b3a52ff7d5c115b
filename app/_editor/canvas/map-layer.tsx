'use client';

import { useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { Button } from '@/app/_ui/button';
import { readMapLook } from '@/app/_ui/canvas';
import { useTheme } from '@/app/_ui/theme';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { useDocument, useEditor, useView } from '../editor';
import { useLitColumns } from '../trace/trace-provider';
import styles from './canvas.module.css';
import { type Box, indexOf } from './canvas-index';
import { mapShapes, paintMap } from './map-shapes';
import { useCardKinds } from './use-card-kinds';

interface MapLayerProps {
  /** Cards that are being dragged, before the document knows. */
  moving: Readonly<Record<string, Position>>;
  /** The rubber band, in pixels of the canvas. */
  band: Box | undefined;
}

/** From afar: plain shapes on one layer, painted anew as the view moves, and no element for any card. */
export function MapLayer({ moving, band }: MapLayerProps) {
  const editor = useEditor();
  const canvas = useRef<HTMLCanvasElement>(null);
  const flow = useStoreApi();
  const doc = useDocument((state) => state.doc);
  const selection = useView((state) => state.selection);
  const selectedWires = useView((state) => state.selectedWires);
  const traced = useLitColumns()?.wires;
  const kinds = useCardKinds();
  const { theme } = useTheme();

  const shapes = useMemo(() => {
    const drawn = Object.keys(moving).length === 0 ? doc : { ...doc, layout: { ...doc.layout, ...moving } };
    const lit = traced ? new Set([...selectedWires, ...traced]) : selectedWires;
    return mapShapes({ doc: drawn, stateOf: (id) => kinds[id] ?? 'ready', selection, lit });
  }, [doc, moving, selection, selectedWires, traced, kinds]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides what the tokens say
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const look = readMapLook(element);
    let waiting = 0;
    const paint = () => {
      waiting = 0;
      const { transform, width, height } = flow.getState();
      paintView(context, { transform, width, height }, (zoom) => paintMap(context, shapes, look, zoom));
    };
    const unsubscribe = flow.subscribe((state, before) => {
      if (state.transform === before.transform && state.width === before.width && state.height === before.height)
        return;
      waiting ||= requestAnimationFrame(paint);
    });
    paint();
    return () => {
      unsubscribe();
      cancelAnimationFrame(waiting);
    };
  }, [flow, shapes, theme]);

  const goToCards = () => {
    const id = [...selection][0] ?? indexOf(doc).ids[0];
    if (id === undefined) return;
    editor.canvas?.reveal(id);
    editor.canvas?.focus(id);
  };
  return (
    <>
      <canvas
        ref={canvas}
        className={styles.mapLayer}
        role="img"
        aria-label={`${Object.keys(doc.nodes).length} nodes, too small to tell apart`}
      />
      {band ? (
        <div
          className={styles.band}
          style={{ left: band.left, top: band.top, width: band.right - band.left, height: band.bottom - band.top }}
        />
      ) : null}
      <div className={styles.toCards}>
        <Button size="s" onClick={goToCards}>
          Zoom in to the cards
        </Button>
      </div>
    </>
  );
}

interface View {
  readonly transform: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
}

function paintView(
  context: CanvasRenderingContext2D,
  { transform, width, height }: View,
  paint: (zoom: number) => void,
) {
  const { canvas } = context;
  const [x, y, zoom] = transform;
  const dense = window.devicePixelRatio || 1;
  const [pixelsX, pixelsY] = [Math.round(width * dense), Math.round(height * dense)];
  if (canvas.width !== pixelsX) canvas.width = pixelsX;
  if (canvas.height !== pixelsY) canvas.height = pixelsY;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, pixelsX, pixelsY);
  context.setTransform(dense * zoom, 0, 0, dense * zoom, dense * x, dense * y);
  paint(zoom);
}

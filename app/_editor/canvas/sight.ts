import { type ZoomLevel, zoomLevel } from '@/app/_ui/canvas';
import type { Box } from './canvas-index';

/** React Flow's: x and y on screen of the canvas' origin, and the zoom. */
export type Transform = readonly [number, number, number];

/** What is drawn, and how: it changes when the view leaves the region or a level of detail, not with every frame. */
export interface Sight {
  readonly level: ZoomLevel;
  /** In canvas coordinates, broader than the view on all sides. */
  readonly region: Box;
}

/** On screen, beyond each edge: how far one can pan before anything is drawn anew. */
const marginPx = 160;

/** The earlier sight for as long as it will do. */
export function sightOf([x, y, zoom]: Transform, width: number, height: number, earlier: Sight | undefined): Sight {
  const level = zoomLevel(zoom);
  const view = { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
  if (earlier?.level === level && contains(earlier.region, view) && !isFarBroader(earlier.region, view)) return earlier;
  const margin = marginPx / zoom;
  return {
    level,
    region: {
      left: view.left - margin,
      top: view.top - margin,
      right: view.right + margin,
      bottom: view.bottom + margin,
    },
  };
}

const contains = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;

/** After zooming in, cards far outside of the view would be drawn for nothing. */
const isFarBroader = (region: Box, view: Box): boolean =>
  region.right - region.left > 2.5 * (view.right - view.left) &&
  region.bottom - region.top > 2.5 * (view.bottom - view.top);

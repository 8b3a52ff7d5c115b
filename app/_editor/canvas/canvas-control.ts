import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Area } from './free-spot';

/** What commands may ask of the canvas on screen. */
export interface CanvasControl {
  fit(nodes?: readonly string[]): void;
  zoom(step: 'in' | 'out' | 'full'): void;
  /** Shows a node large enough to be read, in the middle. */
  zoomTo(node: string): void;
  /** Brings a node into sight if it is not. */
  reveal(node: string): void;
  /** Gives a card the keyboard, as soon as it is drawn. */
  focus(node: string): void;
  /** The middle of what is in sight, on the canvas. */
  middle(): Position;
  /** What of the canvas is on screen. */
  sight(): Area;
  toScreen(at: Position): Position;
  toCanvas(at: Position): Position;
  /** Where the mouse was last, on the canvas; undefined when it is elsewhere. */
  pointer(): Position | undefined;
  /** Moves cards to new places with a short motion, before the document says so. */
  glide(positions: Readonly<Record<string, Position>>): void;
}

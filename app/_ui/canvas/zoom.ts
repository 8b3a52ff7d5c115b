export type ZoomLevel = 'full' | 'compact' | 'map';

/**
 * What a card and a wire show at a zoom. Put the zoom itself on the canvas root as `--zoom`:
 * compact cards and wires hold their words and strokes at screen size with it, without rendering again.
 */
export function zoomLevel(zoom: number): ZoomLevel {
  if (zoom >= 0.8) return 'full';
  return zoom >= 0.35 ? 'compact' : 'map';
}

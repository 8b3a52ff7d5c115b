import { useCallback, useState } from 'react';
import { type GridLayout, plainLayout } from '@/app/_ui/data-grid';

const kept = new Map<string, GridLayout>();

/** How the columns of a port were arranged, for as long as the page is open. */
export function useGridLayout(port: string): [GridLayout, (layout: GridLayout) => void] {
  const [, redraw] = useState(0);
  const keep = useCallback(
    (layout: GridLayout) => {
      kept.set(port, layout);
      redraw((count) => count + 1);
    },
    [port],
  );
  return [kept.get(port) ?? plainLayout, keep];
}

import { Pin } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { GridRow } from '@/app/_ui/data-grid';
import type { MenuEntry } from '@/app/_ui/menu';
import type { PageColumn } from '../data/arrow-page';
import { useEditor } from '../editor';
import { makeProbe } from './make-probe';
import { addProbe, probesOf, useProbes } from './probe-store';

/** The entry that follows a row of a port. */
export function useRowMenu(port: string, key: string | undefined, columns: readonly PageColumn[] | undefined) {
  const editor = useEditor();
  return useCallback(
    (row: GridRow | undefined): MenuEntry[] => {
      const probe = row && columns && makeProbe(port, row, columns, key);
      if (!probe) return [];
      const follow = () => {
        addProbe(probesOf(editor), probe);
        editor.view.setState({ bottomTab: 'probes', isBottomOpen: true });
      };
      return [{ kind: 'separator' }, { label: 'Follow this row', icon: Pin, onSelect: follow }];
    },
    [editor, port, key, columns],
  );
}

/** Where the followed rows are in a port. */
export function usePinnedPlaces(port: string): ReadonlySet<number> {
  const steps = useProbes((state) => state.steps);
  const places = Object.values(steps).flatMap((each) =>
    each.flatMap(({ ports }) => ports.find(({ id }) => id === port)?.places ?? []),
  );
  const key = places.join();
  return useMemo(() => new Set(key === '' ? [] : key.split(',').map(Number)), [key]);
}

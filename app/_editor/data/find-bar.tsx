'use client';

import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { errorWords, useTRPCClient } from '@/app/_lib/trpc';
import type { GridPlace } from '@/app/_ui/data-grid';
import { formatInteger } from '@/app/_ui/figures';
import { IconButton } from '@/app/_ui/icon-button';
import { Input } from '@/app/_ui/input';
import type { FoundValue } from '@/server/worker/reader/find-value';
import styles from './rows-tools.module.css';
import type { PortRows } from './use-port-rows';

export interface FindBarProps {
  rows: PortRows;
  /** What was typed on the grid to get here. */
  typed: string;
  onFound: (place: GridPlace) => void;
  onClose: () => void;
}

const PAUSE_MS = 200;

/** Finds a text in all rows of the view: Enter goes on, Shift+Enter back, Escape closes. */
export function FindBar({ rows, typed, onFound, onClose }: FindBarProps) {
  const client = useTRPCClient();
  const [text, setText] = useState(typed);
  const [found, setFound] = useState<FoundValue>();
  const [problem, setProblem] = useState<string>();
  const asking = useRef<AbortController>(undefined);
  useEffect(() => () => asking.current?.abort(), []);

  const find = (wanted: string, how: { after?: number; backwards?: boolean }) => {
    asking.current?.abort();
    setProblem(undefined);
    if (wanted === '') {
      setFound(undefined);
      return;
    }
    const mine = new AbortController();
    asking.current = mine;
    const { document, parameters, port, previousRun } = rows.asked;
    client.data.find
      .query(
        { document, parameters: { ...parameters }, port, previousRun, view: rows.view, text: wanted, ...how },
        { signal: mine.signal },
      )
      .then((answer) => {
        if (mine.signal.aborted) return;
        setFound(answer);
        if (answer.row !== undefined && answer.column !== undefined)
          onFound({ row: answer.row, column: answer.column });
      })
      .catch((error: unknown) => {
        if (!mine.signal.aborted) setProblem(errorWords(error).message);
      });
  };
  const latest = useRef(find);
  latest.current = find;
  useEffect(() => {
    const pause = setTimeout(() => latest.current(text, {}), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text]);

  const next = (backwards: boolean) => find(text, { after: found?.row ?? -1, backwards });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') next(event.shiftKey);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={styles.find}>
      <Input
        size="s"
        icon="search"
        autoFocus
        aria-label="Find in the rows"
        placeholder="Find in the rows"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <output className={styles.found} aria-live="polite">
        {problem ?? foundWords(text, found)}
      </output>
      <IconButton size="s" icon={ChevronUp} label="Previous row" keys="Shift+Enter" onClick={() => next(true)} />
      <IconButton size="s" icon={ChevronDown} label="Next row" keys="Enter" onClick={() => next(false)} />
      <IconButton size="s" icon={X} label="Close the search" keys="Esc" onClick={onClose} />
    </search>
  );
}

function foundWords(text: string, found: FoundValue | undefined): string {
  if (text === '' || !found) return '';
  if (found.rows === 0) return 'In no row';
  return `${formatInteger(found.number ?? 1)} of ${formatInteger(found.rows)} ${found.rows === 1 ? 'row' : 'rows'}`;
}

'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus, Sparkles } from 'lucide-react';
import { useState } from 'react';
import { errorWords, useTRPCClient } from '@/app/_lib/trpc';
import { Button } from '@/app/_ui/button';
import { IconButton } from '@/app/_ui/icon-button';
import type { Suggestion } from '@/nodes/validate/suggest';
import { useAnalysis, useDocument, useEditor } from '../../editor';
import type { AidProps } from './aids';
import styles from './aids.module.css';

type Rules = readonly Record<string, unknown>[];

/** Rules that the rows which arrive keep now: proposed when asked, each added by a click, as one step to undo. */
export function RuleSuggestions({ id, node }: AidProps) {
  const editor = useEditor();
  const client = useTRPCClient();
  const wire = useDocument(({ doc }) => doc.wires.find(({ to }) => to.node === id && to.port === 'table'));
  const port = wire && `${wire.from.node}.${wire.from.port}`;
  const key = useAnalysis((state) => wire && state.nodes[wire.from.node]?.outputs[wire.from.port]?.key);
  const [isAsked, setAsked] = useState(false);
  const rules: Rules = Array.isArray(node.config.rules) ? node.config.rules : [];
  const found = useQuery({
    queryKey: ['suggested-rules', port, key],
    queryFn: ({ signal }) =>
      client.rules.suggest.query({ document: editor.document.getState().doc, port: port! }, { signal }),
    enabled: isAsked && port !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const suggestions = found.data?.filter(({ rule }) => !rules.some((other) => isSamePlace(other, rule)));

  function add(chosen: readonly Suggestion[], label: string): void {
    const value = [...rules, ...chosen.map(({ rule }) => rule)];
    editor.document.getState().dispatch([{ kind: 'set-setting', id, path: ['rules'], value }], label);
  }

  if (!isAsked || port === undefined) {
    return (
      <div className={styles.buttons}>
        <Button size="s" icon={Sparkles} disabled={port === undefined} onClick={() => setAsked(true)}>
          Suggest rules
        </Button>
      </div>
    );
  }
  if (found.error) {
    const { message, hint } = errorWords(found.error);
    return (
      <p className={styles.quiet}>
        {message} {hint}
        <Button size="s" variant="ghost" onClick={() => found.refetch()}>
          Ask again
        </Button>
      </p>
    );
  }
  if (!suggestions) return <p className={styles.quiet}>Looking at the rows…</p>;
  if (suggestions.length === 0)
    return (
      <p className={styles.quiet}>
        {found.data?.length ? 'Every rule suggested is there.' : 'There are too few rows to suggest rules.'}
      </p>
    );
  return (
    <>
      <ul className={styles.suggestions} aria-label="Suggested rules">
        {suggestions.map((suggestion) => (
          <li key={suggestion.words}>
            <span className={styles.words}>
              {suggestion.words}
              <span className={styles.because}>{suggestion.because}</span>
            </span>
            <IconButton
              label={`Add: ${suggestion.words}`}
              icon={Plus}
              size="s"
              onClick={() => add([suggestion], `Add the rule “${suggestion.words}”`)}
            />
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button size="s" onClick={() => add(suggestions, `Add ${suggestions.length} rules`)}>
          Add all {suggestions.length}
        </Button>
        <Button size="s" variant="ghost" onClick={() => setAsked(false)}>
          Close
        </Button>
      </div>
    </>
  );
}

const isSamePlace = (a: Record<string, unknown>, b: Record<string, unknown>): boolean =>
  a.column === b.column && (a.kind ?? 'not-null') === b.kind && (a.kind !== 'statistic' || a.statistic === b.statistic);

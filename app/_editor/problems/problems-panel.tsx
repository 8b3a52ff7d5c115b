'use client';

import { ListChecks } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/feedback';
import { StateGlyph, WarningGlyph } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { FactRequest } from '@/nodes/kernel/facts';
import { definitionOf, titleOf } from '../canvas/ports';
import { useAnalysis, useDocument, useEditor } from '../editor';
import { applyFix } from './apply-fix';
import { goToProblem } from './go-to-problem';
import styles from './problems.module.css';

const rank: Record<Diagnostic['severity'], number> = { error: 0, warning: 1, info: 2 };

/** Everything that is wrong with the drawing, by node, the worst first, with what to do. */
export function ProblemsPanel() {
  const diagnostics = useAnalysis((state) => state.diagnostics);
  const isReady = useAnalysis((state) => state.isReady);
  const needs = useAnalysis((state) => state.needs);
  const nodes = useDocument((state) => state.doc.nodes);
  if (diagnostics.length === 0) {
    return (
      <EmptyState icon={ListChecks} title={titleOfNone(isReady, needs)}>
        Columns, types, missing settings and leaks are checked while you draw, without a run.
      </EmptyState>
    );
  }
  const groups = new Map<string, Diagnostic[]>();
  for (const entry of diagnostics) {
    const id = entry.place.node ?? '';
    groups.set(id, [...(groups.get(id) ?? []), entry]);
  }
  const sorted = [...groups].sort(([, a], [, b]) => worst(a) - worst(b));
  return (
    <div className={styles.panel}>
      {sorted.map(([id, entries]) => (
        <section key={id}>
          <h3 data-cat={definitionOf(nodes[id])?.category}>
            <Icon icon={definitionOf(nodes[id])?.ui.icon ?? 'workflow'} size="s" />
            {nodes[id] ? titleOf(nodes[id]) : id || 'Pipeline'}
            <span>{entries.length}</span>
          </h3>
          <ul>
            {[...entries]
              .sort((a, b) => rank[a.severity] - rank[b.severity])
              .map((entry) => (
                <Line
                  key={`${entry.code} ${entry.place.path?.join('.') ?? ''} ${entry.place.port ?? ''} ${entry.message}`}
                  problem={entry}
                />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Nothing was found; that is only good news once every source is known. */
function titleOfNone(isReady: boolean, needs: readonly FactRequest[]): string {
  if (!isReady) return 'Looking at the drawing';
  const [first] = needs;
  if (!first) return 'Nothing is wrong';
  return first.kind === 'dataset'
    ? `Reading ${first.fileName}: more may show once its columns are known`
    : 'Reading a query: more may show once its columns are known';
}

const worst = (entries: readonly Diagnostic[]): number => Math.min(...entries.map((entry) => rank[entry.severity]));

function Line({ problem }: { problem: Diagnostic }) {
  const editor = useEditor();
  const isError = problem.severity === 'error';
  return (
    <li className={styles.problem} data-severity={problem.severity}>
      <button type="button" onClick={() => goToProblem(editor, problem)}>
        <span className={styles.glyph} role="img" aria-label={problem.severity}>
          {isError ? <StateGlyph kind="failed" /> : <WarningGlyph />}
        </span>
        <span>
          {problem.message}
          {problem.hint ? <small>{problem.hint}</small> : null}
        </span>
      </button>
      {problem.fix ? (
        <Button size="s" onClick={() => applyFix(editor, problem)}>
          {problem.fix.title}
        </Button>
      ) : null}
    </li>
  );
}

'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { ListChecks, Sparkles } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/feedback';
import { StateGlyph, WarningGlyph } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import { Kbd } from '@/app/_ui/kbd';
import { Segmented } from '@/app/_ui/toggles';
import type { FactRequest } from '@/nodes/kernel/facts';
import { indexOf } from '../canvas/canvas-index';
import { definitionOf, titleOf } from '../canvas/ports';
import { useAnalysis, useDocument, useEditor, useWatch } from '../editor';
import { useProblems } from './all-problems';
import { applyFix } from './apply-fix';
import { FixAllDialog } from './fix-all-dialog';
import { visitProblem } from './go-to-problem';
import { countProblems, type GroupBy, groupProblems, type Problem, ruleTitle, safeFixes } from './problem-list';
import styles from './problems.module.css';

/** Everything that is wrong with the drawing or was found by the run, the worst first, with what to do. */
export function ProblemsPanel() {
  const problems = useProblems();
  const isReady = useAnalysis((state) => state.isReady);
  const needs = useAnalysis((state) => state.needs);
  const [by, setBy] = useState<GroupBy>('node');
  if (problems.length === 0) {
    return (
      <EmptyState icon={ListChecks} title={titleOfNone(isReady, needs)}>
        Columns, types, missing settings and leaks are checked while you draw, without a run.
      </EmptyState>
    );
  }
  return (
    <div className={styles.panel}>
      <Head problems={problems} by={by} onBy={setBy} />
      <Groups problems={problems} by={by} />
    </div>
  );
}

interface HeadProps {
  problems: readonly Problem[];
  by: GroupBy;
  onBy: (by: GroupBy) => void;
}

function Head({ problems, by, onBy }: HeadProps) {
  const safe = useAnalysis((state) => safeFixes(state.diagnostics).length);
  const [isFixing, setFixing] = useState(false);
  const { error, warning, info } = countProblems(problems);
  const words = [
    error > 0 && `${error} ${error === 1 ? 'error' : 'errors'}`,
    warning > 0 && `${warning} ${warning === 1 ? 'warning' : 'warnings'}`,
    info > 0 && `${info} ${info === 1 ? 'note' : 'notes'}`,
  ].filter(Boolean);
  return (
    <div className={styles.head}>
      <span role="status">{words.join(', ')}</span>
      <span className={styles.keys}>
        <Kbd>F8</Kbd> next
      </span>
      {safe > 0 ? (
        <Button size="s" icon={Sparkles} onClick={() => setFixing(true)}>
          Fix {safe} safely…
        </Button>
      ) : null}
      <Segmented
        label="Group problems"
        value={by}
        onChange={onBy}
        options={[
          { value: 'node', label: 'By node' },
          { value: 'rule', label: 'By rule' },
        ]}
      />
      {isFixing ? <FixAllDialog onClose={() => setFixing(false)} /> : null}
    </div>
  );
}

type Row =
  | { readonly kind: 'head'; readonly key: string; readonly count: number }
  | { readonly kind: 'problem'; readonly key: string; readonly problem: Problem };

/** Rows out of sight are not in the page: a pasted pipeline may bring thousands of problems. */
function Groups({ problems, by }: { problems: readonly Problem[]; by: GroupBy }) {
  const doc = useDocument((state) => state.doc);
  const current = useWatch((state) => state.problem);
  const place = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () =>
      groupProblems(problems, by, indexOf(doc).placeOf).flatMap((group): Row[] => [
        { kind: 'head', key: `group ${group.key}`, count: group.problems.length },
        ...group.problems.map((problem): Row => ({ kind: 'problem', key: problem.key, problem })),
      ]),
    [problems, by, doc],
  );
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: (index) => (rows[index]?.kind === 'head' ? 30 : 28),
    getItemKey: (index) => `${index} ${rows[index]?.key}`,
    overscan: 20,
  });
  useEffect(() => {
    const at = rows.findIndex(({ key }) => key === current);
    if (at >= 0) list.scrollToIndex(at, { align: 'auto' });
  }, [current, rows, list]);
  return (
    <div ref={place} className={styles.scroll}>
      <ul style={{ height: list.getTotalSize() }} aria-label="Problems">
        {list.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index]!;
          return (
            <li
              key={key}
              ref={list.measureElement}
              data-index={index}
              className={row.kind === 'head' ? styles.group : styles.problem}
              data-severity={row.kind === 'problem' ? row.problem.severity : undefined}
              data-current={(row.kind === 'problem' && row.key === current) || undefined}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row.kind === 'head' ? (
                <GroupHead id={row.key.slice(6)} by={by} count={row.count} />
              ) : (
                <Line problem={row.problem} by={by} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function GroupHead({ id, by, count }: { id: string; by: GroupBy; count: number }) {
  const node = useDocument((state) => (by === 'node' ? state.doc.nodes[id] : undefined));
  const title = by === 'rule' ? ruleTitle(id) : node ? titleOf(node) : id || 'Pipeline';
  return (
    <h3 data-cat={definitionOf(node)?.category}>
      <Icon icon={by === 'rule' ? 'list-checks' : (definitionOf(node)?.ui.icon ?? 'workflow')} size="s" />
      {title}
      <span>{count}</span>
    </h3>
  );
}

function Line({ problem, by }: { problem: Problem; by: GroupBy }) {
  const editor = useEditor();
  const node = useDocument((state) => (problem.node === undefined ? undefined : state.doc.nodes[problem.node]));
  const { from } = problem;
  const fix = from.kind === 'drawing' ? from.diagnostic.fix : undefined;
  const place = [
    by === 'rule' && node ? titleOf(node) : undefined,
    problem.where,
    from.kind === 'run' ? `run ${from.run}` : undefined,
  ].filter(Boolean);
  return (
    <>
      <button type="button" onClick={() => visitProblem(editor, problem)}>
        <span className={styles.glyph} role="img" aria-label={problem.severity}>
          {problem.severity === 'error' ? <StateGlyph kind="failed" /> : <WarningGlyph />}
        </span>
        <span>
          {problem.message}
          {problem.hint ? <small>{problem.hint}</small> : null}
          {place.length > 0 ? <span className={styles.place}>{place.join(' · ')}</span> : null}
        </span>
      </button>
      {fix && from.kind === 'drawing' ? (
        <Button size="s" onClick={() => applyFix(editor, from.diagnostic)}>
          {fix.title}
        </Button>
      ) : null}
    </>
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

'use client';

import type { RefObject } from 'react';
import { Button } from '@/app/_ui/button';
import type { ExprProblem } from '@/nodes/kernel/expr/read-expr';
import styles from './expression-input.module.css';
import { writeInto } from './write-into';

const SHOWN = 3;

interface ProblemsProps {
  text: string;
  problems: readonly ExprProblem[];
  area: RefObject<HTMLTextAreaElement | null>;
}

/** What is wrong, in the order of the text. A sentence leads to its characters; a likely answer is one click away. */
export function Problems({ text, problems, area }: ProblemsProps) {
  if (problems.length === 0) return null;
  const goTo = ({ from, to }: ExprProblem) => {
    area.current?.focus();
    area.current?.setSelectionRange(from, to);
  };
  const isSeveral = problems.length > 1;
  return (
    <ul className={styles.problems}>
      {problems.slice(0, SHOWN).map((problem) => (
        <li key={`${problem.from} ${problem.message}`}>
          <p>
            <button type="button" className={styles.goTo} onClick={() => goTo(problem)} title="Go to these characters">
              {isSeveral ? <code>{excerpt(text, problem)}</code> : null}
              {problem.message}
            </button>
            {problem.hint ? <span> {problem.hint}</span> : null}
          </p>
          {problem.replacement === undefined ? null : (
            <Button size="s" onClick={() => area.current && writeInto(area.current, problem, problem.replacement!)}>
              Write {shortened(problem.replacement)}
            </Button>
          )}
        </li>
      ))}
      {problems.length > SHOWN ? <li className={styles.more}>and {problems.length - SHOWN} more</li> : null}
    </ul>
  );
}

const shortened = (text: string): string => (text.length > 28 ? `${text.slice(0, 27)}…` : text);

const excerpt = (text: string, { from, to }: ExprProblem): string => shortened(text.slice(from, to).trim());

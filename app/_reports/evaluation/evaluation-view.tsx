'use client';

import { type MouseEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { ModelReport } from '@/nodes/evaluate/evaluation-report';
import { CalibrationSection } from './calibration-section';
import { DecisionSection } from './decision-section';
import { ErrorsSection } from './errors-section';
import styles from './evaluation.module.css';
import { LearningCurveSection } from './learning-curve-section';
import { MetricsSection } from './metrics-section';
import { OverviewSection } from './overview-section';
import { RankingSection } from './ranking-section';
import { ResidualSection } from './residual-section';
import type { OnThreshold } from './threshold-chooser';

export interface EvaluationViewProps {
  readonly report: ModelReport;
  /** Given where the pipeline can be edited: the chosen threshold is written into its settings. */
  readonly onThreshold?: OnThreshold | undefined;
}

interface ReportSection {
  readonly id: string;
  readonly title: string;
  /** What the section answers. */
  readonly asks: string;
  readonly content: ReactNode;
}

/** The whole report of an evaluation, with an index. It knows a report and nothing of the editor. */
export function EvaluationView({ report, onThreshold }: EvaluationViewProps) {
  const prefix = useId();
  const sections = sectionsOf(report, onThreshold);
  const body = useRef<HTMLDivElement>(null);
  const [current, hold] = useSectionInView(body, sections.length);
  const go = (event: MouseEvent, id: string) => {
    event.preventDefault();
    const target = document.getElementById(`${prefix}${id}`);
    hold(`${prefix}${id}`);
    target?.scrollIntoView({ block: 'start' });
    target?.focus({ preventScroll: true });
  };
  return (
    <div className={styles.view}>
      <nav className={styles.index} aria-label="Sections of the report" data-not-in-file>
        {sections.map(({ id, title }) => (
          <a
            key={id}
            href={`#${prefix}${id}`}
            aria-current={current === `${prefix}${id}` ? 'location' : undefined}
            onClick={(event) => go(event, id)}
          >
            {title}
          </a>
        ))}
      </nav>
      <div ref={body} className={styles.body}>
        {sections.map(({ id, title, asks, content }) => (
          <section key={id} id={`${prefix}${id}`} aria-label={title} tabIndex={-1} className={styles.section}>
            <header>
              <h2>{title}</h2>
              <p>{asks}</p>
            </header>
            {content}
          </section>
        ))}
      </div>
    </div>
  );
}

function sectionsOf(report: ModelReport, onThreshold: OnThreshold | undefined): ReportSection[] {
  const { worst, learningCurve } = report;
  return [
    {
      id: 'overview',
      title: 'Overview',
      asks: 'Is it good enough, and better than knowing nothing?',
      content: <OverviewSection report={report} />,
    },
    {
      id: 'metrics',
      title: 'Metrics',
      asks: 'Every measure, how sure it is, and what the baseline reaches.',
      content: <MetricsSection report={report} />,
    },
    ...(report.task === 'classification'
      ? [
          {
            id: 'decisions',
            title: report.positive === null ? 'Confusion' : 'Confusion and threshold',
            asks:
              report.positive === null
                ? 'Which class is taken for which.'
                : 'What is decided at each threshold, and what that costs.',
            content: <DecisionSection report={report} onThreshold={onThreshold} />,
          },
          {
            id: 'ranking',
            title: report.positive === null ? 'Classes' : 'Ranking',
            asks:
              report.positive === null
                ? 'How well each class is found.'
                : `Whether “${report.positive}” stands above the rest, whatever the threshold.`,
            content: <RankingSection report={report} />,
          },
          {
            id: 'calibration',
            title: 'Calibration',
            asks: 'Whether scores may be read as probabilities.',
            content: <CalibrationSection report={report} />,
          },
        ]
      : [
          {
            id: 'residuals',
            title: 'Residuals',
            asks: 'How far predictions miss, to which side, and on what that depends.',
            content: <ResidualSection report={report} />,
          },
        ]),
    ...(worst && worst.rows.length > 0
      ? [
          {
            id: 'errors',
            title: 'Errors',
            asks: 'The rows it is furthest off on, with all their columns.',
            content: <ErrorsSection report={report} worst={worst} />,
          },
        ]
      : []),
    ...(learningCurve
      ? [
          {
            id: 'learning',
            title: 'Learning curve',
            asks: 'Would more rows help?',
            content: <LearningCurveSection report={report} curve={learningCurve} />,
          },
        ]
      : []),
  ];
}

/** How long a chosen section stays marked while the report scrolls to it; the last ones may never reach the top. */
const HOLD = 800;

/** The id of the section that is read, and a way to mark the one that is gone to. */
function useSectionInView(
  body: RefObject<HTMLDivElement | null>,
  count: number,
): [string | undefined, (id: string) => void] {
  const [current, setCurrent] = useState<string>();
  const heldUntil = useRef(0);
  useEffect(() => {
    const sections = [...(body.current?.children ?? [])];
    if (sections.length !== count) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const entered = entries.find((entry) => entry.isIntersecting);
        if (entered && Date.now() > heldUntil.current) setCurrent(entered.target.id);
      },
      // A line a quarter down the view: one section lies across it.
      { rootMargin: '-25% 0px -74% 0px' },
    );
    for (const section of sections) observer.observe(section);
    return () => observer.disconnect();
  }, [body, count]);
  const hold = (id: string) => {
    heldUntil.current = Date.now() + HOLD;
    setCurrent(id);
  };
  return [current, hold];
}

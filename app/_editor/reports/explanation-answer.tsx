'use client';

import { useState } from 'react';
import { formatFigure } from '@/app/_ui/figures';
import { Segmented } from '@/app/_ui/toggles';
import type { ExplanationReport } from '@/nodes/explain/explanation-report';
import { inAnswerUnits, inProbabilities } from '@/server/explanation/answer-units';
import styles from './explanation.module.css';
import { Waterfall } from './explanation-waterfall';
import { answerUnit, answerWords, marginUnit } from './explanation-words';

/** One row as a model answers and explains it, by output. */
export interface ExplainedAnswer {
  readonly margins: readonly number[];
  readonly answers: readonly number[];
  /** By output and column, in the order the model reads them. */
  readonly contributions: readonly (readonly number[])[];
  /** What the columns hold, in words, in that order. */
  readonly values: readonly string[];
}

export interface ExplanationAnswerProps {
  report: Pick<ExplanationReport, 'task' | 'link' | 'target' | 'outputs' | 'read' | 'isCalibrated'>;
  output: number;
  shown: ExplainedAnswer;
  /** Columns whose value someone changed. */
  changed?: ReadonlySet<string>;
  /** The answer itself stands elsewhere. */
  isBrief?: boolean;
}

/** The answer of a row, and the waterfall that leads to it, in margins or in the unit of the answer. */
export function ExplanationAnswer({ report, output, shown, changed, isBrief }: ExplanationAnswerProps) {
  const { task, target, outputs, read } = report;
  const other = answerUnit(report);
  const isPossible = other !== undefined && !(outputs.length > 1 && report.isCalibrated);
  const [unit, setUnit] = useState<'margin' | 'answer'>('margin');
  const inAnswers = isPossible && unit === 'answer';
  const subject = outputs[output]?.class === undefined ? target : `${target} = ${outputs[output].class}`;
  const { base, contributions } = inAnswers ? converted(report, output, shown) : inMargins(report, output, shown);
  const parts = read.map(({ column }, at) => {
    const isChanged = changed?.has(column) ?? false;
    return { column, value: shown.values[at] ?? '', contribution: contributions[at]!, isChanged };
  });
  return (
    <div className={styles.answer}>
      <div className={styles.verdict} aria-live="polite">
        {isBrief ? null : (
          <>
            <b>{answerWords(task, shown.answers[output]!)}</b>
            <span>{subject}</span>
          </>
        )}
        <span className={styles.muted}>on average {answerWords(task, outputs[output]!.baseAnswer)}</span>
        {isPossible ? (
          <Segmented
            label="Unit of the contributions"
            value={unit}
            onChange={setUnit}
            options={[
              { value: 'margin', label: marginUnit(report) },
              { value: 'answer', label: other },
            ]}
          />
        ) : (
          <span className={styles.muted}>in {marginUnit(report)}</span>
        )}
      </div>
      <Waterfall
        base={base}
        parts={parts}
        written={(value) => (inAnswers ? answerWords(task, value) : formatFigure(value))}
        label={`Contributions to ${subject}, in ${inAnswers ? other : marginUnit(report)}`}
        end={changed && changed.size > 0 ? 'the changed row' : 'this row'}
      />
    </div>
  );
}

function inMargins({ outputs }: ExplanationAnswerProps['report'], output: number, shown: ExplainedAnswer) {
  return { base: outputs[output]!.base, contributions: shown.contributions[output]! };
}

function converted({ outputs, link }: ExplanationAnswerProps['report'], output: number, shown: ExplainedAnswer) {
  if (outputs.length > 1) {
    const all = inProbabilities(
      outputs.map(({ base }) => base),
      shown.contributions,
    );
    return { base: all.base[output]!, contributions: all.contributions[output]! };
  }
  const { base, baseAnswer } = outputs[0]!;
  const from = { margin: base, answer: baseAnswer };
  const to = { margin: shown.margins[0]!, answer: shown.answers[0]! };
  return {
    base: baseAnswer,
    contributions: inAnswerUnits(shown.contributions[0]!, from, to, slopeAt(link, baseAnswer)),
  };
}

/** What a unit of the margin is worth where a row is answered as the average is. */
function slopeAt(link: ExplanationReport['link'], answer: number): number {
  if (link === 'logistic') return answer * (1 - answer);
  return link === 'log' ? answer : 1;
}

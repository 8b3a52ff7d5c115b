import { CodeBlock } from '@/app/_ui/code-block';
import { EmptyState, Note, Skeleton } from '@/app/_ui/feedback';
import { formatDecimal, formatFigure, formatShare } from '@/app/_ui/figures';
import { State, StateGlyph } from '@/app/_ui/glyphs';
import type { ContractView } from '@/server/api/endpoints';
import type { RowAnswer } from '@/server/gateway/contract/answer-rows';
import styles from '../endpoints.module.css';
import { AnswerExplanation } from './answer-explanation';
import type { Asked } from './use-asking';

interface Answered {
  readonly requestId: string;
  readonly modelVersion: number;
  readonly predictions: readonly RowAnswer[];
  readonly latencyMs: number;
}

interface Refused {
  readonly error?: { readonly code?: string; readonly message?: string; readonly hint?: string };
}

export interface AnswerViewProps {
  contract: ContractView;
  /** The last question with its answer, and the one that Send asked. */
  asked: Asked | undefined;
  sent: Asked | undefined;
  isAsking: boolean;
}

/** What the gateway answered, whatever its status. */
export function AnswerView({ contract, asked, sent, isAsking }: AnswerViewProps) {
  if (isAsking && !asked) return <Skeleton height={120} />;
  if (!asked) {
    return (
      <EmptyState icon="send" title="Nothing asked yet">
        Send the row: the answer comes from the gateway, as for any caller.
      </EmptyState>
    );
  }
  const { answer, row } = asked;
  const answered = answeredOf(asked);
  const explanation = answered?.predictions[0]?.explanation;
  return (
    <div className={styles.answer} aria-live="polite">
      <div className={styles.tryBar} style={{ marginBottom: 0 }}>
        <span>Answer</span>
        <State kind={answered ? 'done' : 'failed'} words={String(answer.status)} />
        <span>
          {formatDecimal(answered?.latencyMs ?? answer.latencyMs, 1)} ms
          {answered ? `, model ${answered.modelVersion}` : ''}
        </span>
      </div>
      {answered?.predictions[0] ? (
        <>
          <Verdict contract={contract} row={answered.predictions[0]} />
          {explanation && contract.explanation ? (
            <AnswerExplanation
              contract={contract}
              served={contract.explanation}
              explanation={explanation}
              row={row}
              before={sent && { row: sent.row, explanation: answeredOf(sent)?.predictions[0]?.explanation }}
            />
          ) : null}
          <dl className={styles.answerFacts}>
            <dt>Request</dt>
            <dd className={styles.mono} title={answered.requestId}>
              {answered.requestId}
            </dd>
            <dt>In the gateway</dt>
            <dd>{formatDecimal(answered.latencyMs, 2)} ms</dd>
            <dt>Round trip</dt>
            <dd>{formatDecimal(answer.latencyMs, 1)} ms from this server</dd>
          </dl>
        </>
      ) : (
        <Refusal body={answer.body as Refused} />
      )}
    </div>
  );
}

const answeredOf = ({ answer }: Asked): Answered | undefined =>
  answer.status === 200 ? (answer.body as Answered) : undefined;

function Verdict({ contract, row }: { contract: ContractView; row: RowAnswer }) {
  if (row.rejected !== undefined) {
    return (
      <Note tone="warn" glyph={<StateGlyph kind="skipped" />} title="Rejected">
        {row.rejected}
      </Note>
    );
  }
  if (typeof row.prediction === 'object' && row.prediction !== null) {
    return <CodeBlock language="json" code={JSON.stringify(row.prediction, null, 2)} maxHeight={240} label="answer" />;
  }
  const classes = Object.entries(row.probabilities ?? {});
  if (classes.length === 2 && row.score !== null) return <Binary contract={contract} row={row} score={row.score} />;
  return (
    <>
      <div className={styles.verdict}>
        <b>{typeof row.prediction === 'number' ? formatFigure(row.prediction, 6) : String(row.prediction)}</b>
        <span className={styles.muted}>{contract.target}</span>
      </div>
      {classes.length > 0 ? (
        <ul className={styles.classes}>
          {classes
            .sort((a, b) => b[1] - a[1])
            .slice(0, 8)
            .map(([name, probability]) => (
              <li key={name} data-chosen={name === row.prediction || undefined}>
                <span>{name}</span>
                <i style={{ width: `${probability * 100}%` }} />
                <span>{formatShare(probability, 1)}</span>
              </li>
            ))}
        </ul>
      ) : null}
    </>
  );
}

function Binary({ contract, row, score }: { contract: ContractView; row: RowAnswer; score: number }) {
  const threshold = contract.threshold ?? 0.5;
  const positive = contract.classes?.[contract.positive ?? 1] ?? 'positive';
  return (
    <>
      <div className={styles.verdict}>
        <b>{formatDecimal(score, 2)}</b>
        <span className={styles.muted}>probability of {positive}</span>
        <span>
          {contract.target} = {String(row.prediction)}
        </span>
      </div>
      <div>
        <div className={styles.meter} role="img" aria-label={`Probability of ${positive} ${formatDecimal(score, 3)}`}>
          <i style={{ width: `${score * 100}%` }} />
          <u style={{ left: `calc(${threshold * 100}% - 1px)` }} />
        </div>
        <div className={styles.scale}>
          <span>0</span>
          <span style={{ left: `${threshold * 100}%` }}>
            {positive} from {formatDecimal(threshold, 2)}
          </span>
          <span>1</span>
        </div>
      </div>
    </>
  );
}

function Refusal({ body }: { body: Refused }) {
  const { error } = body;
  return (
    <>
      <Note tone="bad" glyph={<StateGlyph kind="failed" />} title={error?.message ?? 'The gateway refused the row.'}>
        {error?.hint}
      </Note>
      <CodeBlock language="json" code={JSON.stringify(body, null, 2)} maxHeight={180} label="answer" />
    </>
  );
}

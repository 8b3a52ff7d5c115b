import { formatInteger } from '@/app/_ui/figures';
import { Table, type TableColumn } from '@/app/_ui/table';
import { Tooltip } from '@/app/_ui/tooltip';
import { describeLabels, type LeakageProof, type LearnedStep } from '@/nodes/kernel/learned-from';
import styles from './proof.module.css';

const columns: readonly TableColumn<LearnedStep>[] = [
  {
    key: 'step',
    header: 'Step',
    render: (step) => (
      <Tooltip content={describeLabels(step)}>
        <span>
          {step.title}
          {step.labels === 'computed-earlier' ? <span className={styles.muted}> before the split</span> : null}
        </span>
      </Tooltip>
    ),
  },
  { key: 'learned', header: 'Learned', render: (step) => <Learned step={step} /> },
  { key: 'rows', header: 'From rows', align: 'end', render: ({ from }) => formatInteger(from.rows) },
  { key: 'part', header: 'Part', render: ({ from }) => from.part ?? 'all: no split' },
  {
    key: 'hash',
    header: 'Hash of their values',
    render: ({ from }) => (
      <Tooltip content={`${from.hash}, over ${from.columns} ${from.columns === 1 ? 'column' : 'columns'}`}>
        <code className={styles.hash}>{from.hash.slice(0, 12)}</code>
      </Tooltip>
    ),
  },
];

/** Every step that learned on the way to a model: what, and from which rows. */
export function ProofSteps({ proof }: { proof: LeakageProof }) {
  return (
    <Table
      label="What was learned, and from which rows"
      density="dense"
      columns={columns}
      rows={proof.steps}
      rowKey={(step) => step.key ?? step.type}
      empty={<p className={styles.muted}>Nothing was learned on the way.</p>}
    />
  );
}

const few = 2;

function Learned({ step }: { step: LearnedStep }) {
  const words = step.learned.map(wordsOf);
  const shown = words.slice(0, few).join(', ');
  return (
    <Tooltip content={words.join(', ')}>
      <span className={styles.learned}>
        {shown}
        {words.length > few ? <span className={styles.muted}> and {words.length - few} more</span> : null}
      </span>
    </Tooltip>
  );
}

/** `plan categories (3)`; of the model: `100 trees for churn`. */
function wordsOf({ name, type, size }: LearnedStep['learned'][number]): string {
  if (type === 'trees') return `${formatInteger(size)} trees for ${name}`;
  if (type === 'linear') return `${formatInteger(size)} coefficients for ${name}`;
  return size === 1 ? name : `${name} (${formatInteger(size)})`;
}

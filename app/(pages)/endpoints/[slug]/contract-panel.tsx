import { Download } from 'lucide-react';
import { seenWords } from '@/app/_editor/reports/contract-words';
import { EmptyState } from '@/app/_ui/feedback';
import { IconButton } from '@/app/_ui/icon-button';
import { Panel } from '@/app/_ui/panel';
import { Table, type TableColumn } from '@/app/_ui/table';
import type { ContractView, EndpointDetail } from '@/server/api/endpoints';
import type { ContractColumn } from '@/server/compiler/emit/onnx';
import styles from '../endpoints.module.css';

const typeWords = ({ type, categories, moreCategories }: ContractColumn): string =>
  type === 'text' && categories && categories.length <= 5 && !moreCategories ? `one of ${categories.length}` : type;

const columns: readonly TableColumn<ContractColumn>[] = [
  {
    key: 'name',
    header: 'Field',
    render: (column) => (
      <>
        <span className={styles.mono}>{column.name}</span>
        {column.nullable ? <span className={styles.optional}>optional</span> : null}
      </>
    ),
  },
  { key: 'type', header: 'Type', width: 76, render: typeWords },
  {
    key: 'seen',
    header: 'Seen in training',
    render: (column) => (
      <span className={styles.muted} title={column.categories?.join(', ')}>
        {seenWords(column)}
      </span>
    ),
  },
];

/** What the answer is, in a line. */
function answerWords(contract: ContractView): string {
  if (contract.answers === 'number') return `${contract.target ?? 'prediction'}, a number`;
  if (contract.answers === 'columns') return contract.outputs.map((output) => output.name).join(', ');
  const classes = contract.classes ?? [];
  const names = classes.length <= 4 ? classes.join(', ') : `${classes.length} classes`;
  return `${contract.target ?? 'prediction'}: ${names}, with probabilities`;
}

/** What a request must carry; derived from the pipeline, never written by hand. */
export function ContractPanel({ endpoint }: { endpoint: EndpointDetail }) {
  const { contract, current } = endpoint;
  return (
    <Panel
      className={styles.contract}
      title="Contract"
      note={current ? `derived from model ${current.number}` : undefined}
      flush
      actions={
        <IconButton
          label="OpenAPI as JSON"
          icon={Download}
          size="s"
          onClick={() => window.open(endpoint.openApiUrl, '_blank', 'noopener')}
        />
      }
      foot={
        contract ? (
          <>
            <span className={styles.muted}>Answer</span> {answerWords(contract)}
          </>
        ) : undefined
      }
    >
      {contract ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard
        <section className={styles.scroll} aria-label="Request fields" tabIndex={0}>
          <Table label="Request fields" columns={columns} rows={contract.columns} rowKey={(column) => column.name} />
        </section>
      ) : (
        <EmptyState title="No contract yet">It is derived when a version is published.</EmptyState>
      )}
    </Panel>
  );
}

'use client';

import { CodeBlock } from '../_ui/code-block';
import { Markdown } from '../_ui/markdown';
import { Panel } from '../_ui/panel';
import styles from './kit.module.css';

const request = `{
  "customerID": "7590-VHVEG",
  "tenure": 1,
  "Contract": "Month-to-month",
  "TotalCharges": null,
  "PaperlessBilling": true
}`;

const sql = `-- the same expression, for DuckDB
select coalesce(TotalCharges, 679.55) as TotalCharges
from customers where tenure > 30 and Contract = 'One year'`;

const docs = `Fills what is missing, with a **value that was learned from training rows** or with a constant.

- \`median\` and \`mean\` work on numbers
- \`most frequent\` works on everything

See [how partitions travel](/docs/partitions).`;

/** Markdown and code. */
export function WordParts() {
  return (
    <div className={styles.columns}>
      <Panel title="Markdown">
        <Markdown>{docs}</Markdown>
      </Panel>
      <Panel title="Request">
        <CodeBlock code={request} language="json" label="request" />
      </Panel>
      <Panel title="SQL">
        <CodeBlock code={sql} language="sql" label="SQL" wrap />
      </Panel>
    </div>
  );
}

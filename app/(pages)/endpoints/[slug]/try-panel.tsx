'use client';

import { RotateCcw, Send } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { CodeBlock } from '@/app/_ui/code-block';
import { EmptyState } from '@/app/_ui/feedback';
import { TextArea } from '@/app/_ui/input';
import { Panel } from '@/app/_ui/panel';
import { Segmented, Switch } from '@/app/_ui/toggles';
import type { ContractView, EndpointDetail } from '@/server/api/endpoints';
import styles from '../endpoints.module.css';
import { AnswerView } from './answer-view';
import { RowForm } from './row-form';
import { exampleRow, inventedRow, type Row } from './sample-row';
import { curlSnippet, pythonSnippet } from './snippets';
import { useAsking } from './use-asking';

type View = 'form' | 'json' | 'curl' | 'python';
const viewWords: Record<View, string> = { form: 'Form', json: 'JSON', curl: 'curl', python: 'Python' };

/** Asks the endpoint with one row, as any caller would. */
export function TryPanel({ endpoint }: { endpoint: EndpointDetail }) {
  const [view, setView] = useState<View>('form');
  const [wantsWhy, setWantsWhy] = useState(true);
  const canExplain = endpoint.contract?.explanation !== undefined;
  return (
    <Panel
      className={styles.try}
      flush
      title="Try it"
      actions={
        <>
          {canExplain ? <Switch checked={wantsWhy} onChange={setWantsWhy} label="Explain" /> : null}
          <Segmented
            label="How to write the request"
            value={view}
            onChange={setView}
            options={(Object.keys(viewWords) as View[]).map((value) => ({ value, label: viewWords[value] }))}
          />
        </>
      }
    >
      {endpoint.contract ? (
        <Request endpoint={endpoint} contract={endpoint.contract} view={view} explains={canExplain && wantsWhy} />
      ) : (
        <EmptyState title="Nothing to ask yet">Publish a saved version of the pipeline first.</EmptyState>
      )}
    </Panel>
  );
}

interface RequestProps {
  endpoint: EndpointDetail;
  contract: ContractView;
  view: View;
  explains: boolean;
}

function Request({ endpoint, contract, view, explains }: RequestProps) {
  const [row, setRow] = useState<Row>(() => exampleRow(contract.columns));
  const [text, setText] = useState(() => written(row));
  const parsed = view === 'json' ? parsedRow(text) : row;
  const asking = useAsking(endpoint.slug, parsed, explains);
  const change = (next: Row) => {
    setRow(next);
    setText(written(next));
  };
  return (
    <div className={styles.tryGrid} data-explains={explains || undefined}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (parsed) asking.send(parsed);
        }}
      >
        <div className={styles.tryBar}>
          <span>Request</span>
          <Button size="s" variant="ghost" icon={RotateCcw} onClick={() => change(inventedRow(contract.columns))}>
            Another row
          </Button>
          <Button
            size="s"
            variant="primary"
            type="submit"
            icon={Send}
            busy={asking.isAsking}
            disabled={parsed === undefined}
          >
            Send
          </Button>
        </div>
        {view === 'form' ? (
          <RowForm columns={contract.columns} row={row} onChange={change} />
        ) : view === 'json' ? (
          <>
            <TextArea
              mono
              className={styles.json}
              aria-label="The row as JSON"
              invalid={parsed === undefined}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                const next = parsedRow(event.target.value);
                if (next) setRow(next);
              }}
            />
            {parsed === undefined ? <p className={styles.bad}>This is not one JSON object.</p> : null}
          </>
        ) : (
          <CodeBlock
            wrap
            maxHeight={304}
            language={view === 'curl' ? 'bash' : 'python'}
            label={view}
            code={(view === 'curl' ? curlSnippet : pythonSnippet)(endpoint.predictUrl, row, explains)}
          />
        )}
      </form>
      <div>
        <AnswerView contract={contract} asked={asking.last} sent={asking.sent} isAsking={asking.isAsking} />
      </div>
    </div>
  );
}

const written = (row: Row): string => JSON.stringify(row, null, 2);

function parsedRow(text: string): Row | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : undefined;
  } catch {
    return undefined;
  }
}

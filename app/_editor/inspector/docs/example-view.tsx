'use client';

import { settingLabel, valueWords } from '@/app/_frame/setting-words';
import { Button } from '@/app/_ui/button';
import { catalogue } from '@/nodes/catalogue.gen';
import type { NodeExample } from '@/nodes/kernel/examples';
import { useEditor } from '../../editor';
import styles from './docs.module.css';
import { ExampleTableView, partColumn } from './example-table';

/** One example: the settings, the rows that go in and the rows that come out. */
export function ExampleView({ id, type, example }: { id: string; type: string; example: NodeExample }) {
  const editor = useEditor();
  const { title, config, partition } = example;
  const settings = Object.entries(config);
  const inputs = Object.entries(example.in);
  const outputs = Object.entries(example.out ?? {});
  const before = new Set(inputs.flatMap(([, table]) => table.columns));
  return (
    <article className={styles.example}>
      <header>
        <h3>{title}</h3>
        {settings.length > 0 ? (
          <Button
            size="s"
            title="Sets this node as the example is set; columns that your table lacks are yours to choose"
            onClick={() => {
              editor.document.getState().dispatch([{ kind: 'set-config', id, config }], 'Use an example’s settings');
              editor.view.setState({ inspectorTab: 'configure' });
            }}
          >
            Use these settings
          </Button>
        ) : null}
      </header>
      {settings.length > 0 ? (
        <dl className={styles.settings}>
          {settings.map(([name, value]) => (
            <div key={name}>
              <dt>{settingLabel(type, [name])}</dt>
              <dd>{valueWords(value)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {inputs.map(([port, table]) => (
        <ExampleTableView
          key={port}
          caption={inputs.length > 1 ? `In: ${portName(type, 'in', port)}` : 'In'}
          table={partition && port === inputs[0]?.[0] ? partColumn(table, partition) : table}
        />
      ))}
      {outputs.map(([port, table]) => (
        <ExampleTableView
          key={port}
          caption={outputs.length > 1 ? `Out: ${portName(type, 'out', port)}` : 'Out'}
          table={table}
          isNew={(column) => !before.has(column)}
        />
      ))}
    </article>
  );
}

function portName(type: string, side: 'in' | 'out', port: string): string {
  return catalogue[type]?.ports[side][port]?.title ?? port;
}

'use client';

import { Button } from '@/app/_ui/button';
import { formatInteger } from '@/app/_ui/figures';
import { TextArea } from '@/app/_ui/input';
import { Section } from '@/app/_ui/panel';
import { perform } from '../commands/perform';
import { useDocument, useEditor, useView } from '../editor';
import styles from './inspector.module.css';

/** Nothing, or several nodes, are selected: the pipeline itself, or what can be done with many. */
export function NoNode() {
  const count = useView((state) => state.selection.size);
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      {count > 1 ? <Several count={count} /> : <Pipeline />}
    </aside>
  );
}

function Several({ count }: { count: number }) {
  const editor = useEditor();
  return (
    <div className={styles.panel}>
      <header className={styles.plainHead}>
        <h2>{count} nodes selected</h2>
        <p>Alt with the arrow keys moves them together.</p>
      </header>
      <div className={styles.several}>
        <Button size="s" onClick={() => perform(editor, 'duplicate')}>
          Duplicate
        </Button>
        <Button size="s" onClick={() => perform(editor, 'arrange')}>
          Arrange
        </Button>
        <Button size="s" variant="danger" onClick={() => perform(editor, 'delete')}>
          Delete
        </Button>
      </div>
    </div>
  );
}

function Pipeline() {
  const editor = useEditor();
  const description = useDocument((state) => state.doc.description);
  const name = useDocument((state) => state.doc.name);
  const nodes = useDocument((state) => Object.keys(state.doc.nodes).length);
  const parameters = useDocument((state) => state.doc.parameters);
  const names = Object.keys(parameters);
  return (
    <div className={styles.panel}>
      <header className={styles.plainHead}>
        <h2>{name}</h2>
        <p>
          {nodes === 0
            ? 'No nodes yet.'
            : `${formatInteger(nodes)} ${nodes === 1 ? 'node' : 'nodes'}. Select one to configure it.`}
        </p>
      </header>
      <Section title="What it is for">
        <TextArea
          aria-label="Description of the pipeline"
          rows={4}
          value={description ?? ''}
          placeholder="A sentence for the next person"
          onChange={(event) =>
            editor.document
              .getState()
              .dispatch([{ kind: 'set-description', description: event.target.value }], 'Description', {
                slot: 'description',
              })
          }
        />
      </Section>
      <Section
        title="Run parameters"
        actions={
          <Button size="s" variant="ghost" onClick={() => perform(editor, 'parameters')}>
            Edit
          </Button>
        }
      >
        {names.length === 0 ? (
          <p className={styles.quiet}>
            None yet. A setting can take its value from a parameter, so that a run can change it.
          </p>
        ) : (
          <ul className={styles.parameters}>
            {names.map((parameter) => (
              <li key={parameter}>
                <b>{parameter}</b>
                <span>{String(parameters[parameter]?.default)}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}

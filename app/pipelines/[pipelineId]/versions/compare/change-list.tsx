import { useEffect, useRef } from 'react';
import { fullWords, valueWords } from '@/app/_frame/setting-words';
import { Badge } from '@/app/_ui/badge';
import { DiffTag } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import { registry } from '@/nodes/registry.gen';
import styles from './compare.module.css';
import type { ComparedNode, FieldChange } from './compared-graph';

export interface ChangeListProps {
  changes: readonly ComparedNode[];
  /** Changes of the document itself. */
  document: readonly FieldChange[];
  labels: { a: string; b: string };
  current: string | null;
  onCurrent: (node: string) => void;
}

/** Every change with its fields, before and after; a click goes there on the canvas. */
export function ChangeList({ changes, document, labels, current, onCurrent }: ChangeListProps) {
  const count = changes.length + document.length;
  return (
    <aside className={styles.side} aria-label="Changes">
      <header className={styles.sideHead}>
        <h2>
          {count} {count === 1 ? 'change' : 'changes'}
        </h2>
      </header>
      {changes.map((change) => (
        <Change
          key={change.id}
          change={change}
          labels={labels}
          isCurrent={change.id === current}
          onClick={() => onCurrent(change.id)}
        />
      ))}
      {document.length > 0 ? (
        <section className={styles.change}>
          <div className={styles.changeHead}>
            <span className={styles.tile}>
              <Icon icon="file-text" />
            </span>
            <span className={styles.changeWords}>
              <b>The document</b>
            </span>
            <Badge look="count">{document.length}</Badge>
          </div>
          <Fields fields={document} labels={labels} />
        </section>
      ) : null}
    </aside>
  );
}

interface ChangeProps extends Pick<ChangeListProps, 'labels'> {
  change: ComparedNode;
  isCurrent: boolean;
  onClick: () => void;
}

function Change({ change, labels, isCurrent, onClick }: ChangeProps) {
  const definition = registry[change.type];
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isCurrent) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  if (change.kind === 'same') return null;
  return (
    <section
      ref={place}
      className={styles.change}
      data-current={isCurrent || undefined}
      data-cat={definition?.category}
    >
      <button type="button" className={styles.changeHead} onClick={onClick}>
        <span className={styles.tile}>
          <Icon icon={definition?.ui.icon ?? 'puzzle'} />
        </span>
        <span className={styles.changeWords}>
          <span>
            <b>{change.title}</b>
            <DiffTag kind={change.kind} look="line" words={change.kind} />
          </span>
          <p>{change.kind === 'rewired' ? change.words : definition?.title}</p>
        </span>
        <span className={styles.effect}>
          {change.fields.length > 0 ? `${change.fields.length} ${change.fields.length === 1 ? 'field' : 'fields'}` : ''}
        </span>
      </button>
      {change.fields.length > 0 ? <Fields fields={change.fields} labels={labels} /> : null}
    </section>
  );
}

function Fields({ fields, labels }: { fields: readonly FieldChange[]; labels: { a: string; b: string } }) {
  return (
    <table className={styles.fields}>
      <thead>
        <tr>
          <th scope="col">
            <span style={{ position: 'absolute', clip: 'rect(0 0 0 0)' }}>Setting</span>
          </th>
          <th scope="col">{labels.a}</th>
          <th scope="col">{labels.b}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.label}>
            <td>{field.label}</td>
            <td className={styles.before} title={fullWords(field.before)}>
              − {valueWords(field.before)}
            </td>
            <td className={styles.after} title={fullWords(field.after)}>
              + {valueWords(field.after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

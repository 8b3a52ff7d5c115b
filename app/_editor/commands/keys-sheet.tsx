'use client';

import { Dialog } from '@/app/_ui/dialog';
import { Kbd } from '@/app/_ui/kbd';
import { allCommands, clipboardKeys } from './all-commands';
import { printedKeys } from './keys';
import styles from './keys-sheet.module.css';

const groups = ['Run', 'Nodes', 'Edit', 'View', 'Pipeline'] as const;
const byHand = [
  { title: 'Pan', keys: 'Space + drag' },
  { title: 'Zoom', keys: 'Ctrl + scroll' },
  { title: 'Copy while dragging', keys: 'Alt + drag' },
  { title: 'Find a node', keys: 'Double click' },
];

/** `?`: every key there is. */
export function KeysSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && onClose()} title="Keys" width={720}>
      <div className={styles.sheet}>
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <ul>
              {allCommands
                .filter(
                  (command) => command.group === group && command.keys.length > 0 && !command.name.endsWith('-far'),
                )
                .map((command) => (
                  <Line key={command.name} words={command.title} keys={command.keys.slice(0, 2).map(printedKeys)} />
                ))}
              {group === 'Edit'
                ? clipboardKeys.map(({ title, keys }) => <Line key={title} words={title} keys={[printedKeys(keys)]} />)
                : null}
            </ul>
          </section>
        ))}
        <section>
          <h3>By hand</h3>
          <ul>
            {byHand.map(({ title, keys }) => (
              <Line key={title} words={title} keys={[keys]} />
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}

function Line({ words, keys }: { words: string; keys: readonly string[] }) {
  return (
    <li>
      <span>{words}</span>
      <span>
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </span>
    </li>
  );
}

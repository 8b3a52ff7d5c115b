'use client';

import { Dialog } from '@/app/_ui/dialog';
import { Kbd } from '@/app/_ui/kbd';
import { allCommands } from './all-commands';
import { commandGroups } from './command';
import { printedKeys } from './keys';
import styles from './keys-sheet.module.css';

/** What a mouse does beyond clicking, in the words of the sheet. */
const byHand: readonly { title: string; keys: readonly string[] }[] = [
  { title: 'Pan', keys: ['Space', 'drag'] },
  { title: 'Zoom', keys: [printedKeys('mod'), 'scroll'] },
  { title: 'Select with a frame', keys: ['drag the canvas'] },
  { title: 'Add to the selection, or take out', keys: [printedKeys('mod'), 'click'] },
  { title: 'Select the path between', keys: [printedKeys('shift'), 'click'] },
  { title: 'Drag a copy', keys: [printedKeys('alt'), 'drag'] },
  { title: 'Find a node to add', keys: ['double click'] },
  { title: 'Add what fits', keys: ['drag a port into the void'] },
  { title: 'Insert into a wire', keys: ['drop a node on it'] },
  { title: 'Replace a node', keys: ['drop a node on it'] },
  { title: 'Rewire or remove a wire', keys: ['drag its end'] },
  { title: 'Everything about it', keys: ['right click'] },
];

interface Line {
  readonly title: string;
  readonly keys: readonly string[];
}

/** The lines of a group: a command each, or a family of commands with all its keys. */
export function linesOf(group: (typeof commandGroups)[number]): Line[] {
  const commands = allCommands.filter((command) => command.group === group && command.keys.length > 0);
  const families = new Map<string, string[]>();
  for (const { family, title, keys } of commands) {
    const own = family === undefined ? keys.slice(0, 2) : keys.slice(0, 1);
    families.set(family ?? title, [...(families.get(family ?? title) ?? []), ...own.map(printedKeys)]);
  }
  return [...families].map(([title, keys]) => ({ title, keys }));
}

/** `?`: every key there is. */
export function KeysSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && onClose()} title="Keys" width={1040}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className={styles.scroll} tabIndex={0} aria-label="All keys">
        <div className={styles.sheet}>
          {commandGroups.map((group) => (
            <Section key={group} title={group} lines={linesOf(group)} />
          ))}
          <Section title="By hand" lines={byHand} />
        </div>
      </section>
    </Dialog>
  );
}

function Section({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line.title}>
            <span>{line.title}</span>
            <span>
              {line.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

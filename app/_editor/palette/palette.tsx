'use client';

import { Plus, Search } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Icon } from '@/app/_ui/icon';
import { Input } from '@/app/_ui/input';
import { Kbd } from '@/app/_ui/kbd';
import { categoryWords } from '@/app/_ui/vocabulary';
import { catalogue } from '@/nodes/catalogue.gen';
import type { CatalogueNode } from '@/nodes/kernel/catalogue';
import { CATEGORIES } from '@/nodes/kernel/define-node';
import { addNodeInSight } from '../canvas/add-node';
import { startNodeDrag } from '../canvas/use-drops';
import { useEditor } from '../editor';
import styles from './palette.module.css';
import { scoreNode } from './score-node';

const groups = CATEGORIES.map((category) => ({
  category,
  definitions: Object.values(catalogue)
    .filter((definition) => definition.category === category)
    .sort((a, b) => a.title.localeCompare(b.title)),
})).filter(({ definitions }) => definitions.length > 0);

const all = groups.flatMap(({ definitions }) => definitions);

/** What was looked for, the best answer first. */
const ranked = (typed: string): CatalogueNode[] =>
  all
    .map((definition) => ({ definition, score: scoreNode(definition, typed) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ definition }) => definition);

/** Every node type, by category. A node is dragged onto the canvas, or added by a click. */
export function Palette() {
  const editor = useEditor();
  const [query, setQuery] = useState('');
  const root = useRef<HTMLElement>(null);
  const isLooking = query.trim() !== '';
  const found = isLooking ? ranked(query) : [];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setQuery('');
    if (event.key === 'Enter' && found[0]) {
      addNodeInSight(editor, found[0].type);
      setQuery('');
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const items = [...(root.current?.querySelectorAll<HTMLElement>('input, [data-item]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[Math.max(0, Math.min(items.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
  };

  return (
    <nav ref={root} className={styles.palette} aria-label="Nodes" onKeyDown={onKeyDown}>
      <div className={styles.find}>
        <Input
          icon={Search}
          placeholder="Find a node"
          aria-label="Find a node in the palette"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          suffix={<Kbd>/</Kbd>}
        />
      </div>
      <div className={styles.groups}>
        {isLooking && found.length === 0 ? <p className={styles.none}>No node is called “{query}”.</p> : null}
        {isLooking ? (
          <section>
            {found.map((definition) => (
              <Item key={definition.type} definition={definition} />
            ))}
          </section>
        ) : (
          groups.map(({ category, definitions }) => (
            <section key={category} data-cat={category}>
              <h4>
                <i />
                {categoryWords[category]}
                <span>{definitions.length}</span>
              </h4>
              {definitions.map((definition) => (
                <Item key={definition.type} definition={definition} />
              ))}
            </section>
          ))
        )}
      </div>
    </nav>
  );
}

function Item({ definition }: { definition: CatalogueNode }) {
  const editor = useEditor();
  return (
    <button
      type="button"
      draggable
      data-item
      data-cat={definition.category}
      className={styles.item}
      title={definition.summary}
      onClick={() => addNodeInSight(editor, definition.type)}
      onDragStart={(event) => startNodeDrag(event, definition.type)}
    >
      <Icon icon={definition.ui.icon} />
      <span>{definition.title}</span>
      <Icon icon={Plus} size="s" />
    </button>
  );
}

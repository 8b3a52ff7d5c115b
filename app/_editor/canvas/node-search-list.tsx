'use client';

import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Icon } from '@/app/_ui/icon';
import { registry } from '@/nodes/registry.gen';
import { useEditor, useView } from '../editor';
import { scoreNode } from '../palette/score-node';
import type { NodeSearch } from '../view/view-store';
import { addNode } from './add-node';
import { candidates } from './connect';
import styles from './node-search.module.css';

/** The list of nodes at the end of a wire, at a double click, or behind the key `/`. */
export function NodeSearchList() {
  const search = useView((state) => state.search);
  return search ? <List key={`${search.at.x} ${search.at.y}`} search={search} /> : null;
}

const width = 280;
const height = 340;

function List({ search }: { search: NodeSearch }) {
  const editor = useEditor();
  const root = useRef<HTMLDivElement>(null);
  const offered = candidates(editor.document.getState().doc, search.from);
  const close = () => editor.view.setState({ search: undefined });

  useEffect(() => {
    const onDown = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Element)) editor.view.setState({ search: undefined });
    };
    window.addEventListener('pointerdown', onDown, true);
    return () => window.removeEventListener('pointerdown', onDown, true);
  }, [editor]);

  const left = Math.max(8, Math.min(search.at.x + 4, window.innerWidth - width - 8));
  const top = Math.max(8, Math.min(search.at.y - 20, window.innerHeight - height - 8));
  return (
    <div ref={root} className={styles.list} style={{ left, top, width }}>
      <Command
        label="Add a node"
        loop
        filter={(type, typed) => scoreNode(registry[type]!, typed)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') close();
        }}
      >
        <div className={styles.find}>
          <Icon icon={Search} size="s" />
          <Command.Input
            autoFocus
            placeholder={search.from ? 'What comes here?' : 'Add a node'}
            aria-label="Find a node"
          />
        </div>
        <Command.List className={styles.options}>
          <Command.Empty className={styles.none}>No node of that name fits here</Command.Empty>
          {offered.map(({ definition }) => (
            <Command.Item
              key={definition.type}
              value={definition.type}
              className={styles.option}
              data-cat={definition.category}
              onSelect={() => {
                close();
                const { id } = addNode(editor, { type: definition.type, at: search.drop }, { from: search.from });
                requestAnimationFrame(() => (search.onAdded ? search.onAdded(id) : editor.canvas?.focus(id)));
              }}
            >
              <span className={styles.tile}>
                <Icon icon={definition.ui.icon} size="s" />
              </span>
              <span className={styles.words}>
                <b>{definition.title}</b>
                <span>{definition.summary}</span>
              </span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </div>
  );
}

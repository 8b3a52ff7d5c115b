'use client';

import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { PortGlyph } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import { categoryWords } from '@/app/_ui/vocabulary';
import { catalogue } from '@/nodes/catalogue.gen';
import type { CatalogueNode } from '@/nodes/kernel/catalogue';
import type { Registry } from '@/server/compiler/analysis';
import { useEditor, useView } from '../editor';
import { ListAt } from '../menus/list-at';
import { scoreNode } from '../palette/score-node';
import type { NodeSearch } from '../view/view-store';
import { addNode, replaceInPlace } from './add-node';
import { candidates } from './candidates';
import { loadDefinitions, loadedDefinitions } from './definitions';
import styles from './node-search.module.css';
import { titleOf } from './ports';
import { replaceNode, wordsOf } from './replace-node';

/** The list of nodes at the end of a wire, at a double click, behind the key `/`, or for what takes a node's place. */
export function NodeSearchList() {
  const search = useView((state) => state.search);
  return search ? <List key={`${search.at.x} ${search.at.y}`} search={search} /> : null;
}

function List({ search }: { search: NodeSearch }) {
  const editor = useEditor();
  const { doc } = editor.document.getState();
  const registry = useDefinitions(search.replaces !== undefined);
  const offered = useMemo(() => candidates(doc, search, registry), [doc, search, registry]);
  const close = () => editor.view.setState({ search: undefined });
  const old = search.replaces === undefined ? undefined : doc.nodes[search.replaces];

  const choose = async (type: string) => {
    close();
    const { replaces } = search;
    const placed =
      replaces === undefined
        ? addNode(editor, { type, at: search.drop }, search)
        : await replaceInPlace(editor, replaces, type);
    if (!placed) return;
    const { onAdded = (id: string) => editor.canvas?.focus(id) } = search;
    requestAnimationFrame(() => onAdded(placed.id));
  };
  return (
    <ListAt at={search.at} width={300} height={340} onClose={close}>
      <Command label="Add a node" loop filter={(type, typed) => scoreNode(catalogue[type]!, typed)}>
        <div className={styles.find}>
          <Icon icon={Search} size="s" />
          <Command.Input
            autoFocus
            placeholder={
              old
                ? `What instead of ${titleOf(old)}?`
                : search.from || search.beside
                  ? 'What comes here?'
                  : 'Add a node'
            }
            aria-label="Find a node"
          />
        </div>
        <Command.List className={styles.options}>
          <Command.Empty className={styles.none}>
            {search.from || search.wire || search.beside ? 'No node of that name fits here' : 'No node of that name'}
          </Command.Empty>
          {offered.map(({ definition, port }) => (
            <Command.Item
              key={definition.type}
              value={definition.type}
              className={styles.option}
              data-cat={definition.category}
              title={`${categoryWords[definition.category]}: ${definition.summary}`}
              onSelect={() => void choose(definition.type)}
            >
              <span className={styles.tile}>
                <Icon icon={definition.ui.icon} size="s" />
              </span>
              <span className={styles.words}>
                <b>{definition.title}</b>
                <span>
                  {search.replaces === undefined
                    ? definition.summary
                    : registry && replacementWords(doc, search.replaces, definition, registry)}
                </span>
              </span>
              <PortRow definition={definition} used={port} side={search.from?.side} />
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </ListAt>
  );
}

/** What a replacement keeps is known by the rules of settings. Without them the list is there all the same. */
function useDefinitions(areWanted: boolean): Registry | undefined {
  const [registry, setRegistry] = useState(loadedDefinitions);
  useEffect(() => {
    if (areWanted && !registry) loadDefinitions().then(setRegistry, () => undefined);
  }, [areWanted, registry]);
  return registry;
}

function replacementWords(
  doc: Parameters<typeof replaceNode>[0],
  node: string,
  { type }: CatalogueNode,
  registry: Registry,
): string {
  const replaced = replaceNode(doc, node, type, registry);
  return replaced ? wordsOf(replaced) : '';
}

/** What goes in and what comes out; the port that the pulled wire would take is marked. */
function PortRow({ definition, used, side }: { definition: CatalogueNode; used?: string; side?: 'in' | 'out' }) {
  const inputs = Object.entries(definition.ports.in);
  const outputs = Object.entries(definition.ports.out);
  const words = (ports: readonly (readonly [string, { title: string }])[]) =>
    ports.map(([, { title }]) => title.toLowerCase()).join(', ') || 'nothing';
  return (
    <span className={styles.ports} title={`Takes ${words(inputs)}; makes ${words(outputs)}`}>
      {inputs.map(([name, { accepts, required }]) => (
        <i key={name} data-used={(side === 'out' && name === used) || undefined}>
          <PortGlyph type={accepts[0] ?? 'table'} optional={!required} size={10} />
        </i>
      ))}
      <i className={styles.gap} />
      {outputs.map(([name, { type, secondary }]) => (
        <i key={name} data-used={(side === 'in' && name === used) || undefined}>
          <PortGlyph type={type} optional={secondary} size={10} />
        </i>
      ))}
    </span>
  );
}

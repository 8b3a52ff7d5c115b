'use client';

import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Icon } from '@/app/_ui/icon';
import styles from '../canvas/node-search.module.css';
import { useEditor, useView } from '../editor';
import { ListAt } from './list-at';
import type { OpenPick, PickOption } from './open-pick';

/** The list that was opened to choose from: ports, readers, wires. The arrows walk it, letters narrow it, Enter takes one. */
export function PickList() {
  const pick = useView((state) => state.pick);
  return pick ? <List key={`${pick.label} ${pick.at.x} ${pick.at.y}`} pick={pick} /> : null;
}

function List({ pick }: { pick: OpenPick }) {
  const editor = useEditor();
  const close = () => editor.view.setState({ pick: undefined });
  return (
    <ListAt at={pick.at} width={300} height={340} onClose={close}>
      <Command label={pick.label} loop filter={matches}>
        <div className={styles.find}>
          <Icon icon={Search} size="s" />
          <Command.Input autoFocus placeholder={pick.placeholder} aria-label={pick.label} />
        </div>
        <Command.List className={styles.options} label={pick.label}>
          <Command.Empty className={styles.none}>
            {pick.options.length === 0 ? pick.none : 'Nothing of that name'}
          </Command.Empty>
          {pick.options.map((option) => (
            <Option
              key={option.key}
              option={option}
              choose={() => {
                close();
                option.choose();
              }}
            />
          ))}
        </Command.List>
      </Command>
    </ListAt>
  );
}

function Option({ option, choose }: { option: PickOption; choose: () => void }) {
  return (
    <Command.Item
      value={option.key}
      keywords={[option.title, option.detail ?? '']}
      className={styles.option}
      data-cat={option.category}
      onSelect={choose}
    >
      {option.icon ? (
        <span className={styles.tile}>
          <Icon icon={option.icon} size="s" />
        </span>
      ) : null}
      <span className={styles.words}>
        <b>{option.title}</b>
        {option.detail ? <span>{option.detail}</span> : null}
      </span>
      {option.aside ? <span className={styles.aside}>{option.aside}</span> : null}
    </Command.Item>
  );
}

/** Every word typed begins a word of the title or the detail. */
function matches(_: string, typed: string, [title = '', detail = '']: readonly string[] = []): number {
  const words = `${title} ${detail}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const wanted = typed.toLowerCase().trim().split(/\s+/);
  if (!wanted.every((start) => words.some((word) => word.startsWith(start)))) return 0;
  return title.toLowerCase().startsWith(typed.toLowerCase().trim()) ? 1 : 0.5;
}

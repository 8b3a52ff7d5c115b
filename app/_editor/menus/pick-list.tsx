'use client';

import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Icon } from '@/app/_ui/icon';
import styles from '../canvas/node-search.module.css';
import { useEditor, useView } from '../editor';
import { ListAt } from './list-at';
import type { OpenPick } from './open-pick';

/** The list that was asked for: ports, readers, wires. */
export function PickList() {
  const pick = useView((state) => state.pick);
  return pick ? <List key={`${pick.at.x} ${pick.at.y} ${pick.label}`} pick={pick} /> : null;
}

function List({ pick }: { pick: OpenPick }) {
  const editor = useEditor();
  const close = () => editor.view.setState(({ pick: open }) => (open === pick ? { pick: undefined } : {}));
  return (
    <ListAt at={pick.at} width={300} height={340} onClose={close}>
      <Command label={pick.label} loop>
        <div className={styles.find}>
          <Icon icon={Search} size="s" />
          <Command.Input autoFocus placeholder={pick.placeholder} aria-label={pick.label} />
        </div>
        <Command.List className={styles.options} label={pick.label}>
          <Command.Empty className={styles.none}>
            {pick.options.length === 0 ? pick.none : 'Nothing of that name'}
          </Command.Empty>
          {pick.options.map((option) => (
            <Command.Item
              key={option.key}
              value={option.key}
              keywords={[option.title, option.detail ?? '']}
              className={styles.option}
              data-cat={option.category}
              onSelect={() => {
                close();
                option.choose();
              }}
            >
              {option.icon ? (
                <span className={styles.tile}>
                  <Icon icon={option.icon} size="s" />
                </span>
              ) : null}
              <span className={styles.words}>
                <b dir="auto">{option.title}</b>
                {option.detail ? <span dir="auto">{option.detail}</span> : null}
              </span>
              {option.aside ? <span className={styles.aside}>{option.aside}</span> : null}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </ListAt>
  );
}

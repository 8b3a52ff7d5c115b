'use client';

import { useEffect, useState } from 'react';
import { AppShell, PageBody, PageHeader } from '../_ui/app-shell';
import { Breadcrumb } from '../_ui/breadcrumb';
import { State } from '../_ui/glyphs';
import { ThemeToggle } from '../_ui/theme';
import { Segmented } from '../_ui/toggles';
import { forceStates } from './forced-states';
import styles from './kit.module.css';
import { anchorOf, Part, type ShownThemes, ThemesShown } from './section';
import { sections } from './sections';

const choices: Readonly<Record<'one' | 'both', ShownThemes>> = { one: ['page'], both: ['light', 'dark'] };

/** Every component of the product in every state. */
export function Kit() {
  const [themes, setThemes] = useState<'one' | 'both'>('one');
  useEffect(forceStates, []);
  return (
    <AppShell
      counts={{ pipelines: { value: 14 }, runs: { value: 1, alert: true }, endpoints: { value: 6 } }}
      shortcuts={[{ keys: ['Ctrl', 'Z'], words: 'Undo' }]}
    >
      <PageHeader
        title={<Breadcrumb items={[{ label: 'Sluice', href: '/' }, { label: 'Component kit' }]} />}
        facts={<State kind="done" words="Healthy" soft />}
        actions={
          <>
            <Segmented
              label="Themes shown"
              value={themes}
              onChange={setThemes}
              options={[
                { value: 'one', label: 'This theme' },
                { value: 'both', label: 'Light and dark' },
              ]}
            />
            <ThemeToggle side="bottom" />
          </>
        }
      />
      <PageBody>
        <div className={styles.page}>
          <nav aria-label="Parts of the kit" className={styles.contents}>
            {sections.map(({ title }) => (
              <a key={title} href={`#${anchorOf(title)}`}>
                {title}
              </a>
            ))}
          </nav>
          <div className={styles.kit}>
            <ThemesShown value={choices[themes]}>
              {sections.map(({ title, note, Content }) => (
                <Part key={title} title={title} note={note}>
                  <Content />
                </Part>
              ))}
            </ThemesShown>
          </div>
        </div>
      </PageBody>
    </AppShell>
  );
}

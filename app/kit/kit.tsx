'use client';

import { AppShell, PageBody, PageHeader } from '../_ui/app-shell';
import { Breadcrumb } from '../_ui/breadcrumb';
import { State } from '../_ui/glyphs';
import { ThemeToggle } from '../_ui/theme';
import { ActionParts } from './action-parts';
import { CanvasParts } from './canvas-parts';
import { ExpressionParts } from './expression-parts';
import { FigureParts } from './figure-parts';
import { FormParts } from './form-parts';
import { GlyphParts } from './glyph-parts';
import { GridParts } from './grid-parts';
import styles from './kit.module.css';
import { PanelParts } from './panel-parts';
import { WordParts } from './word-parts';

export function Kit() {
  return (
    <AppShell
      counts={{ pipelines: { value: 14 }, runs: { value: 1, alert: true }, endpoints: { value: 6 } }}
      shortcuts={[{ keys: ['Ctrl', 'Z'], words: 'Undo' }]}
    >
      <PageHeader
        title={<Breadcrumb items={[{ label: 'Sluice', href: '/' }, { label: 'Component kit' }]} />}
        facts={<State kind="done" words="Healthy" soft />}
        actions={<ThemeToggle side="bottom" />}
      />
      <PageBody>
        <div className={styles.kit}>
          <CanvasParts />
          <ActionParts />
          <FormParts />
          <PanelParts />
          <ExpressionParts />
          <GridParts />
          <GlyphParts />
          <FigureParts />
          <WordParts />
        </div>
      </PageBody>
    </AppShell>
  );
}

import type { ComponentType } from 'react';
import { iconNames } from '../_ui/icons';
import { BadgeParts } from './badge-parts';
import { ButtonParts } from './button-parts';
import { CardParts } from './card-parts';
import { ColorParts } from './color-parts';
import { ExpressionParts } from './expression-parts';
import { FeedbackParts } from './feedback-parts';
import { ChartParts, FigureParts } from './figure-parts';
import { FormParts } from './form-parts';
import { GlyphParts, IconParts } from './glyph-parts';
import { GridParts } from './grid-parts';
import { InputParts } from './input-parts';
import { LevelParts } from './level-parts';
import { OverlayParts } from './overlay-parts';
import { PanelParts, SplitterParts } from './panel-parts';
import { ScaleParts } from './scale-parts';
import { TableParts } from './table-parts';
import { WireParts } from './wire-parts';
import { WordParts } from './word-parts';

export interface KitSection {
  readonly title: string;
  readonly note?: string;
  readonly Content: ComponentType;
}

/** The parts of the kit, in the order of its table of contents. */
export const sections: readonly KitSection[] = [
  { title: 'Colour', note: 'it means something or is absent', Content: ColorParts },
  { title: 'Scales', note: 'type, space, corners, depth, motion', Content: ScaleParts },
  { title: 'Cards', note: 'hue, glyph, bar pattern and word, always together', Content: CardParts },
  { title: 'Levels of detail', note: 'by zoom', Content: LevelParts },
  { title: 'Wires, ports, gates', note: 'the dash lengths are the shares', Content: WireParts },
  { title: 'Buttons', Content: ButtonParts },
  { title: 'Badges and people', Content: BadgeParts },
  { title: 'Overlays', note: 'menus, popovers, dialogs, tooltips, toasts', Content: OverlayParts },
  { title: 'Form', note: 'as the inspector shows it', Content: FormParts },
  { title: 'Inputs', note: 'each in its states', Content: InputParts },
  { title: 'Tabs and panels', Content: PanelParts },
  { title: 'Splitter', note: 'drag, or focus and use the arrow keys', Content: SplitterParts },
  { title: 'Feedback', note: 'empty, on its way, something to know', Content: FeedbackParts },
  {
    title: 'Expression field',
    note: 'type, Ctrl+Space for suggestions, arrows, Enter or Tab to take one',
    Content: ExpressionParts,
  },
  {
    title: 'Data grid',
    note: '7,037 rows, virtual both ways; arrow keys, Home, End, Page, Ctrl+C',
    Content: GridParts,
  },
  { title: 'Table', Content: TableParts },
  { title: 'Figures', Content: FigureParts },
  { title: 'Charts', Content: ChartParts },
  { title: 'Glyphs', note: 'our own, in squares of 12 and 14', Content: GlyphParts },
  {
    title: 'Icons',
    note: `Lucide; ${iconNames.length} names for node definitions, anything else is a box`,
    Content: IconParts,
  },
  { title: 'Words and code', Content: WordParts },
];

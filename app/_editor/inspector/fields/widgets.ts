import type { ComponentType } from 'react';
import type { FieldDescription } from '@/nodes/kernel/describe-config';
import type { WidgetProps } from '../form-context';
import { ChoiceField } from './choice-field';
import { ColumnField } from './column-field';
import { ColumnsField } from './columns-field';
import { ExpressionField } from './expression-field';
import { FileField } from './file-field';
import { ListField } from './list-field';
import { LongTextField } from './long-text-field';
import { NameMapField } from './name-map-field';
import { NumberField } from './number-field';
import { ObjectField } from './object-field';
import { ShareField } from './share-field';
import { SwitchField } from './switch-field';
import { TextField } from './text-field';
import { TextsField } from './texts-field';
import { TypeMapField } from './type-map-field';

/** The control of each widget. */
export const widgets: Readonly<Record<FieldDescription['widget'], ComponentType<WidgetProps>>> = {
  text: TextField,
  'long-text': LongTextField,
  number: NumberField,
  switch: SwitchField,
  choice: ChoiceField,
  column: ColumnField,
  columns: ColumnsField,
  texts: TextsField,
  file: FileField,
  object: ObjectField,
  list: ListField,
  'type-map': TypeMapField,
  'name-map': NameMapField,
  share: ShareField,
  expression: ExpressionField,
};

/** Their parts are fields of their own and say themselves what is wrong with them. */
export const composite: ReadonlySet<FieldDescription['widget']> = new Set(['object', 'list']);

/** They say themselves what is wrong at which characters. */
export const tellsProblems: ReadonlySet<FieldDescription['widget']> = new Set(['expression']);

/** They take the whole width, with the label above. */
export const wide: ReadonlySet<FieldDescription['widget']> = new Set([
  'long-text',
  'expression',
  'texts',
  'file',
  'object',
  'list',
  'type-map',
]);

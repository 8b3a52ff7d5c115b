import type { FieldMeta } from './config-fields';
import type { AnyNode, Category, Traits } from './define-node';

/** What a form calls a setting. */
export interface SettingName {
  readonly name: string;
  readonly label: string;
  readonly widget: FieldMeta['widget'];
  /** For `object`: its settings; for `list`: those of one entry. */
  readonly fields?: readonly SettingName[];
}

/** What a drawing needs of a node type: plain data, a fraction of its definition. */
export interface CatalogueNode extends Pick<AnyNode, 'type' | 'version' | 'title' | 'summary' | 'ports'> {
  readonly category: Category;
  readonly ui: Pick<AnyNode['ui'], 'icon' | 'keywords'>;
  readonly settings: readonly SettingName[];
  /** Of a node as it is added; absent when it cannot be read before something is set. */
  readonly defaultTraits?: Traits;
}

/** What a form calls the setting at a path; the path itself where the form has no name for it. */
export function settingName(settings: readonly SettingName[], path: readonly (string | number)[]): string {
  let fields = settings;
  let label = path.join('.');
  for (const part of path) {
    if (typeof part === 'number') continue;
    const found = fields.find((field) => field.name === part);
    if (!found) break;
    label = found.label;
    fields = found.fields ?? [];
  }
  return label;
}

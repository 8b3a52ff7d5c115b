import { createContext, useContext } from 'react';
import type { FieldDescription } from '@/nodes/kernel/describe-config';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { Parameter } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Column, TableSchema } from '@/nodes/kernel/schema';

export type Path = readonly (string | number)[];

/** What every field of a node's form may need. */
export interface Form {
  readonly node: string;
  readonly problems: readonly Diagnostic[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  columns(input: string | undefined): readonly Column[];
  /** The columns that an expression may read, by its field and where it stands; open while they are not known. */
  expressionTable(field: FieldDescription, path: Path): TableSchema;
  /** What a query may read: columns by the name it has for their table. */
  tables(): Readonly<Record<string, readonly string[]>>;
  set(path: Path, value: unknown, label: string): void;
  /** Back to the default, as a step of its own. */
  reset(path: Path, label: string): void;
  /** Makes a run parameter and binds the setting to it. */
  bindNew(path: Path, name: string, parameter: Parameter, label: string): void;
}

export const FormContext = createContext<Form | undefined>(undefined);

export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error('useForm outside a form');
  return form;
}

/** What a widget gets: one setting, and the way to change it. */
export interface WidgetProps {
  readonly field: FieldDescription;
  readonly path: Path;
  /** The value that counts: the one set, or the default. */
  readonly value: unknown;
  /** The id its label points at. */
  readonly id: string;
  readonly isInvalid: boolean;
  onChange(value: unknown): void;
}

export const samePath = (a: Path, b: Path): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index]);

export const isBelow = (path: Path, above: Path): boolean =>
  path.length > above.length && above.every((part, index) => part === path[index]);

export const pathKey = (path: Path): string => path.join('.');

/** Problems that stand at a setting; with `withInner`, also those at a part of its value. */
export const problemsAt = (problems: readonly Diagnostic[], path: Path, withInner: boolean): readonly Diagnostic[] =>
  problems.filter(
    ({ place }) => place.path && (samePath(place.path, path) || (withInner && isBelow(place.path, path))),
  );

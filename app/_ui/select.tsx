'use client';

import { Check, ChevronDown, ChevronUp } from 'lucide-react';
import { Select as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import control from './control.module.css';
import floating from './floating.module.css';
import { Icon } from './icon';

export interface SelectOption<V extends string = string> {
  value: V;
  label: string;
  hint?: string;
  /** In front of the words: a TypeGlyph, a swatch, an Icon. */
  lead?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<V extends string = string> {
  value: V | null;
  onChange: (value: V) => void;
  options: readonly SelectOption<V>[];
  /** Said by screen readers when no <label> points at `id`. */
  label?: string;
  id?: string;
  placeholder?: string;
  size?: 'm' | 's';
  invalid?: boolean;
  disabled?: boolean;
  className?: string;
}

/** One of a short, closed list. For long lists use `MultiSelect single` or `ColumnPicker single`. */
export function Select<V extends string = string>({
  value,
  onChange,
  options,
  label,
  id,
  placeholder = 'Choose',
  size = 'm',
  invalid,
  disabled,
  className,
}: SelectProps<V>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Primitive.Root
      value={value ?? ''}
      onValueChange={(next) => {
        const option = options.find((candidate) => candidate.value === next);
        if (option) onChange(option.value);
      }}
      disabled={disabled}
    >
      <Primitive.Trigger
        id={id}
        aria-label={label}
        aria-invalid={invalid || undefined}
        data-invalid={invalid || undefined}
        data-small={size === 's' || undefined}
        className={classNames(control.box, className)}
      >
        <span className={control.value}>
          {chosen?.lead}
          <span className={classNames(control.ellipsis, !chosen && control.placeholder)}>
            <Primitive.Value placeholder={placeholder}>{chosen?.label}</Primitive.Value>
          </span>
        </span>
        <Icon icon={ChevronDown} size="xs" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content position="popper" sideOffset={4} className={classNames(floating.panel, floating.list)}>
          <Primitive.ScrollUpButton className={floating.scroll}>
            <Icon icon={ChevronUp} size="xs" />
          </Primitive.ScrollUpButton>
          <Primitive.Viewport className={floating.viewport}>
            {options.map((option) => (
              <Primitive.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className={floating.item}
              >
                {option.lead}
                <span className={floating.words}>
                  <Primitive.ItemText>{option.label}</Primitive.ItemText>
                  {option.hint ? <span className={floating.hint}>{option.hint}</span> : null}
                </span>
                <span className={floating.tick}>
                  <Primitive.ItemIndicator>
                    <Icon icon={Check} size="s" />
                  </Primitive.ItemIndicator>
                </span>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
          <Primitive.ScrollDownButton className={floating.scroll}>
            <Icon icon={ChevronDown} size="xs" />
          </Primitive.ScrollDownButton>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

'use client';

import { ChevronsUpDown, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../_ui/button';
import { AlertDialog, Dialog } from '../_ui/dialog';
import { IconButton } from '../_ui/icon-button';
import { TextArea } from '../_ui/input';
import { ContextMenu, Menu, MenuAt } from '../_ui/menu';
import { NumberInput } from '../_ui/number-input';
import { Field } from '../_ui/panel';
import { Popover } from '../_ui/popover';
import { Sheet } from '../_ui/sheet';
import { toast } from '../_ui/toast';
import { Tooltip } from '../_ui/tooltip';
import { menuEntries } from './sample-menu';
import { Line } from './section';

const nothing = () => undefined;

/** What opens over the page. Escape closes the topmost, and the focus goes back to where it came from. */
export function OverlayParts() {
  const [rows, setRows] = useState<number | null>(50);
  const [open, setOpen] = useState<'dialog' | 'alert' | 'sheet'>();
  const [point, setPoint] = useState<{ x: number; y: number }>();
  const close = () => setOpen(undefined);
  return (
    <>
      <Line caption="Menu">
        <Menu entries={menuEntries} trigger={<Button trailing={ChevronsUpDown}>Menu</Button>} />
        <Menu entries={menuEntries} trigger={<IconButton label="More" icon={Ellipsis} />} />
        <ContextMenu entries={menuEntries}>
          <Button variant="ghost">Right-click here</Button>
        </ContextMenu>
        <Button variant="ghost" onClick={({ clientX: x, clientY: y }) => setPoint({ x, y })}>
          Menu at a point
        </Button>
        {point ? (
          <MenuAt at={point} label="At a point" entries={menuEntries} onClose={() => setPoint(undefined)} />
        ) : null}
      </Line>
      <Line caption="Popover, tooltip">
        <Popover trigger={<Button>Popover</Button>} label="Run 128" width={240}>
          <Field label="Smallest group">
            <NumberInput value={rows} onChange={setRows} unit="rows" integer min={1} aria-label="Smallest group" />
          </Field>
        </Popover>
        <Tooltip content="Reused: same data and settings as run 127" keys="R">
          <Button variant="ghost">Tooltip</Button>
        </Tooltip>
      </Line>
      <Line caption="Dialog, sheet">
        <Button onClick={() => setOpen('dialog')}>Dialog</Button>
        <Button variant="danger" onClick={() => setOpen('alert')}>
          Alert dialog
        </Button>
        <Button onClick={() => setOpen('sheet')}>Sheet</Button>
        <Dialog
          open={open === 'dialog'}
          onOpenChange={close}
          title="Publish to staging"
          description="v14 replaces v13 behind churn-score once the gate opens."
          actions={
            <>
              <Button variant="ghost" onClick={close}>
                Cancel
              </Button>
              <Button variant="primary" onClick={close}>
                Publish v14
              </Button>
            </>
          }
        >
          <Field label="Note" htmlFor="kit-note" stacked>
            <TextArea id="kit-note" placeholder="What changed, for the people who review it" />
          </Field>
        </Dialog>
        <AlertDialog
          open={open === 'alert'}
          onOpenChange={close}
          title="Delete 3 nodes?"
          description="Encode, Train and Evaluate go. Impute is wired to Deploy where the types allow. You can undo this."
          action="Delete"
          danger
          onAction={() =>
            toast({ title: '3 nodes deleted', tone: 'good', action: { label: 'Undo', onSelect: nothing } })
          }
        />
        <Sheet open={open === 'sheet'} onOpenChange={close} title="Train" note="run 128">
          A report in the width it needs.
        </Sheet>
      </Line>
      <Line caption="Toast">
        {(['plain', 'good', 'warn', 'bad'] as const).map((tone) => (
          <Button
            key={tone}
            onClick={() =>
              toast({ title: 'Connection lost', description: 'Edits are kept here and sent later.', tone })
            }
          >
            {tone}
          </Button>
        ))}
      </Line>
    </>
  );
}

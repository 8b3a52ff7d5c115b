'use client';

import {
  ChevronDown,
  ChevronsUpDown,
  CloudUpload,
  Download,
  Ellipsis,
  GitBranch,
  Pencil,
  Play,
  Plus,
  Send,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useState } from 'react';
import { Avatar, Badge, Chip } from '../_ui/badge';
import { Button, SplitButton, splitButtonMore } from '../_ui/button';
import { AlertDialog, Dialog } from '../_ui/dialog';
import { Icon } from '../_ui/icon';
import { IconButton } from '../_ui/icon-button';
import { TextArea } from '../_ui/input';
import { Kbd } from '../_ui/kbd';
import { ContextMenu, Menu, type MenuEntry } from '../_ui/menu';
import { NumberInput } from '../_ui/number-input';
import { Field } from '../_ui/panel';
import { Popover } from '../_ui/popover';
import { ThemeToggle } from '../_ui/theme';
import { toast } from '../_ui/toast';
import styles from './kit.module.css';
import { Line, Part } from './section';

const nothing = () => undefined;

const entries: readonly MenuEntry[] = [
  { label: 'Run to here', icon: Play, keys: 'R', onSelect: nothing },
  { label: 'Rename', icon: Pencil, keys: 'F2', onSelect: nothing },
  { kind: 'sub', label: 'Replace with', icon: 'shuffle', entries: [{ label: 'Encode', onSelect: nothing }] },
  { kind: 'separator' },
  { kind: 'label', label: 'On cards' },
  { label: 'State and time', checked: true, onSelect: nothing },
  { label: 'Rows and columns', checked: false, hint: 'after a run', onSelect: nothing },
  { kind: 'separator' },
  { label: 'Delete', icon: Trash2, keys: 'Del', danger: true, onSelect: nothing },
];

/** Buttons, menus and dialogs. */
export function ActionParts() {
  const [rows, setRows] = useState<number | null>(50);
  const [dialog, setDialog] = useState(false);
  const [alert, setAlert] = useState(false);

  return (
    <Part title="Actions">
      <Line caption="Button">
        <Button variant="primary" icon={Plus}>
          New pipeline
        </Button>
        <Button icon={CloudUpload}>Publish</Button>
        <Button variant="ghost" icon={Plus}>
          Add rule
        </Button>
        <Button variant="danger">Roll back</Button>
        <Button disabled icon={Play}>
          Run to here
        </Button>
        <Button busy>Publishing</Button>
      </Line>
      <Line caption="Small">
        <Button size="s" variant="primary" icon={Send}>
          Send
        </Button>
        <Button size="s" icon={Play}>
          Run to here
        </Button>
        <Button size="s" variant="ghost">
          Bypass <Kbd>B</Kbd>
        </Button>
        <Button size="s" variant="danger">
          Delete
        </Button>
      </Line>
      <Line caption="Run">
        <SplitButton
          icon={Play}
          label="Run"
          detail="4 new · 5 reused · ~6 s"
          more={
            <Menu
              align="end"
              entries={entries}
              trigger={
                <button type="button" className={splitButtonMore} aria-label="More ways to run">
                  <Icon icon={ChevronDown} size="s" />
                </button>
              }
            />
          }
        />
        <SplitButton icon={Play} label="Run" detail="nothing new" disabled />
      </Line>
      <Line caption="IconButton">
        <IconButton label="Undo" keys="Ctrl Z" icon={Undo2} />
        <IconButton label="Alerts" icon="bell" pip />
        <IconButton label="Columns" icon="columns-3" pressed />
        <IconButton label="Download" icon={Download} size="s" variant="default" />
        <IconButton label="Redo" icon="repeat" disabled />
        <ThemeToggle side="bottom" />
      </Line>
      <Line caption="Chip, badge, people">
        <Chip icon={GitBranch}>
          v14 <span className={styles.mono}>a3f9c2e</span>
        </Chip>
        <Chip swatch="var(--st-unset)" trailing={ChevronsUpDown}>
          Staging
        </Chip>
        <Badge>csv</Badge>
        <Badge look="outline">12 checks</Badge>
        <Badge tone="accent">new</Badge>
        <Badge tone="good">live</Badge>
        <Badge tone="warn">drift</Badge>
        <Badge tone="bad">1 alert</Badge>
        <Badge look="count">4</Badge>
        <Badge look="count" tone="bad">
          1
        </Badge>
        <span style={{ display: 'flex', gap: 3 }}>
          <Avatar name="Jonas Lindt" />
          <Avatar name="Mira Okafor" />
          <Avatar name="Sana Khan" />
        </span>
        <Kbd>Ctrl</Kbd>
        <Kbd>/</Kbd>
      </Line>
      <Line caption="Menu, popover">
        <Menu entries={entries} trigger={<Button trailing={ChevronsUpDown}>Menu</Button>} />
        <ContextMenu entries={entries}>
          <Button variant="ghost">Right-click here</Button>
        </ContextMenu>
        <Popover trigger={<Button>Popover</Button>} label="Run 128" width={240}>
          <Field label="Smallest group">
            <NumberInput value={rows} onChange={setRows} unit="rows" integer min={1} aria-label="Smallest group" />
          </Field>
        </Popover>
        <Menu entries={entries} trigger={<IconButton label="More" icon={Ellipsis} />} />
      </Line>
      <Line caption="Dialog, toast">
        <Button onClick={() => setDialog(true)}>Dialog</Button>
        <Button variant="danger" onClick={() => setAlert(true)}>
          Alert dialog
        </Button>
        <Button
          onClick={() =>
            toast({ title: 'Connection lost', description: 'Edits are kept here and sent later.', tone: 'warn' })
          }
        >
          Toast
        </Button>
        <Dialog
          open={dialog}
          onOpenChange={setDialog}
          title="Publish to staging"
          description="v14 replaces v13 behind churn-score once the gate opens."
          actions={
            <>
              <Button variant="ghost" onClick={() => setDialog(false)}>
                Cancel
              </Button>
              <Button variant="primary" onClick={() => setDialog(false)}>
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
          open={alert}
          onOpenChange={setAlert}
          title="Delete 3 nodes?"
          description="Encode, Train and Evaluate go. Impute is wired to Deploy where the types allow. You can undo this."
          action="Delete"
          danger
          onAction={() =>
            toast({ title: '3 nodes deleted', tone: 'good', action: { label: 'Undo', onSelect: nothing } })
          }
        />
      </Line>
    </Part>
  );
}

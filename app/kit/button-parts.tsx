'use client';

import { ChevronDown, CloudUpload, Copy, Download, Play, Plus, Send, Undo2 } from 'lucide-react';
import { Button, SplitButton, splitButtonMore } from '../_ui/button';
import { CopyButton } from '../_ui/code-block';
import { Icon } from '../_ui/icon';
import { IconButton } from '../_ui/icon-button';
import { Kbd } from '../_ui/kbd';
import { Menu } from '../_ui/menu';
import { ThemeToggle } from '../_ui/theme';
import { menuEntries } from './sample-menu';
import { Line, Look, Looks } from './section';

const long = 'Run everything that is new since the last version that was published';

/** Everything that is pressed. */
export function ButtonParts() {
  return (
    <>
      <Looks
        caption="Primary"
        of={
          <Button variant="primary" icon={Plus}>
            New pipeline
          </Button>
        }
        more={
          <Look name="disabled">
            <Button variant="primary" icon={Plus} disabled>
              New pipeline
            </Button>
          </Look>
        }
      />
      <Looks
        caption="Default"
        of={<Button icon={CloudUpload}>Publish</Button>}
        more={
          <>
            <Look name="disabled">
              <Button icon={CloudUpload} disabled>
                Publish
              </Button>
            </Look>
            <Look name="busy">
              <Button busy>Publishing</Button>
            </Look>
          </>
        }
      />
      <Looks
        caption="Ghost"
        of={
          <Button variant="ghost" icon={Plus}>
            Add rule
          </Button>
        }
        more={
          <Look name="with a key">
            <Button variant="ghost">
              Bypass <Kbd>B</Kbd>
            </Button>
          </Look>
        }
      />
      <Looks caption="Danger" of={<Button variant="danger">Roll back</Button>} />
      <Looks
        caption="Small"
        of={
          <Button size="s" icon={Play}>
            Run to here
          </Button>
        }
        more={
          <Look name="primary">
            <Button size="s" variant="primary" icon={Send}>
              Send
            </Button>
          </Look>
        }
      />
      <Looks
        caption="Run"
        of={
          <SplitButton
            icon={Play}
            label="Run"
            detail="4 new · 5 reused"
            more={
              <Menu
                align="end"
                entries={menuEntries}
                trigger={
                  <button type="button" className={splitButtonMore} aria-label="More ways to run">
                    <Icon icon={ChevronDown} size="s" />
                  </button>
                }
              />
            }
          />
        }
        more={
          <Look name="disabled">
            <SplitButton icon={Play} label="Run" detail="nothing new" disabled />
          </Look>
        }
      />
      <Looks
        caption="Icon button"
        of={<IconButton label="Undo" keys="Ctrl Z" icon={Undo2} />}
        more={
          <>
            <Look name="disabled">
              <IconButton label="Redo" icon="repeat" disabled />
            </Look>
            <Look name="switched on">
              <IconButton label="Columns" icon="columns-3" pressed />
            </Look>
            <Look name="news">
              <IconButton label="Alerts" icon="bell" pip />
            </Look>
            <Look name="outlined">
              <IconButton label="Download" icon={Download} size="s" variant="default" />
            </Look>
            <Look name="copy">
              <CopyButton text="a3f9c2e" />
            </Look>
            <Look name="theme">
              <ThemeToggle side="bottom" />
            </Look>
          </>
        }
      />
      <Line caption="Long">
        <Button icon={Copy}>{long}</Button>
      </Line>
    </>
  );
}

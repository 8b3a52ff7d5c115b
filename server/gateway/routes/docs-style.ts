/** Style of the endpoint's page: light and dark by the system's setting. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; --ground: light-dark(#fbfbfa, #141517); --panel: light-dark(#fff, #1c1e21);
  --line: light-dark(#e3e3df, #303338); --text: light-dark(#1d1f22, #e8e8e6); --muted: light-dark(#62666d, #9ba0a8);
  --accent: light-dark(#2f5fd0, #7ea2ff); --onaccent: light-dark(#fff, #10131a); --bad: light-dark(#b3261e, #ff8a80); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.5 Inter, system-ui, sans-serif; }
header, main { max-width: 880px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 40px; } h1 { margin: 0; font-size: 24px; font-weight: 600; } h2 { margin: 0 0 12px; font-size: 15px; font-weight: 600; }
a { color: var(--accent); } .muted, small, .crumb { color: var(--muted); } .crumb { margin: 0; font-family: ui-monospace, monospace; font-size: 12px; }
section { margin: 24px 0; padding: 20px; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 12px; margin-top: 12px; }
label { display: block; font-weight: 500; } label small { font-weight: 400; }
input, select { display: block; width: 100%; margin-top: 4px; padding: 6px 8px; font: inherit; color: inherit; background: var(--ground);
  border: 1px solid var(--line); border-radius: 6px; }
input:focus-visible, select:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
input[aria-invalid=true], select[aria-invalid=true] { border-color: var(--bad); }
button { padding: 7px 16px; font: inherit; font-weight: 500; color: var(--onaccent); background: var(--accent); border: 1px solid transparent; border-radius: 6px; cursor: pointer; }
button.quiet { color: inherit; background: none; border-color: var(--line); } .actions { margin: 16px 0 0; }
#answer:not(:empty) { margin-top: 16px; padding-top: 16px; border-top: 1px solid var(--line); } #answer .big { font-size: 22px; font-weight: 600; } #answer .bad { color: var(--bad); }
.bar { display: grid; grid-template-columns: 140px 1fr 60px; gap: 10px; align-items: center; margin-top: 6px; font-variant-numeric: tabular-nums; }
.bar i { display: block; height: 8px; background: var(--accent); border-radius: 4px; min-width: 1px; }
pre { margin: 0; padding: 12px; overflow: auto; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; } pre, code { font: 12px/1.6 ui-monospace, 'Geist Mono', monospace; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th, td { padding: 6px 12px 6px 0; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; } thead th { color: var(--muted); font-weight: 500; } tbody th { font-weight: 500; }
`;

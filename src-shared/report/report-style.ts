/** Style of the report: the tokens of the visual reference, both themes, and print, which is always light. */
const light = `--bg:#f6f5f2;--surface:#fff;--sunken:#eceae5;--ink:#1a2023;--ink-2:#3f474b;--ink-3:#5a6266;--accent:#0b5c6e;
--accent-ink:#0a4e5e;--accent-soft:#e0eef0;--amber:#b26b00;--amber-ink:#6b4200;--amber-soft:#fff1d6;--red-ink:#8f1512;
--red-soft:#fce9e7;--line:#dbd8d1;--control:#858078`;
const dark = `--bg:#14181a;--surface:#1c2124;--sunken:#101315;--ink:#ecf0f1;--ink-2:#bfc8cc;--ink-3:#98a3a8;--accent:#6fc3d2;
--accent-ink:#8fd6e2;--accent-soft:#14343b;--amber:#e0a23c;--amber-ink:#f6c978;--amber-soft:#33270f;--red-ink:#ffb3ac;
--red-soft:#3b1a18;--line:#30383c;--control:#79848a`;

export const reportStyle = `
:root{color-scheme:light;${light}}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;${dark}}}
*{box-sizing:border-box;margin:0}
body{background:var(--bg);color:var(--ink-2);font:400 18px/28px system-ui,-apple-system,"Segoe UI Variable Text",
"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.page{max-width:976px;margin:0 auto;padding:32px 24px 48px}
h1,h2,h3,strong,th{color:var(--ink);font-weight:600}
h1{font-size:32px;line-height:40px;margin:24px 0 4px}
h2{font-size:22px;line-height:32px;margin:48px 0 4px}
h3{font-size:19px;line-height:28px}
a{color:var(--accent-ink)}
.note{color:var(--ink-2);font-size:16px;line-height:24px}
.brand{display:flex;align-items:center;gap:12px;color:var(--ink);font-weight:600}
.brand svg{width:20px;height:22px;fill:none}
.skip{position:absolute;left:-9999px}
.skip:focus{left:24px;top:8px;background:var(--surface);padding:8px 12px}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.tally{display:grid;grid-template-columns:repeat(3,1fr);gap:12px;margin-top:24px;padding:0;list-style:none}
.tally li{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:12px 20px;display:flex;
align-items:center;gap:12px;line-height:24px}
.tally b{display:block;font-size:22px;line-height:28px;color:var(--ink);font-weight:600}
.hidden-list{display:flex;gap:10px;margin-top:8px}
.hidden-list svg{width:20px;height:20px;margin-top:2px}
.tally svg{width:24px;height:24px;color:var(--ink-2)}
svg{fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round;flex:none}
.card{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:20px;margin-top:12px;
display:grid;grid-template-columns:44px 1fr;column-gap:18px;break-inside:avoid}
.tile{width:44px;height:44px;border-radius:10px;display:grid;place-items:center;background:var(--amber-soft);
color:var(--amber)}
.tile svg{width:24px;height:24px}
.critical .tile{background:var(--red-soft);color:var(--red-ink)}
.info .tile,.mild .tile{background:var(--sunken);color:var(--ink-2)}
.level{float:right;margin-left:16px;font-size:16px;line-height:28px;color:var(--ink-2)}
.critical .level{color:var(--red-ink);font-weight:600}
.card h4{font-size:16px;line-height:24px;margin-top:12px;color:var(--ink);font-weight:600}
.card ol{margin:2px 0 0;padding-left:22px;font-size:16px;line-height:26px}
.proof{margin-top:12px;padding-top:10px;border-top:1px solid var(--line);font-size:14px;line-height:22px;
color:var(--ink-2)}
.proof b{color:var(--ink);font-weight:600}
.effects{margin:12px 0 0;padding:0 0 0 16px;border-left:2px solid var(--line);list-style:none;font-size:16px;
line-height:24px}
.effects li+li{margin-top:8px}
.effects .proof{margin:0;padding:0;border:0}
.fine{columns:3;column-gap:24px;margin:12px 0 0;padding:0;list-style:none;font-size:16px;line-height:24px}
.fine li{display:flex;gap:8px;padding:3px 0;break-inside:avoid}
.fine svg{width:18px;height:18px;margin-top:3px;color:var(--accent)}
.charts{display:grid;grid-template-columns:repeat(3,1fr);gap:12px;margin-top:12px}
.charts .box{margin:0}figcaption{color:var(--ink);font-weight:600;font-size:16px;line-height:24px}
.chart{display:block;width:100%;height:64px;margin:6px 0;overflow:visible}
.chart polygon{fill:var(--accent-soft);stroke:none}.chart polyline{stroke:var(--accent);stroke-width:1.5}
.chart polyline,.chart line{vector-effect:non-scaling-stroke}.chart line{stroke:var(--line);stroke-width:1;stroke-dasharray:3 3}
.left-out{font-size:16px;line-height:24px}
.areas{columns:2;column-gap:12px;margin-top:12px}
.box{background:var(--surface);border:1px solid var(--line);border-radius:14px;margin:0 0 12px;padding:12px 20px 14px;
break-inside:avoid}
.box p+p{margin-top:8px}
.wide{margin-top:12px;overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:15px;line-height:22px}
caption{text-align:left;color:var(--ink);font-weight:600;font-size:17px;line-height:28px;padding-bottom:4px}
caption small{float:right;max-width:60%;text-align:right;font-weight:400;font-size:13px;color:var(--ink-3)}
th,td{text-align:left;vertical-align:top;padding:5px 16px 5px 0;border-top:1px solid var(--line);
unicode-bidi:isolate}
th:last-child,td:last-child{padding-right:0}
.facts th{font-weight:400;color:var(--ink-2);width:38%}
.facts td{color:var(--ink)}
thead th{border-top:0;font-size:13px;line-height:18px;font-weight:400;color:var(--ink-3)}
.checks{font-size:13px;line-height:18px}
.checks th,.checks td{padding-right:12px}
.checks tbody th{font-weight:400;color:var(--ink);white-space:nowrap}
.checks .fired td{color:var(--ink)}
.checks td:nth-child(3){white-space:nowrap}
.checks td:nth-child(2){min-width:150px}
.hidden-value{background:var(--accent-soft);color:var(--accent-ink);border-radius:6px;padding:1px 6px;font-weight:600;white-space:nowrap}
footer{margin-top:48px;padding-top:16px;border-top:1px solid var(--line);font-size:14px;line-height:22px}
@media screen and (max-width:760px){.areas,.fine{columns:1}.charts{grid-template-columns:1fr}.tally{grid-template-columns:1fr}}
@media (forced-colors:active){.card,.box,.tally li{border-color:CanvasText}}
@media print{
:root{color-scheme:light;${light};--bg:#fff;--sunken:#f2f1ee}
@page{margin:16mm 14mm;@bottom-right{content:counter(page) " / " counter(pages);font-size:8pt}}
body{font-size:11pt;line-height:16pt}
.page{max-width:none;padding:0}
h1{font-size:20pt;line-height:26pt;margin-top:8pt}
h2{font-size:14pt;line-height:20pt;margin-top:22pt;break-after:avoid}
h3{font-size:12pt;line-height:18pt}
.note,.card ol,.fine,.effects,.card h4{font-size:10pt;line-height:15pt}
.card{padding:10pt 12pt;grid-template-columns:32px 1fr;column-gap:12px}
.tile{width:32px;height:32px}.tile svg{width:18px;height:18px}
.level{font-size:10pt;line-height:18pt}
.tally{gap:8pt;margin-top:12pt}.tally li{padding:6pt 10pt;line-height:14pt}.tally b{font-size:13pt;line-height:17pt}
.proof{font-size:9pt;line-height:13pt}
table{font-size:9.5pt;line-height:14pt}caption{font-size:11pt}.box{padding:8pt 12pt 10pt}
.checks{font-size:8pt;line-height:11pt}thead th{font-size:8pt;line-height:11pt}
.checks td:nth-child(2){min-width:0}thead{display:table-header-group}tr{break-inside:avoid}
.tile,.hidden-value,.chart{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.skip{display:none}.new-page{break-before:page}.new-page h2{margin-top:0}
.new-page .wide{border:0;padding:0}.wide{overflow:visible;break-inside:auto}
.charts,[aria-labelledby=busy]{break-inside:avoid}
footer{font-size:9pt;line-height:13pt}
}
`;

/** Each element of the HTML standard, used as it should be: nothing to find. */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { standardElements } from "../src/article/html-standard.js";
import { found, presetPlan } from "./support/preset-plan.js";

const page = (head: string, body = "<p>甲</p>") =>
  `<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>甲</title>${head}</head><body>${body}</body></html>`;
const table = (inner: string) => `<table>${inner}</table>`;
const media = "https://a.example/b";

const fragments: Readonly<Record<string, string>> = {
  a: '<p><a href="https://a.example/">今天的天气</a></p><a href="https://a.example/b"><h2>明天</h2><p>下雨</p></a>',
  abbr: '<p><abbr title="世界卫生组织">世卫</abbr></p>',
  address: "<address>杭州市<br>一号</address>",
  area: `<img src="${media}.png" alt="地图" width="4" height="3" usemap="#m"><map name="m"><area shape="rect" coords="0,0,1,1" href="https://a.example/" alt="杭州"></map>`,
  article: "<article><h2>甲</h2><p>乙</p></article>",
  aside: "<aside><p>甲</p></aside>",
  audio: `<audio controls preload="none"><source src="${media}.ogg" type="audio/ogg"><p>听不了？</p></audio>`,
  b: "<p><b>甲</b></p>",
  base: page('<base href="https://a.example/">'),
  bdi: "<p><bdi>甲</bdi></p>",
  bdo: '<p><bdo dir="rtl">甲</bdo></p>',
  blockquote: `<blockquote cite="${media}"><p>甲</p></blockquote>`,
  body: page(""),
  br: "<p>甲<br>乙<br/>丙<br />丁</p>",
  button: '<button type="button">甲</button>',
  canvas: '<canvas width="4" height="3">甲</canvas>',
  caption: table("<caption>甲</caption><tr><th>乙<tr><td>丙"),
  cite: "<p><cite>史记</cite></p>",
  code: "<p><code>a &lt; b</code></p>",
  col: table('<colgroup><col><col span="2"></colgroup><tr><th>甲<th>乙<th>丙'),
  colgroup: table('<colgroup span="2"></colgroup><tr><th>甲<th>乙'),
  data: '<p><data value="1">一</data></p>',
  datalist: '<label>甲 <input list="l"></label><datalist id="l"><option value="乙"></datalist>',
  dd: "<dl><dt>甲<dd>乙<dd>丙</dl>",
  del: '<p><del datetime="2021-12-11">甲</del></p><del><p>乙</p></del>',
  details: "<details open><summary>甲</summary><p>乙</p></details>",
  dfn: "<p><dfn>甲</dfn>是乙</p>",
  dialog: '<dialog open><p>甲</p><form method="dialog"><button>好</button></form></dialog>',
  div: "<div><p>甲</p></div><div>乙<span>丙</span></div>",
  dl: "<dl><div><dt>甲</dt><dd>乙</dd></div></dl>",
  dt: "<dl><dt>甲</dt><dt>乙</dt><dd>丙</dd></dl>",
  em: "<p><em>甲</em></p>",
  embed: '<embed src="/a.svg" type="image/svg+xml" width="4" height="3">',
  fieldset: "<form><fieldset disabled><legend>甲</legend><label>乙 <input></label></fieldset></form>",
  figcaption: "<figure><figcaption>甲</figcaption><pre>乙</pre></figure>",
  figure: `<figure><img src="${media}.png" alt="船" width="4" height="3"><figcaption><p>甲</p></figcaption></figure>`,
  footer: "<footer><p>甲</p></footer>",
  form: '<form action="https://a.example/" method="post"><input type="hidden" name="a" value="b"><button>好</button></form>',
  h1: "<h1>甲</h1>",
  h2: "<h1>甲</h1><h2>乙</h2>",
  h3: "<h2>甲</h2><h3>乙</h3>",
  h4: "<h3>甲</h3><h4>乙</h4>",
  h5: "<h4>甲</h4><h5>乙</h5>",
  h6: "<h5>甲</h5><h6>乙</h6>",
  head: page(""),
  header: "<header><h2>甲</h2></header>",
  hgroup: "<hgroup><h2>甲</h2><p>乙</p></hgroup>",
  hr: "<p>甲</p><hr><p>乙</p>",
  html: page(""),
  i: '<p><i lang="la">甲</i></p>',
  iframe: '<iframe src="/a.html" title="地图" width="400" height="300" loading="lazy" allowfullscreen></iframe>',
  img: `<img src="${media}.png" alt="一只船" width="4" height="3" loading="lazy" decoding="async">`,
  input: '<label>甲 <input type="text" name="a" required maxlength="4"></label>',
  ins: "<p><ins>甲</ins></p><ins><p>乙</p></ins>",
  kbd: "<p><kbd><kbd>Ctrl</kbd>+<kbd>C</kbd></kbd></p>",
  label: '<label for="i">甲</label><input id="i">',
  legend: "<fieldset><legend><h2>甲</h2></legend>乙</fieldset>",
  li: '<ol><li value="3">甲<li><p>乙</p><ul><li>丙</ul></ol>',
  link: page('<link rel="stylesheet" href="/a.css">'),
  main: "<main><p>甲</p></main>",
  map: `<img src="${media}.png" alt="地图" width="4" height="3" usemap="#m"><map name="m"><p><a href="https://a.example/">杭州的地图</a></p></map>`,
  mark: "<p><mark>甲</mark></p>",
  math: "<p><math><mi>x</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math></p>",
  menu: '<menu><li><button type="button">甲</button></li></menu>',
  meta: page('<meta name="description" content="甲">'),
  meter: '<p><meter min="0" max="10" value="3">3</meter></p>',
  nav: '<nav><ul><li><a href="https://a.example/">首页在这里</a></ul></nav>',
  noscript: "<noscript><p>甲</p></noscript>",
  object: '<object data="/a.svg" type="image/svg+xml" width="4" height="3"><p>甲</p></object>',
  ol: '<ol start="2" reversed type="a"><li>甲</ol>',
  optgroup: '<select><optgroup label="甲"><option>乙<option>丙</optgroup></select>',
  option: '<select><option value="" selected>甲<option disabled>乙</select>',
  output: "<form><output>甲</output></form>",
  p: "<p>甲<p>乙</p><p>丙<ul><li>丁</ul>",
  picture: `<picture><source srcset="${media}.avif" type="image/avif"><img src="${media}.png" alt="船" width="4" height="3"></picture>`,
  pre: "<pre><code>甲\n  乙</code></pre>",
  progress: '<p><progress max="100" value="30">30%</progress></p>',
  q: "<p><q>甲</q></p>",
  rp: "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
  rt: "<ruby>漢<rt>kan<rt>han</ruby>",
  ruby: "<p><ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby></p>",
  s: "<p><s>甲</s></p>",
  samp: "<p><samp>甲</samp></p>",
  script: '<script type="application/ld+json">{ "a": "</p>" }</script>',
  search: '<search><form><input type="search" name="q" aria-label="搜索"></form></search>',
  section: "<section><h2>甲</h2></section>",
  select: '<select name="a" multiple size="3"><option>甲<hr><option>乙</select>',
  selectedcontent: "<select><button><selectedcontent></selectedcontent></button><option>甲</select>",
  slot: "<slot>甲</slot>",
  small: "<p><small>甲</small></p>",
  source: `<video controls width="4" height="3"><source src="${media}.mp4" type="video/mp4"></video>`,
  span: "<p><span>甲</span></p>",
  strong: "<p><strong>甲</strong></p>",
  style: page("<style>p > a { color: red }</style>"),
  sub: "<p>H<sub>2</sub>O</p>",
  summary: "<details><summary><h2>甲</h2></summary>乙</details>",
  sup: "<p>m<sup>2</sup></p>",
  svg: '<svg viewBox="0 0 4 3"><title>甲</title><g><path d="M0 0"/></g><foreignObject><p>乙</p></foreignObject></svg>',
  table: table("<thead><tr><th>甲<th>乙<tbody><tr><td>丙<td>丁<tfoot><tr><td colspan=2>戊"),
  tbody: table('<tbody><tr><th rowspan="2">甲<td>乙<tr><td>丙</tbody>'),
  td: table("<tr><td><p>甲</p><ul><li>乙</ul></td></tr>"),
  template: "<template><tr><td>甲</td></tr></template>",
  textarea: '<textarea rows="3" cols="20" wrap="hard" aria-label="甲">a < b</textarea>',
  tfoot: table("<tr><th>甲<tfoot><tr><td>乙</tfoot>"),
  th: table('<tr><th scope="col" abbr="甲">甲乙<tr><td>丙'),
  thead: table("<thead><tr><th>甲</thead><tr><td>乙"),
  time: '<p><time datetime="2021-12-11">昨天</time></p>',
  title: page(""),
  tr: table("<tr><th>甲</th><td>乙</td></tr>"),
  track: `<video controls src="${media}.mp4" width="4" height="3"><track kind="captions" src="${media}.vtt" srclang="zh" label="中文" default></video>`,
  u: "<p><u>甲</u></p>",
  ul: "<ul><li>甲</li><li>乙</li></ul>",
  var: "<p><var>x</var></p>",
  video: `<video controls src="${media}.mp4" poster="${media}.png" width="4" height="3" preload="metadata" playsinline></video>`,
  wbr: "<p>甲<wbr>乙</p>",
};

const current = [...standardElements].flatMap(([tag, { obsolete }]) => (obsolete ? [] : [tag]));

it("the table of elements is what the package says of them", () => {
  execFileSync(process.execPath, ["node_modules/jiti/lib/jiti-cli.mjs", "tools/html-standard.ts", "--check"]);
});

it("there is a fragment for each element of the standard that is not obsolete", () => {
  for (const [tag, fragment] of Object.entries(fragments)) expect(fragment).toContain(`<${tag}`);
  expect(Object.keys(fragments)).toEqual(expect.arrayContaining(current));
});

describe("nothing is found", () => {
  const plan = presetPlan("recommended", ["html", "image", "link"]);
  const strict = presetPlan("strict", ["html"]);
  it.each(Object.entries(fragments))("in a correct %s", async (_, fragment) => {
    expect(await found(plan, "a.html", fragment)).toEqual([]);
    expect(await found(strict, "a.html", fragment)).toEqual([]);
    if (!fragment.startsWith("<!DOCTYPE")) expect(await found(plan, "a.md", `甲\n\n${fragment}\n\n乙\n`)).toEqual([]);
  });
});

/**
 * Articles and trees as somebody who means harm, or a tool that is broken, might leave them: each with what stet must
 * say of it, written by hand. `marker` is a file that code in an article would make, if anything ever ran it.
 */
import { gzipSync } from "node:zlib";

/** An article whose file name says what is odd about it. */
export interface HostileArticle {
  /** Bytes where the name is no UTF-8. */
  readonly file: string | Buffer;
  readonly content: string | Uint8Array;
  /** The rules that must have something to say, all of them and no others; none: a clean bill. */
  readonly rules: readonly string[];
}

type Row = readonly [file: string | Buffer, content: string | Uint8Array, rules?: string];

const table = (rows: readonly Row[]): HostileArticle[] =>
  rows.map(([file, content, rules = ""]) => ({ file, content, rules: rules.split(" ").filter((name) => name !== "") }));

const head = "---\ntitle: 灯塔\ndate: 2022-05-01T09:30:00+08:00\n---\n\n";
const text = "<p>海边的灯塔亮了一整夜。</p>\n";
/** An article with these lines in its front matter. */
const keys = (lines: string): string => `${head.replace("---\n\n", "")}${lines}\n---\n\n${text}`;
const titled = (title: string): string => `---\ntitle: ${title}\ndate: 2022-05-01T09:30:00+08:00\n---\n\n${text}`;
const body = (html: string): string => `${head}${html}\n`;
/** As other encodings have it: ASCII in the front matter, so that only the body is odd. */
const bytes = (...parts: (string | readonly number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));
const plain = "---\ntitle: Lamp\ndate: 2022-05-01T09:30:00+08:00\n---\n\n";
const utf16be = (content: string): Buffer => Buffer.from(content, "utf16le").swap16();
const utf32 = (content: string, little: boolean): Buffer => {
  const buffer = Buffer.alloc([...content].length * 4);
  [...content].forEach((char, at) => {
    const code = char.codePointAt(0) ?? 0;
    if (little) buffer.writeUInt32LE(code, at * 4);
    else buffer.writeUInt32BE(code, at * 4);
  });
  return buffer;
};

/** Nothing of an article is ever run, whatever language its front matter claims. */
export const codeInArticles = (marker: string): HostileArticle[] => {
  const write = `require("fs").writeFileSync(${JSON.stringify(marker)}, "ran")`;
  const language = "front-matter/language";
  return table([
    ["fence-js.md", `---js\n{ title: ${write} }\n---\n${text}`, language],
    ["fence-javascript.md", `---javascript\n(function () { ${write}; return {} })()\n---\n${text}`, language],
    ["fence-coffee.md", `---coffee\ntitle: ${write}\n---\n${text}`, language],
    ["fence-coffeescript.md", `---coffeescript\ntitle: ${write}\n---\n${text}`, language],
    ["fence-cson.md", `---cson\ntitle: ${write}\n---\n${text}`, language],
    ["fence-proto.md", `---__proto__\n${write}\n---\n${text}`, language],
    ["fence-constructor.md", `---constructor\n${write}\n---\n${text}`, language],
    [
      "fence-js-after-blank-lines.md",
      `\n\n---js\n${write}\n---\n${text}`,
      "front-matter/language source/leading-blank",
    ],
    ["yaml-js-function.md", keys(`x: !!js/function 'function () { ${write} }'`), ""],
    ["yaml-js-regexp.md", keys("x: !!js/regexp /a/gim"), ""],
    ["yaml-python.md", keys(`x: !!python/object/apply:os.system ["touch ${marker}"]`), ""],
    ["yaml-own-tag.md", keys(`x: !<tag:example.org,2022:run> ${JSON.stringify(write)}`), "front-matter/syntax"],
    ["template-in-values.md", keys(`x: "{{ ${write.replaceAll('"', "'")} }} <%= 1 %> \${process.exit(3)}"`), ""],
    ["script-in-body.md", body(`<script>${write}</script>${text}`), "html/no-dangerous"],
    ["handler-in-body.md", body(`<p onclick='${write}'>海边</p>`), "html/no-dangerous"],
    ["javascript-link.md", body(`<p><a href="javascript:alert(1)">海边的灯塔</a></p>`), "html/no-dangerous"],
    [
      "javascript-link-disguised.md",
      body(`<p><a href="&#106;ava&#9;script:alert(1)">海边的灯塔</a></p>`),
      "html/no-dangerous",
    ],
    ["srcdoc.md", body(`<iframe title="图" srcdoc="<script>${marker}</script>"></iframe>${text}`), "html/no-dangerous"],
    ["include-in-text.md", body(`<p>{% include ${marker} %} <!--#exec cmd="touch ${marker}" --> 海边</p>`), ""],
  ]);
};

const nested = (open: string, close: string, depth: number, inner = "甲"): string =>
  open.repeat(depth) + inner + close.repeat(depth);

const aliasBomb = `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 20 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(", ")}]`).join("\n")}`;
const mergeBomb = `m0: &m0 { k: 1 }\n${Array.from({ length: 24 }, (_, at) => `m${at + 1}: &m${at + 1} { <<: [*m${at}, *m${at}], k${at}: 1 }`).join("\n")}`;

/** Front matter that overwhelms, deceives or breaks readers. */
export const frontMatter: readonly HostileArticle[] = table([
  ["alias-bomb.md", keys(aliasBomb), "front-matter/syntax"],
  ["merge-bomb.md", keys(mergeBomb), "front-matter/syntax"],
  ["alias-to-itself.md", keys("a: &a [*a]"), "front-matter/syntax"],
  ["alias-without-anchor.md", keys("a: *nowhere"), "front-matter/syntax"],
  ["prototype-key-yaml.md", keys("__proto__: { polluted: yes }"), "front-matter/ambiguous-scalar"],
  ["prototype-key-nested.md", keys("a: { constructor: { prototype: { polluted: 1 } } }"), ""],
  ["object-keys.md", keys("toString: 1\nhasOwnProperty: 2\nvalueOf: 3\nconstructor: 4"), ""],
  [
    "prototype-key-toml.md",
    `+++\ntitle = "灯塔"\ndate = 2022-05-01T09:30:00+08:00\n[__proto__]\npolluted = 1\n+++\n\n${text}`,
    "",
  ],
  [
    "prototype-key-json.md",
    `---json\n{ "title": "灯塔", "date": "2022-05-01T09:30:00+08:00", "__proto__": { "polluted": 1 } }\n---\n\n${text}`,
    "",
  ],
  ["deep-flow-yaml.md", keys(`a: ${nested("[", "]", 20_000, "1")}`), "front-matter/syntax"],
  ["deep-map-yaml.md", keys(`a: ${nested("{a: ", "}", 20_000, "1")}`), "front-matter/syntax"],
  [
    "deep-block-yaml.md",
    keys(Array.from({ length: 2_000 }, (_, at) => `${" ".repeat(at)}a:`).join("\n")),
    "front-matter/syntax",
  ],
  [
    "deep-json.md",
    `---json\n{ "title": "灯塔", "date": "2022-05-01T09:30:00+08:00", "a": ${nested("[", "]", 20_000, "1")} }\n---\n\n${text}`,
    "front-matter/syntax",
  ],
  [
    "deep-toml.md",
    `+++\ntitle = "灯塔"\ndate = 2022-05-01T09:30:00+08:00\na = ${nested("[", "]", 20_000, "1")}\n+++\n\n${text}`,
    "front-matter/syntax",
  ],
  ["ten-thousand-keys.md", keys(Array.from({ length: 10_000 }, (_, at) => `k${at}: ${at}`).join("\n")), ""],
  ["thousand-duplicates.md", keys(Array.from({ length: 1_000 }, () => "k: 1").join("\n")), "front-matter/syntax"],
  ["long-key.md", keys(`${"k".repeat(100_000)}: 1`), "front-matter/syntax"],
  ["long-value.md", keys(`k: ${"甲".repeat(300_000)}`), "front-matter/syntax"],
  ["long-title.md", titled("甲".repeat(100_000)), "front-matter/title"],
  [
    "strange-numbers.md",
    keys("a: 1e999999\nb: -0\nc: .inf\nd: .nan\ne: 0x7fffffffffffffffffff\nf: 9007199254740993"),
    "front-matter/ambiguous-scalar",
  ],
  ["binary.md", keys("a: !!binary AAECAwQ="), ""],
  ["unclosed-fence.md", `---\ntitle: 灯塔\n${text}`, "front-matter/syntax"],
  ["fence-alone.md", "---", "front-matter/required text/stub"],
  ["two-fences-alone.md", "---\n---", "front-matter/schema text/stub"],
  ["four-dashes.md", `----\ntitle: 灯塔\n----\n${text}`, "front-matter/required"],
  ["second-document.md", keys("...\n---\nb: 2"), ""],
  ["tab-indented.md", keys("a:\n\tb: 1"), "front-matter/syntax"],
  ["unclosed-quote.md", keys(`a: "${"b ".repeat(1_000)}`), "front-matter/syntax"],
  ["unclosed-brackets.md", keys(`a: ${"[".repeat(3_000)}`), "front-matter/syntax"],
  ["list-instead-of-map.md", `---\n- 1\n- 2\n---\n\n${text}`, "front-matter/syntax"],
  ["text-instead-of-map.md", `---\n灯塔\n---\n\n${text}`, "front-matter/syntax"],
  ["question-marks.md", keys(`${"? ".repeat(2_000)}a`), "front-matter/syntax"],
  ["dashes-in-value.md", keys(`a: ${"- ".repeat(5_000)}b`), "front-matter/syntax"],
  ["schema-remote.md", keys("$schema: http://127.0.0.1:9/schema.json"), "front-matter/schema"],
  ["schema-outside.md", keys("$schema: /etc/passwd"), "front-matter/schema"],
  ["schema-endless-device.md", keys("$schema: /dev/zero"), "front-matter/schema"],
  ["schema-above.md", keys("$schema: ../../../../../../../../etc/hostname"), "front-matter/schema"],
  ["schema-is-list.md", keys("$schema: [a, b]"), "front-matter/schema"],
  ["date-beyond-time.md", `---\ntitle: 灯塔\ndate: 99999-99-99T99:99:99Z\n---\n\n${text}`, "front-matter/date"],
]);

/** Bytes and line ends of every kind. */
export const encodings: readonly HostileArticle[] = table([
  ["utf8-bom.md", `\ufeff${head}${text}`, ""],
  ["two-boms.md", `\ufeff\ufeff${head}${text}`, "front-matter/required text/invisible"],
  ["bom-alone.md", "\ufeff", "front-matter/required text/stub"],
  ["empty.md", "", "front-matter/required text/stub"],
  ["blank.md", " \n\t\n \n", "front-matter/required text/stub"],
  ["one-byte.md", "x", "front-matter/required"],
  ["nul-alone.md", "\0", "source/encoding"],
  ["nul-in-text.md", body("<p>海\0边</p>"), "source/encoding"],
  ["utf16le-bom.md", bytes([0xff, 0xfe], [...Buffer.from(head + text, "utf16le")]), "source/encoding"],
  ["utf16be-bom.md", bytes([0xfe, 0xff], [...utf16be(head + text)]), "source/encoding"],
  ["utf16le-bare.md", Buffer.from(head + text, "utf16le"), "source/encoding"],
  ["utf16be-bare.md", utf16be(head + text), "source/encoding"],
  ["utf16-odd-length.md", bytes([0xff, 0xfe], [...Buffer.from(head, "utf16le")], [0x41]), "source/encoding"],
  ["utf16-lone-surrogate.md", bytes([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]), "source/encoding"],
  ["utf32le.md", utf32(`\ufeff${head}`, true), "source/encoding"],
  ["utf32be.md", utf32(`\ufeff${head}`, false), "source/encoding"],
  ["gbk.md", bytes(plain, [0xba, 0xa3, 0xb1, 0xdf, 0xb5, 0xc4, 0xb5, 0xc6, 0xcb, 0xfe, 0x0a]), "source/encoding"],
  ["gb18030.md", bytes(plain, [0x81, 0x30, 0x81, 0x30, 0x82, 0x35, 0x8f, 0x33, 0xba, 0xa3, 0x0a]), "source/encoding"],
  ["big5.md", bytes(plain, [0xae, 0xfc, 0xc3, 0xe4, 0xaa, 0xba, 0x0a]), "source/encoding"],
  ["shift-jis.md", bytes(plain, [0x93, 0x94, 0x91, 0xe4, 0x83, 0x65, 0x0a]), "source/encoding"],
  ["latin1.md", bytes(plain, "Le phare br", [0xfb], "le toute la nuit\n"), "source/encoding"],
  ["overlong.md", bytes(plain, [0xc0, 0xaf, 0x0a]), "source/encoding"],
  ["surrogate-in-utf8.md", bytes(plain, [0xed, 0xa0, 0x80, 0x0a]), "source/encoding"],
  ["beyond-unicode.md", bytes(plain, [0xf4, 0x90, 0x80, 0x80, 0x0a]), "source/encoding"],
  ["cut-in-character.md", bytes(plain, text, [0xe6, 0xb5]), "source/encoding"],
  ["continuation-bytes.md", bytes(plain, Array(5_000).fill(0x80)), "source/encoding"],
  ["utf7.md", `${plain}+bElidw- lamp by the sea\n`, ""],
  ["png.md", bytes([0x89], "PNG\r\n", [0x1a], "\n", Array(64).fill(0)), "source/encoding"],
  ["gzip.md", gzipSync(head + text), "source/encoding"],
  ["elf.md", bytes([0x7f], "ELF", [2, 1, 1, 0, 0xff, 0xfe]), "source/encoding"],
  ["crlf.md", (head + text).replaceAll("\n", "\r\n"), ""],
  ["cr-alone.md", (head + text).replaceAll("\n", "\r"), "source/eol"],
  ["mixed-line-ends.md", `${head.replaceAll("\n", "\r\n")}<p>海边</p>\n<p>灯塔</p>\r`, "source/eol"],
  [
    "other-line-ends.md",
    body("<p>海边\u0085灯塔\u2028夜里\u2029风\u000b雨\u000c雪</p>"),
    "html/parse-error text/invisible",
  ],
  ["line-of-1-mb.md", body(`<p>${"海边的灯塔。".repeat(180_000)}</p>`), ""],
  ["two-hundred-thousand-lines.md", body(`<p>${"海\n".repeat(200_000)}</p>`), ""],
  ["blank-lines-first.md", `${"\n".repeat(10_000)}${head}${text}`, "source/leading-blank"],
]);

/** Markup that no author would write. */
export const markup: readonly HostileArticle[] = table([
  ["unclosed-comment.html", body(`${text}<!-- <p>`), "html/parse-error"],
  ["unclosed-script.html", body(`${text}<script>"</scrip>"`), "html/no-dangerous html/unclosed-element"],
  ["unclosed-cdata.html", body(`${text}<![CDATA[ x`), "html/parse-error"],
  ["unclosed-svg-cdata.html", body(`${text}<svg><![CDATA[ x`), "html/parse-error html/unclosed-element"],
  ["unclosed-textarea.html", body(`${text}<textarea><p>`), "html/unclosed-element"],
  ["unclosed-style.html", body(`${text}<style>p {`), "html/unclosed-element"],
  ["unclosed-quote.html", body(`${text}<p title="海边`), "html/parse-error"],
  ["plaintext.html", body(`${text}<plaintext></p></plaintext>`), ""],
  ["tag-cut-at-end.html", `${head}${text}<`, "html/parse-error"],
  ["end-tag-cut-at-end.html", `${head}${text}</`, "html/parse-error"],
  ["doctype-within.html", body(`${text}<!doctype html><html><body>${text}`), ""],
  ["conditional-comments.html", body(`${text}<!--[if IE]><p><![endif]--><![if !IE]><![endif]>`), "html/office-markup"],
  [
    "nul-like-references.html",
    body("<p>&#0;&#xD800;&#x110000;&#99999999999999999999;</p>"),
    "html/character-reference",
  ],
  ["fifty-thousand-ampersands.html", body(`<p>${"&".repeat(50_000)}</p>`), ""],
  ["fifty-thousand-references.html", body(`<p>${"&amp".repeat(50_000)}</p>`), "html/character-reference"],
  [
    "fifty-thousand-attributes.html",
    body(`<p ${Array.from({ length: 50_000 }, (_, at) => `data-a${at}="${at}"`).join(" ")}>海边</p>`),
    "",
  ],
  ["fifty-thousand-equal-attributes.html", body(`<p ${"a=1 ".repeat(50_000)}>海边</p>`), "html/duplicate-attribute"],
  ["attribute-of-1-mb.html", body(`<p title="${"甲".repeat(350_000)}">海边</p>`), ""],
  ["tag-name-of-100-kb.html", body(`<${"x".repeat(100_000)}>海边`), "html/unknown-element"],
  ["hundred-thousand-nested.html", body(nested("<div>", "</div>", 100_000)), ""],
  ["hundred-thousand-unclosed.html", body("<div>".repeat(100_000)), "html/unclosed-element"],
  ["nested-formatting.html", body(nested("<b>", "</b>", 5_000)), ""],
  ["misnested-formatting.html", body("<b><i><p>甲</b>".repeat(500)), "html/unclosed-element"],
  ["nested-links.html", body("<a href='a'>甲".repeat(2_000)), "html/unclosed-element"],
  ["nested-tables.html", body(nested("<table><tr><td>", "</td></tr></table>", 2_000)), ""],
  ["text-in-tables.html", body(`<table>${"甲<tr>".repeat(2_000)}</table>`), "html/nesting"],
  ["nested-svg.html", body(nested("<svg><foreignObject>", "</foreignObject></svg>", 2_000)), ""],
  ["nested-templates.html", body(nested("<template>", "</template>", 2_000)), ""],
  ["ten-thousand-stray-ends.html", body(`${text}${"</div>".repeat(10_000)}`), "html/stray-end-tag"],
  ["ten-thousand-equal-ids.html", body("<p id=a>甲</p>".repeat(10_000)), "html/duplicate-id"],
  [
    "srcset-of-20000.html",
    body(
      `<p><img src="https://a.example/a.png" alt="灯塔" width="9" height="9" srcset="${Array.from({ length: 20_000 }, (_, at) => `https://a.example/${at}.png ${at + 1}w`).join(", ")}"></p>`,
    ),
    "image/srcset",
  ],
  [
    "srcset-of-commas.html",
    body(`<p><img src="https://a.example/a.png" alt="灯塔" width="9" height="9" srcset="${", ".repeat(50_000)}"></p>`),
    "image/srcset",
  ],
  [
    "picture-from-disk.html",
    body(`<p><img src="file:///etc/passwd" alt="灯塔" width="9" height="9"></p>`),
    "image/src",
  ],
  [
    "picture-above-the-site.html",
    body(`<p><img src="../../../../../../../etc/passwd" alt="灯塔" width="9" height="9"></p>`),
    "image/reachable",
  ],
  [
    "picture-is-device.html",
    body(`<p><img src="../../../../../../../../dev/zero" alt="灯塔" width="9" height="9"></p>`),
    "image/reachable",
  ],
  [
    "picture-of-share.html",
    body(`<p><img src="\\\\host\\share\\a.png" alt="灯塔" width="9" height="9"></p>`),
    "image/src",
  ],
  [
    "picture-in-data-bomb.html",
    body(
      `<p><img src="data:image/svg+xml,${encodeURIComponent(`<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, at) => `<!ENTITY ${String.fromCharCode(98 + at)} "&${String.fromCharCode(97 + at)};&${String.fromCharCode(97 + at)};">`).join("")}]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&u;</text></svg>`)}" alt="灯塔" width="9" height="9"></p>`,
    ),
    "",
  ],
  [
    "picture-in-broken-data.html",
    body(`<p><img src="data:image/png;base64,${"%".repeat(5_000)}" alt="灯塔" width="9" height="9"></p>`),
    "image/reachable",
  ],
  [
    "meta-refresh.html",
    body(`${text}<meta http-equiv="refresh" content="0;url=https://a.example/">`),
    "html/no-dangerous",
  ],
  ["base-elsewhere.html", body(`<base href="https://a.example/">${text}`), "html/no-dangerous"],
  ["object-and-embed.html", body(`${text}<object data="a.swf"></object><embed src="a.swf">`), ""],
]);

/** What makes readers of Markdown slow. */
export const markdown: readonly HostileArticle[] = table([
  ["md-quotes.md", body(`${"> ".repeat(5_000)}甲`), "html/parse-error"],
  [
    "md-lists.md",
    body(Array.from({ length: 500 }, (_, at) => `${"  ".repeat(at)}- 甲`).join("\n")),
    "html/parse-error",
  ],
  ["md-open-brackets.md", body("[".repeat(20_000)), "html/parse-error"],
  ["md-open-pictures.md", body("![".repeat(20_000)), "html/parse-error"],
  ["md-bracket-pairs.md", body(`${"[".repeat(5_000)}甲${"]".repeat(5_000)}`), ""],
  ["md-link-openings.md", body("[a](".repeat(20_000)), "html/parse-error"],
  ["md-stars.md", body(`${"*a **b ".repeat(10_000)}`), "html/parse-error"],
  ["md-underscores.md", body(`甲${"_".repeat(50_000)}乙`), "html/parse-error"],
  ["md-code-ticks.md", body(Array.from({ length: 600 }, (_, at) => "`".repeat(at + 1)).join("a")), ""],
  ["md-less-than.md", body(`甲 ${"<".repeat(20_000)}`), ""],
  ["md-comment-openings.md", body(`甲 ${"<!--".repeat(10_000)}`), ""],
  ["md-instructions.md", body(`甲 ${"<?".repeat(10_000)}`), ""],
  ["md-backslashes.md", body(`甲${"\\".repeat(50_000)}`), ""],
  ["md-unclosed-code.md", body("```html\n<script>\n"), "markdown/fence"],
  ["md-wide-table.md", body(`|${"甲|".repeat(2_000)}\n|${"-|".repeat(2_000)}\n|${"乙|".repeat(2_000)}`), ""],
  [
    "md-definitions.md",
    body(Array.from({ length: 5_000 }, (_, at) => `[d${at}]: https://a.example/${at}`).join("\n")),
    "",
  ],
  ["md-template-openings.md", body(`甲 ${"{{ ".repeat(10_000)}${"{% ".repeat(10_000)}${"{{< ".repeat(10_000)}`), ""],
  ["md-autolinks.md", body(`甲 ${"www.".repeat(10_000)} ${"a@".repeat(10_000)} ${"http://".repeat(10_000)}`), ""],
  ["md-blanks-before-break.md", body(`甲${" ".repeat(100_000)}乙`), "html/parse-error"],
  ["md-dashes.md", body(`甲\n${"-".repeat(100_000)} x`), ""],
]);

/** Words to stet itself, gone wrong. */
export const directives: readonly HostileArticle[] = table([
  ["directive-unknown.md", body("<!-- stet-disable image/no-such-rule -->\n甲"), "source/directives"],
  ["directive-without-end.md", body("<!-- stet-disable image/alt"), "html/parse-error text/stub"],
  ["directive-bad-day.md", body("<!-- stet-disable image/alt until 9999-99-99 -->\n甲"), "source/directives"],
  ["directive-prototype.md", body("<!-- stet-disable __proto__, constructor -->\n甲"), "source/directives"],
  [
    "directives-by-thousands.md",
    body("<!-- stet-disable-next-line image/alt -- 原因 -->\n甲\n\n".repeat(3_000)),
    "source/directives",
  ],
  [
    "directive-with-controls.md",
    body("<!-- stet-disable image/alt -- \u001b[2J\u202e -->\n甲"),
    "html/parse-error source/directives",
  ],
  ["directive-of-100-kb.md", body(`<!-- stet-disable ${"a/b, ".repeat(20_000)} -->\n甲`), "source/directives"],
  ["directive-last-word.md", `${head}甲\n<!-- stet-disable-next-line -->`, "source/directives"],
]);

const screen = "\u001b[2J\u001b]0;owned\u0007";

/** Text that acts where it is printed: in terminals, on CI, in HTML reports, in spreadsheets. */
export const printed: readonly HostileArticle[] = table([
  ["title-escapes.md", titled(`"\\e[2J\\e]0;owned\\a灯塔"`), "front-matter/title"],
  ["title-bidi.md", titled('"灯塔\\u202Egnp.exe"'), "front-matter/title"],
  ["title-script.md", titled('"<script>alert(1)</script>"'), ""],
  ["title-command.md", titled('"x\\n::error file=a::owned"'), ""],
  ["title-percent.md", titled('"x%0A::error::owned"'), ""],
  ["title-formula.md", titled("'=cmd|'' /C calc''!A0'"), ""],
  ["key-escapes.md", keys(`"a\\e[2J": 1\n"a\\e[2J": 2`), "front-matter/syntax"],
  ["key-script.md", keys(`"<script>alert(1)</script>": 1\n"<script>alert(1)</script>": 2`), "front-matter/syntax"],
  ["key-formula.md", keys(`"=1+1": 1\n"=1+1": 2`), "front-matter/syntax"],
  ["key-command.md", keys(`"\\n::error::owned": 1\n"\\n::error::owned": 2`), "front-matter/syntax"],
  [
    "url-escapes.html",
    body(`<p><img src="https://a.example/${screen}.png" alt="灯塔" width="9" height="9"></p>`),
    "html/parse-error image/src",
  ],
  [
    "url-script.html",
    body(`<p><img src="https://a.example/<script>alert(1)</script>.png" alt="灯塔" width="9" height="9"></p>`),
    "image/src",
  ],
  [
    "url-command.html",
    body(`<p><img src="https://a.example/\n::error::owned.png" alt="灯塔" width="9" height="9"></p>`),
    "image/src",
  ],
  [
    "alt-escapes.html",
    body(`<p><img src="http://a.example/a.png" alt="${screen}" width="9" height="9"></p>`),
    "html/parse-error image/https text/invisible",
  ],
  [
    "id-escapes.html",
    body(`<p id="${screen}">甲</p><p id="${screen}">乙</p>`),
    "html/duplicate-id html/parse-error text/invisible",
  ],
  ["tag-script.html", body("<p>甲<x-&lt;script&gt;></p>"), "html/unclosed-element"],
  ["surrogates-by-reference.html", body("<p title='&#xD800;'>甲</p>"), "html/character-reference"],
  ["lone-surrogate-in-yaml.md", titled('"灯\\uD800塔"'), ""],
]);

/** Names that shells, CI systems, terminals and our own code might take for something else; each a clean article. */
export const oddNames: readonly (string | Buffer)[] = [
  "new\nline.md",
  "carriage\rreturn.md",
  "tab\there.md",
  "single'quote.md",
  'double"quote.md',
  "-leading-dash.md",
  "--fix.md",
  "-.md",
  `${"甲".repeat(84)}.md`,
  `${"a".repeat(252)}.md`,
  "\u001b[2Jescape.md",
  "bidi\u202edm.exe.md",
  "zero\u200bwidth.md",
  "::error file=a::owned.md",
  "percent%0A::error::owned.md",
  "=cmd()!A1.md",
  "+1.md",
  "@SUM(1).md",
  "<script>alert(1)<／script>.md",
  "$(touch owned).md",
  "`touch owned`.md",
  "; touch owned.md",
  "| touch owned.md",
  "a\\b.md",
  "*.md",
  "[a].md",
  "{a,b}.md",
  "!not.md",
  "#hash.md",
  "?query.md",
  " leading blank.md",
  "trailing blank .md",
  "~.md",
  "..md",
  "...md",
  "con.md",
  "__proto__.md",
  "constructor.md",
  "caf\u00e9.md",
  "cafe\u0301.md",
  "UPPER.MD",
  "😀.md",
  "\ufeffbom.md",
];

/** Names in encodings other than UTF-8, or with half a surrogate pair: no string is them. */
export const namesInBytes: readonly Buffer[] = [
  bytes("latin-", [0xe9], ".md"),
  bytes("gbk-", [0xb5, 0xc6], ".md"),
  bytes("surrogate-", [0xed, 0xa0, 0x80], ".md"),
  bytes("cut-", [0xe6, 0xb5], ".md"),
];

/** What is large, made when it is asked for. */
export const large = (): readonly HostileArticle[] =>
  table([
    ["twenty-mb.md", body("<p>海边的灯塔亮了一整夜。</p>\n".repeat(480_000))],
    ["twenty-mb-in-one-line.html", body(`<p>${"海边的灯塔亮了一整夜。".repeat(600_000)}</p>`)],
    ["more-than-is-read.md", Buffer.alloc(64 * 1024 * 1024 + 1, "甲"), "source/encoding"],
    [
      "hundred-thousand-pictures.html",
      body(
        Array.from(
          { length: 100_000 },
          (_, at) => `<img src="https://a.example/${at}.png" alt="灯塔" width="9" height="9">`,
        ).join("\n"),
      ),
    ],
    ["front-matter-of-10-mb.md", keys(`k: "${"甲".repeat(3_500_000)}"`), "front-matter/syntax"],
  ]);

/** An ordinary article, which every run must report beside what is odd: with one violation, or none. */
export const innocent = { broken: body(`${text}<p><b>灯塔</p>`), sound: head + text, rules: ["html/unclosed-element"] };

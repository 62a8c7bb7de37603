/** The HTML report as its readers have it: opened from a file in a real Chromium. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useLocale } from "../../src/locale/index.js";
import { historyIn } from "../../src/report/html/history.js";
import { pageModules, pageScript } from "../../src/report/html/page-script.js";
import { loadFormat, type ReportOptions } from "../../src/report/index.js";
import type { FileResult, RunEnd, Summary } from "../../src/results.js";
import { startPictureServer } from "../support/picture-server.js";
import { makeSite } from "../support/site.js";
import { fileResult, fix, options } from "./support.js";

const executablePath = "/usr/bin/chromium";
const hasBrowser = existsSync(executablePath);
if (!hasBrowser)
  console.warn(
    "NOTE: /usr/bin/chromium is missing: THE HTML REPORT IS NOT TESTED IN A BROWSER (apt-get install chromium)",
  );
const args =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

const noFacts = { total: 0, ok: 0, broken: 0, unverifiable: 0, unchecked: 0, reasons: {} };

/** The end of a run of these results, its totals counted. */
function endOf(
  files: readonly FileResult[],
  more: Partial<Omit<RunEnd, "summary">> & { readonly summary?: Partial<Summary> } = {},
): RunEnd {
  const all = files.flatMap(({ violations }) => violations);
  const count = (wanted: (violation: (typeof all)[number]) => boolean | undefined) => all.filter(wanted).length;
  const summary: Summary = {
    articles: files.length,
    errors: count(({ severity }) => severity === "error"),
    warnings: count(({ severity }) => severity === "warning"),
    fixable: count((one) => one.fix?.safe === true),
    unsafeFixable: count((one) => one.fix?.safe === false),
    fixed: 0,
    failures: files.reduce((total, { errors }) => total + errors.length, 0),
    images: noFacts,
    links: noFacts,
    ms: 1234,
    ...more.summary,
  };
  return { images: [], links: [], notes: [], unused: [], folded: [], ...more, summary };
}

const now = new Date("2026-11-20T13:17:00Z");

async function pageOf(
  files: readonly FileResult[],
  end = endOf(files),
  more: Partial<ReportOptions> = {},
): Promise<string> {
  const report = (await loadFormat("html"))({ ...options, now, ...more });
  return files.map((file) => report.file(file)).join("") + report.end(end);
}

const image = (url: string, more: Partial<RunEnd["images"][number]> = {}): RunEnd["images"][number] => ({
  url,
  verdict: "ok",
  reason: undefined,
  detail: "",
  type: "image/jpeg",
  declaredType: "image/jpeg",
  width: 600,
  height: 400,
  bytes: 48_000,
  finalUrl: url,
  requests: [],
  ...more,
});

const broken = image("https://pics.example/b.jpg", {
  verdict: "broken",
  reason: "not-found",
  detail: "HTTP 404 (HEAD and GET)",
  width: undefined,
  height: undefined,
  bytes: undefined,
});
const heavy = image("file:///site/static/big.png", { width: 4000, height: 3000, bytes: 5_400_000, type: "image/png" });

const ferryText = `---\ntitle: 渡口\n---\n\n<p>船来了。</p>\n<p><img src="a.jpg" data-size="400,600"></p>\n`;
const sizeAt = ferryText.indexOf("400,600");
const ferry: FileResult = {
  ...fileResult("content/news/ferry.md", ferryText, [
    { at: "img", message: "img has no alt", severity: "warning" },
    {
      at: "400,600",
      rule: "image/data-size",
      message: 'data-size "400,600" has the height before the width',
      fix: fix(sizeAt, sizeAt + 7, "600,400"),
    },
  ]),
  details: {
    title: "渡口",
    date: "2021-12-11",
    images: [
      { url: "a.jpg", line: 6, declared: { width: 400, height: 600 }, fact: image("https://pics.example/a.jpg") },
      { url: "https://pics.example/b.jpg", line: 9, declared: undefined, fact: broken },
    ],
  },
};
const noodles: FileResult = {
  ...fileResult("content/food/noodles.md", "---\ntitle: 面馆\n---\n\n<p>老城</p>\n", [
    { at: "<p>", rule: "html/nesting", message: "the standard has no <p> here" },
  ]),
  details: { title: "面馆", date: "2021-10-02", images: [] },
};
const site = [ferry, noodles, { ...fileResult("content/clean.md", "<p>好</p>\n"), about: { pictures: [] } }];
const siteEnd = endOf(site, {
  images: [image("https://pics.example/a.jpg"), broken, heavy],
  summary: { images: { ...noFacts, total: 3, ok: 2, broken: 1, reasons: { broken: { "not-found": 1 } } } },
});

describe("the page as a text", () => {
  it("has the hashes of its own style and script in its policy, and allows nothing else", async () => {
    const html = await pageOf(site, siteEnd);
    const hash = (text = "") => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src ${hash(/<script type="module">(.*?)<\/script>/s.exec(html)?.[1])};`);
    expect(policy).toContain(`style-src ${hash(/<style>(.*?)<\/style>/s.exec(html)?.[1])};`);
    expect(policy).not.toContain("unsafe");
  });
  it("has one script of all its modules, each after those that it imports", () => {
    const folder = "src/report/html/page";
    expect(readdirSync(folder).sort()).toEqual(pageModules.map((name) => `${name}.js`).sort());
    const script = pageScript();
    // A name that two modules declare would be a syntax error within a block of strict code.
    expect(() => new Script(`"use strict"; {${script}\n}`)).not.toThrow();
    for (const [at, name] of pageModules.entries()) {
      const module = readFileSync(`${folder}/${name}.js`, "utf8");
      const imported = [...module.matchAll(/^import [^;]* from "\.\/([\w-]+)\.js";$/gm)].map(([, other]) => other);
      expect(pageModules.slice(0, at)).toEqual(expect.arrayContaining(imported));
      expect(imported).toHaveLength(module.match(/^import /gm)?.length ?? 0);
      for (const [, declared] of module.matchAll(/^(?:export )?((?:const|let|function) \w+)/gm))
        expect(`\n${script}`.split(new RegExp(`\\n${declared}\\b`)), declared).toHaveLength(2);
    }
  });
  it("names no place to load anything from", async () => {
    const html = await pageOf(site, siteEnd);
    expect(html.match(/(?:src|href|action|poster|data)="(?!#|data:image\/svg)[^"]*"/g)).toBeNull();
    expect(html).not.toMatch(/@import|url\(/);
  });
  it("says nothing of where the site lies on the disk", async () => {
    const html = await pageOf(site, siteEnd);
    expect(html).toContain("static/big.png");
    expect(html).not.toContain("/site/");
  });
  it("is written as results come, and keeps of 50,000 findings only counts", async () => {
    const report = (await loadFormat("html"))({ ...options, now });
    let size = 0;
    const files = many(2500, 20);
    for (const file of files) size += report.file(file).length;
    expect(report.end(endOf(files)).length).toBeLessThan(200_000);
    // Below 1 KB a finding, its lines and its repair with it.
    expect(size).toBeLessThan(50_000_000);
  });
  it("cuts what it shows of an article of one endless line, and never through a character", async () => {
    const text = `<p>${"😀".repeat(100_000)}<b>${"船".repeat(100_000)}</p>`;
    const start = text.indexOf("<b>");
    const html = await pageOf([fileResult("a.md", text, [{ at: "<b>", fix: fix(start, start + 3, "") }])]);
    const [[, , , [[, , , , , frame, [[, , [[, before, after]]]]]]]] = articlesIn(html);
    expect(frame).toEqual([1, [], `…${"😀".repeat(30)}`, "<b>", `${"船".repeat(60)}…`, []]);
    expect(before).toEqual([`…${"😀".repeat(20)}<b>${"船".repeat(40)}…`]);
    expect(after).toEqual([`…${"😀".repeat(20)}${"船".repeat(40)}…`]);
  });
  it.each([
    ["\n", "before", "after"],
    ["\r\n", "before", "after"],
    ["\r", "before", "after"],
    ["\n", "", "after"],
    ["\r\n", "before", ""],
    ["\r\n", "", ""],
  ])("shows the lines around a finding, whatever ends them: %j", async (eol, above, below) => {
    const lines = ["first", above, "an <img> here", below, "last"];
    const html = await pageOf([fileResult("a.md", lines.join(eol), [{ at: "<img>" }])]);
    const [[, , , [[, , , , , frame]]]] = articlesIn(html);
    const around = [above === "" ? [] : [above], below === "" ? [] : [below]];
    expect(frame).toEqual([above === "" ? 3 : 2, around[0], "an ", "<img>", " here", around[1]]);
  });
  it("shows no line before the first one and none after the last one", async () => {
    for (const text of ["<img>", "<img>\n", "<img>\r\n", "\n<img>\n\n"]) {
      const [[, , , [[, , , , , frame]]]] = articlesIn(await pageOf([fileResult("a.md", text, [{ at: "<img>" }])]));
      expect(frame, text).toEqual([text.startsWith("\n") ? 2 : 1, [], "", "<img>", "", []]);
    }
  });
  it("has a remark for each thing that the totals leave out, and none for what is not there", async () => {
    const remarksIn = (html: string) =>
      [...(/<ul class="remarks">(.*?)<\/ul>/s.exec(html)?.[1] ?? "").matchAll(/<li>(.*?)<\/li>/g)].map(
        ([, line]) => line,
      );
    const all = { fixed: 2, suppressed: 1, baselined: 3, warnings: 5 };
    expect(remarksIn(await pageOf([noodles], endOf([noodles], { summary: all })))).toEqual([
      "2 violations fixed in this run.",
      "1 violation suppressed by directives.",
      "3 violations accepted by the baseline.",
      "5 warnings not listed because of --quiet.",
    ]);
    for (const none of [{}, { suppressed: 0, baselined: 0 }]) {
      const html = await pageOf([noodles], endOf([noodles], { summary: none }));
      expect(html).not.toContain('class="remarks"');
    }
  });
  it("shows a repair that takes away lines as lines", async () => {
    const text = "\n---\ntitle: a\n---\n";
    const html = await pageOf([fileResult("a.md", text, [{ at: "---\nt", fix: fix(0, 1, "") }])]);
    const [[, , , [[, , , , , , [[, , hunks]]]]]] = articlesIn(html);
    expect(hunks).toEqual([[1, [""], []]]);
  });
});

/** The data of the page, by any depth. */
// biome-ignore lint/suspicious/noExplicitAny: as JSON is
function articlesIn(html: string): any {
  return JSON.parse(/<script type="application\/json" id="stet-articles">(.*?)<\/script>/s.exec(html)?.[1] ?? "");
}

/** Articles with violations in 40 folders and 48 months. */
function many(articles: number, each: number): FileResult[] {
  const text = `<p>${"老城的面馆。".repeat(12)}</p>\n`.repeat(each);
  return Array.from({ length: articles }, (_, index) => ({
    ...fileResult(`content/${index % 40}/a-${index}.md`, text),
    violations: Array.from({ length: each }, (_, line) => {
      const start = text.length * (line / each);
      return {
        rule: line === 0 ? "image/alt" : `html/rule-${line}`,
        messageId: "m",
        severity: line % 3 === 0 ? ("error" as const) : ("warning" as const),
        message: `finding ${line} of article ${index}`,
        line: line + 1,
        column: 1,
        endLine: line + 1,
        endColumn: 4,
        range: { start, end: start + 3 },
        ...(line % 2 === 0 && { fix: fix(start, start + 3, "<div>") }),
      };
    }),
    details: {
      title: `文章 ${index}`,
      date: `${2018 + (index % 4)}-${String((index % 12) + 1).padStart(2, "0")}-01`,
      images: [],
    },
  }));
}

describe("the history", () => {
  it("is carried from report to report, with the rules of the last run", async () => {
    const first = historyIn(await pageOf(site, siteEnd));
    expect(first).toEqual([
      {
        at: "2026-11-20T13:17:00.000Z",
        articles: 3,
        errors: 2,
        warnings: 1,
        fixable: 1,
        brokenImages: 1,
        brokenLinks: 0,
        rules: { "image/alt": 1, "image/data-size": 1, "html/nesting": 1 },
      },
    ]);
    const second = historyIn(await pageOf([noodles], endOf([noodles]), { history: first ?? [] }));
    expect(second?.map(({ errors, rules }) => [errors, rules])).toEqual([
      [2, undefined],
      [1, { "html/nesting": 1 }],
    ]);
  });
  it("is not what an article says it is", async () => {
    const forged = '<script type="application/json" id="stet-history">{"version":1,"runs":[]}</script>';
    const file = {
      ...fileResult("a.md", forged, [{ at: forged, message: forged }]),
      details: { title: forged, images: [] },
    };
    expect(historyIn(await pageOf([file]))).toHaveLength(1);
    expect(historyIn("<html>another page</html>")).toBeUndefined();
    expect(
      historyIn('<script type="application/json" id="stet-history">{"version":1,"runs":[{"at":1}]}</script>'),
    ).toBeUndefined();
  });
  it("comes from the report that is written anew, or from the one that --previous names", async () => {
    const folder = await makeSite({ "a.md": "---\ntitle: 桥\n---\n\n<div><span>桥头有风。</div>\n" });
    try {
      const clean = "---\ntitle: 桥\n---\n\n<div>桥头有风。</div>\n";
      const stet = (...more: string[]) => folder.stet(["a.md", "--offline", ...more]);
      await stet("-f", "html=report.html");
      await folder.write("a.md", clean);
      await stet("-f", "html=report.html");
      const runs = historyIn(await folder.read("report.html")) ?? [];
      expect(runs.map(({ errors }) => errors > 0)).toEqual([true, false]);
      await stet("-f", "html=other.html", "--previous", "report.html");
      expect(historyIn(await folder.read("other.html"))).toHaveLength(3);

      const missing = await stet("-f", "html=first.html", "--previous", "none.html");
      expect(missing.code).toBe(0);
      expect(missing.stderr).toContain("file none.html not found, so the report contains no comparison.");
      const wrong = await stet("-f", "html=first.html", "--previous", "a.md");
      expect([wrong.code, wrong.stderr]).toEqual([
        2,
        expect.stringContaining("The file a.md (--previous) is not an HTML report of stet."),
      ]);
      expect((await stet("--previous", "report.html")).code).toBe(2);
    } finally {
      await folder.remove();
    }
  });
});

describe("a run", () => {
  it("tells the page of titles, dates and pictures, also from the cache and from its workers", async () => {
    const server = await startPictureServer();
    const picture = server.url("/60x40.png");
    const article = `---\ntitle: 渡口\ndate: 2021-12-11\n---\n\n<p><img src="${picture}" data-size="40,60"></p>\n`;
    // As many as it takes for a run to open what was kept.
    const others = Object.fromEntries(Array.from({ length: 70 }, (_, at) => [`c-${at}.md`, "<p><b>风</p>\n"]));
    const folder = await makeSite({
      "2020-02-03-b.md": "---\ntitle: 桥\n---\n\n<p><b>风</p>\n",
      "a.md": article,
      ...others,
    });
    try {
      const again = ["--preset", "strict", "--allow-private", "--no-fold", "-f", "html=r.html", "."];
      for (const more of [["--no-cache"], ["--no-cache", "--concurrency", "2"], [], []]) {
        await folder.stet([...again, ...more]);
        const [second, first] = articlesIn(await folder.read("r.html"));
        expect(first.slice(0, 3)).toEqual(["a.md", "渡口", "2021-12-11"]);
        expect(first[4]).toEqual([[picture, 6, "ok", "", [40, 60], [60, 40], expect.any(Number), "image/png"]]);
        expect(second.slice(0, 3)).toEqual(["2020-02-03-b.md", "桥", "2020-02-03"]);
      }
    } finally {
      await folder.remove();
      await server.close();
    }
  });
});

describe.skipIf(!hasBrowser)("in a browser", () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: args.split(" ") });
    folder = await mkdtemp(path.join(tmpdir(), "stet-page-"));
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  interface Opened {
    readonly page: Page;
    /** What the console and the page complained of. */
    readonly complaints: string[];
    /** All that was asked for, the page itself left out. */
    readonly requests: string[];
  }

  let number = 0;
  async function visit(html: string, context: BrowserContextOptions = {}, hash = ""): Promise<Opened> {
    const file = path.join(folder, `${++number}.html`);
    await writeFile(file, html);
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...context })).newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const own = pathToFileURL(file).href;
    page.on("request", (request) => {
      if (!request.url().startsWith(own)) requests.push(request.url());
    });
    await page.goto(own + hash);
    return { page, complaints, requests };
  }
  const rowsOf = (page: Page) => page.locator(".list tbody tr:not(.detail-row)");
  const status = (page: Page) => page.locator("[role=status]");

  it("speaks Chinese where the run does: list, filters, repairs and pictures", async () => {
    await useLocale("zh-CN");
    let html: string;
    try {
      html = await pageOf(site, siteEnd);
    } finally {
      await useLocale("en");
    }
    const { page, complaints } = await visit(html);
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
    expect(await page.locator("#verdict").innerText()).toBe("3 篇文章中 2 篇有错误");
    expect(await page.locator(".tile dt").allInnerTexts()).toEqual(["错误", "警告", "可用 --fix 修复", "失效图片"]);
    expect(await page.locator("#app .filters").first().locator("label > span").allInnerTexts()).toEqual([
      "搜索",
      "严重级别",
      "规则",
      "文件夹",
      "月份",
      "修复",
    ]);
    expect(await status(page).innerText()).toBe("3 个问题");
    await page.getByLabel("严重级别").selectOption({ label: "错误" });
    expect(await status(page).innerText()).toBe("2（共 3 个问题）");
    await page.getByRole("button", { name: "清除筛选" }).click();
    await page.getByRole("button", { name: "height before the width" }).click();
    expect(await page.locator(".detail .fix p").innerText()).toBe("修复：repair it");
    await page.getByRole("button", { name: "content/news/ferry.md" }).first().click();
    const panel = page.locator("dialog");
    expect(await panel.locator("h3").allInnerTexts()).toEqual(["2 个问题", "2 张图片"]);
    expect(await panel.locator(".differs").innerText()).toBe("声明的尺寸与实际不符");
    expect(await panel.locator(".verdict.broken").innerText()).toBe("失效");
    await panel.getByRole("button", { name: "关闭" }).click();
    expect(await page.getByText("Show", { exact: false }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("shows totals, the change, rules, folders, months, hosts and sizes", async () => {
    const history = historyIn(await pageOf([...site, noodles], endOf([...site, noodles], { images: siteEnd.images })));
    const { page, complaints, requests } = await visit(await pageOf(site, siteEnd, { history: history ?? [] }));
    expect(await page.locator("h1").innerText()).toBe("2 of 3 articles have errors");
    expect(await page.locator(".tile").first().innerText()).toMatch(/Errors\s+2\s+▼ 1 fewer/);
    expect(await page.locator(".facts").innerText()).toContain("compared with 20 November 2026, 13:17 UTC");
    const rule = page.locator("#rules tbody tr", { hasText: "html/nesting" });
    expect((await rule.locator("td.number").allInnerTexts()).join(" ")).toBe("1 0 1 0 0 −1");
    expect(await page.locator("#where").innerText()).toContain("content/news");
    expect(await page.locator("#where svg[role=img]:visible").getAttribute("aria-label")).toBe(
      "Violations by month, Oct 2021 to Dec 2021. Most in Dec 2021: 2.",
    );
    const host = page.locator("#images tbody tr", { hasText: "pics.example" });
    expect((await host.first().locator("td.number").allInnerTexts()).join(" ")).toBe("1 1 0 0");
    expect(await page.locator("#images figcaption").innerText()).toBe("2 images with known sizes, 1 oversized.");
    await page.locator("#images summary").click();
    expect(await page.locator("#images .plain tbody tr").innerText()).toMatch(
      /static\/big\.png\s+5\.4 MB\s+4000 × 3000/,
    );
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("filters by words, severity, rule, folder, month and repair, and says how much is left", async () => {
    const { page, complaints } = await visit(await pageOf(site, siteEnd));
    expect(await rowsOf(page).count()).toBe(3);
    await page.getByLabel("Search").fill("渡口 HEIGHT");
    await expect.poll(() => status(page).innerText()).toBe("1 of 3 violations");
    await page.getByRole("button", { name: "Clear filters" }).click();
    expect(await status(page).innerText()).toBe("3 violations");
    await page.getByLabel("Severity").selectOption("warning");
    expect(await rowsOf(page).innerText()).toContain("image/alt");
    await page.getByLabel("Severity").selectOption("");
    await page.getByRole("combobox", { name: "Rule" }).selectOption("html/nesting");
    expect(await rowsOf(page).innerText()).toContain("noodles.md");
    await page.getByRole("combobox", { name: "Folder" }).selectOption("content/news");
    expect(await status(page).innerText()).toBe("Nothing matches these filters.");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByRole("combobox", { name: "Month" }).selectOption("2021-12");
    expect(await status(page).innerText()).toBe("2 of 3 violations");
    await page.getByRole("combobox", { name: "Fix" }).selectOption("safe");
    expect(await rowsOf(page).innerText()).toContain("image/data-size");
    expect(complaints).toEqual([]);
  });

  it("keeps filters in its address, and leads from rules to their findings", async () => {
    const html = await pageOf(site, siteEnd);
    const { page } = await visit(html);
    await page.locator("#rules").getByRole("link", { name: "image/alt", exact: true }).click();
    await expect.poll(() => status(page).innerText()).toBe("1 of 3 violations");
    const { hash } = new URL(page.url());
    const other = await visit(html, {}, hash);
    expect(await status(other.page).innerText()).toBe("1 of 3 violations");
    expect(await other.page.getByRole("combobox", { name: "Rule" }).inputValue()).toBe("image/alt");
  });

  it("sorts by each column, up and down, and says so to readers of the screen", async () => {
    const { page } = await visit(await pageOf(site, siteEnd));
    const rules = async () => page.locator(".list td.rule").allInnerTexts();
    expect(await rules()).toEqual(["html/nesting", "image/data-size", "image/alt"]);
    const header = page.locator("#app").getByRole("columnheader", { name: "Rule" });
    await header.getByRole("button").click();
    expect(await rules()).toEqual(["html/nesting", "image/alt", "image/data-size"]);
    expect(await header.getAttribute("aria-sort")).toBe("ascending");
    await header.getByRole("button").click();
    expect(await rules()).toEqual(["image/data-size", "image/alt", "html/nesting"]);
    expect(await header.getAttribute("aria-sort")).toBe("descending");
  });

  it("shows the lines of a finding and its repair as a diff", async () => {
    const { page } = await visit(await pageOf(site, siteEnd));
    await page.getByRole("button", { name: /height before the width/ }).click();
    const detail = page.locator(".detail-row:not([hidden])");
    expect(await detail.locator("mark").innerText()).toBe("400,600");
    expect(await detail.locator(".line.remove").innerText()).toMatch(/6\s+-\s+.*data-size="400,600"/s);
    expect(await detail.locator(".line.add").innerText()).toMatch(/6\s+\+\s+.*data-size="600,400"/s);
  });

  it("opens an article with its findings and its pictures in their declared and real size, by keys alone", async () => {
    const { page, complaints } = await visit(await pageOf(site, siteEnd));
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the violations");
    await page.getByRole("button", { name: "By article" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "content/news/ferry.md" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "渡口" });
    expect(await dialog.locator(".violations > li").count()).toBe(2);
    const [first, second] = [dialog.locator(".image").nth(0), dialog.locator(".image").nth(1)];
    expect(await first.innerText()).toMatch(/a\.jpg\s+Declared\s+400 × 600\s+Actual\s+600 × 400, 48 kB, image\/jpeg/);
    const box = async (name: string) =>
      first
        .locator(`rect.${name}`)
        .evaluate((rect) => Number(rect.getAttribute("width")) / Number(rect.getAttribute("height")));
    expect(await box("declared")).toBeCloseTo(2 / 3);
    expect(await box("real")).toBeCloseTo(3 / 2);
    expect(await second.innerText()).toContain("broken: HTTP 404 (HEAD and GET)");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await page.evaluate("document.activeElement.textContent")).toContain("ferry.md");
    expect(complaints).toEqual([]);
  });

  it("shows the page of a rule, on the web or in a dialog that Escape closes", async () => {
    const page =
      "# html/nesting\n\nElements stand where the standard has them.\n\n## Why\n\n- <b>Readers</b> see `text`.\n";
    const rules = new Map([
      ...(options.rules ?? []),
      ["html/nesting", { summary: "Elements are where they may be", severity: "error" as const, page }],
    ]);
    const { page: opened } = await visit(await pageOf(site, siteEnd, { rules }));
    const name = opened.locator(".list").getByRole("button", { name: "html/nesting" });
    await name.click();
    const dialog = opened.getByRole("dialog", { name: "html/nesting" });
    expect(await dialog.innerText()).toContain("Elements stand where the standard has them.");
    expect(await dialog.locator("li").innerText()).toBe("<b>Readers</b> see text.");
    await opened.keyboard.press("Escape");
    expect(await opened.getByRole("dialog").count()).toBe(0);
    expect(await opened.evaluate("document.activeElement.textContent")).toBe("html/nesting");
    const web = opened.locator(".list").getByRole("link", { name: "image/alt" });
    expect(await web.getAttribute("href")).toBe("https://docs.example/image/alt.md");
  });

  it("copies a place, and opens it in the editor that the reader names", async () => {
    const html = await pageOf(site, siteEnd);
    const { page } = await visit(html, { permissions: ["clipboard-read", "clipboard-write"] });
    const row = rowsOf(page).filter({ hasText: "image/data-size" });
    await row.getByRole("button", { name: "copy" }).click();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe("content/news/ferry.md:6");
    const link = row.getByRole("link", { name: "Open content/news/ferry.md:6" });
    expect(await link.count()).toBe(0);
    await page.getByText("Open in an editor").click();
    const named = async (editor: string, folder: string) => {
      await page.getByRole("combobox", { name: "Editor" }).selectOption({ label: editor });
      await page.getByLabel("Folder of the site").fill(folder);
      await page.getByLabel("Folder of the site").press("Tab");
    };
    await named("VS Code", "/home/me/my site/");
    expect(await link.getAttribute("href")).toMatch(
      /^vscode:\/\/file\/home\/me\/my%20site\/content\/news\/ferry\.md:6:\d+$/,
    );
    await named("VS Code", "C:\\site");
    expect(await link.getAttribute("href")).toMatch(/^vscode:\/\/file\/C:\/site\/content/);
    await named("another (URL)", "/x");
    await page.getByLabel("URL with").fill("javascript:alert(1)//{base}/{path}");
    await page.getByLabel("URL with").press("Tab");
    expect(await link.count()).toBe(0);
    expect(await page.content()).not.toContain('href="javascript:');
  });

  it("shows equal violations of an article once, with all their places", async () => {
    const text = "<p>a</p>\n<p>b</p>\n<p>c</p>\n";
    const places = ["<p>a", "<p>b", "<p>c"].map((at) => ({ at, rule: "html/nesting", message: "no <p> here" }));
    const { page } = await visit(await pageOf([fileResult("a.md", text, places)]));
    expect(await rowsOf(page).count()).toBe(1);
    expect(await rowsOf(page).innerText()).toMatch(/no <p> here\s*×3/);
    await page.getByRole("button", { name: /no <p> here/ }).click();
    const detail = await page.locator(".detail-row:not([hidden])").innerText();
    expect(detail).toContain("2:1");
    expect(detail).toContain("3:1");
  });

  it("shows links by host and verdict, as it shows images", async () => {
    const link = { ...broken, url: "https://old.example/a" };
    const end = endOf(site, {
      links: [link],
      summary: { links: { ...noFacts, total: 1, broken: 1, reasons: { broken: { "not-found": 1 } } } },
    });
    const { page } = await visit(await pageOf(site, end));
    const row = page.locator("#links tbody tr", { hasText: "old.example" });
    expect((await row.locator("td.number").allInnerTexts()).join(" ")).toBe("0 1 0 0");
    expect(await page.locator("#links .reasons").innerText()).toContain("1 not found");
    expect(await page.locator(".tile", { hasText: "Broken links" }).innerText()).toContain("of 1");
  });

  it("says in one sentence how many articles have errors, or else warnings", async () => {
    const headline = async (files: readonly FileResult[]) =>
      (await visit(await pageOf(files))).page.locator("h1").innerText();
    expect(await headline([ferry])).toBe("1 of 1 article has errors");
    const warned = fileResult("w.md", "<p>a</p>", [{ at: "<p>", severity: "warning" }]);
    expect(await headline([warned, { ...warned, path: "v.md" }, fileResult("c.md", "ok")])).toBe(
      "2 of 3 articles have warnings",
    );
  });

  it("keeps each word of the columns whole where the window is wide", async () => {
    const text = "<p>a</p>";
    const suggested = {
      at: "<p>",
      suggestions: [{ safe: false, title: "Remove it", edits: [{ range: { start: 0, end: 3 }, text: "" }] }],
    };
    const { page } = await visit(await pageOf([fileResult("a.md", text, [suggested])]));
    const pill = page.locator(".pill");
    expect(await pill.innerText()).toBe("suggestion");
    expect(await pill.evaluate((one) => one.getClientRects().length)).toBe(1);
  });

  it("executes and loads nothing of what articles, paths and servers say, and shows it as text", async () => {
    const evil =
      `</script><script>window.pwned=1</script><!--<script>--><img src=x onerror="window.pwned=1">` +
      `"'><svg onload=window.pwned=1><style>@import "https://evil.example/x.css"</style>\u2028\u202e&amp;javascript:pwned=1`;
    const file: FileResult = {
      ...fileResult(`posts/${evil}/a.md`, `${evil}\n<p>x</p>\n`, [
        { at: "<p>", rule: `evil/${evil}`, message: evil, fix: { ...fix(0, 5, evil), title: evil } },
      ]),
      errors: [{ kind: "rule", message: evil }],
      details: {
        title: evil,
        date: "2021-01-01",
        images: [
          {
            url: `https://x.example/${evil}`,
            line: 1,
            declared: undefined,
            fact: { ...broken, detail: evil, type: evil },
          },
        ],
      },
    };
    const end = endOf([file], {
      notes: [evil],
      images: [
        image(`https://x.example/${evil}`, { bytes: 5e6 }),
        image(evil),
        image(`file:///${evil}`, { bytes: 6e6 }),
      ],
      summary: { images: { ...noFacts, total: 3, ok: 2, broken: 1, reasons: { broken: { [evil]: 1 } } } },
    });
    const { page, complaints, requests } = await visit(
      await pageOf([file], end, { rules: new Map([[`evil/${evil}`, { summary: evil, severity: "error" }]]) }),
      {},
      `#rule=${encodeURIComponent(evil)}&q=${encodeURIComponent("<img src=x onerror=pwned=1>")}`,
    );
    await page.getByRole("button", { name: "Clear filters" }).click();
    expect(await page.locator(".what").innerText()).toContain("</script><script>window.pwned=1</script>");
    expect(await page.locator(".what").innerText()).toContain("\\u{2028}\\u{202e}&amp;");
    await page.locator(".toggle").click();
    await page.locator(".open").click();
    expect(await page.getByRole("dialog").innerText()).toContain("https://x.example/</script>");
    for (const link of await page.locator("a[href^='#rule'], a[href^='#folder']").all())
      await link.dispatchEvent("click");
    await expect.poll(() => status(page).innerText()).toBe("1 of 1 violation");
    expect(await page.evaluate("'pwned' in window")).toBe(false);
    expect(await page.locator("img, style:not(head style), svg[onload]").count()).toBe(0);
    expect(await page.locator("script").count()).toBe(3);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("would not even run or load what got into it", async () => {
    const server = await startPictureServer();
    try {
      const smuggled = `<script>window.pwned=1</script><img src="${server.url("/6x4.png")}" onerror="window.pwned=1"><main`;
      const { page } = await visit((await pageOf(site, siteEnd)).replace("<main", smuggled));
      expect(await page.evaluate("'pwned' in window")).toBe(false);
      expect(server.requests).toEqual([]);
      const insert = page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p>x</p>')");
      await expect(insert).rejects.toThrow(/Trusted/);
    } finally {
      await server.close();
    }
  });

  it("shows, filters and sorts 50,000 findings with few elements at a time", async () => {
    const files = many(2500, 20);
    const { page, complaints } = await visit(await pageOf(files));
    const elements = () => page.evaluate("document.querySelectorAll('*').length");
    expect(await status(page).innerText()).toBe("1–50 of 50,000 violations");
    expect(await elements()).toBeLessThan(3000);
    await page.getByLabel("Search").fill('"finding 7 of" "article 24"');
    // The articles 24, 240 to 249 and 2400 to 2499.
    await expect.poll(() => status(page).innerText()).toBe("1–50 of 111 violations (50,000 in total)");
    await page.getByRole("button", { name: "Last" }).click();
    expect(await rowsOf(page).count()).toBe(11);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByRole("columnheader", { name: "Location" }).getByRole("button").click();
    expect(await rowsOf(page).first().innerText()).toContain("content/0/a-0.md");
    await page.getByRole("button", { name: "By article" }).click();
    expect(await status(page).innerText()).toBe("1–50 of 2,500 articles");
    expect(await elements()).toBeLessThan(3000);
    expect(complaints).toEqual([]);
  });

  it("says totals, rules and charts without JavaScript, and that the list needs it", async () => {
    const { page } = await visit(await pageOf(site, siteEnd), { javaScriptEnabled: false });
    expect(await page.locator("h1").innerText()).toBe("2 of 3 articles have errors");
    expect(await page.locator("#rules tbody tr").count()).toBe(3);
    expect(await page.locator("svg.chart:visible").count()).toBe(2);
    expect(await page.locator("noscript").innerText()).toContain("needs JavaScript");
    expect(await page.locator("#app").isVisible()).toBe(false);
  });

  it("says so where there is nothing to fix", async () => {
    const clean = [fileResult("a.md", "<p>好</p>\n")];
    const { page, complaints } = await visit(await pageOf(clean));
    expect(await page.locator("h1").innerText()).toBe("No violations");
    expect(await page.locator("section").count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it("prints the list without its controls, and all that was folded", async () => {
    const files = many(30, 4);
    const { page } = await visit(await pageOf(files));
    await page.emulateMedia({ media: "print" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await rowsOf(page).count()).toBe(120);
    for (const control of [".filters", ".top nav", ".pages"])
      expect(await page.locator(control).first().isVisible()).toBe(false);
    expect(await page.locator("details:not([open])").count()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await rowsOf(page).count()).toBe(50);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
  });

  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  /** What axe-core finds, by rule and element. */
  const offences = (page: Page): Promise<string[]> =>
    page.evaluate(`${axe}; axe.run(document).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`);

  it.each(["light", "dark"] as const)(
    "is accessible by axe-core in the %s scheme, wide and narrow",
    async (colorScheme) => {
      for (const width of [1280, 390]) {
        const { page } = await visit(await pageOf([...site, ...many(30, 4)], siteEnd), {
          colorScheme,
          reducedMotion: "reduce",
          viewport: { width, height: 900 },
        });
        await page.locator(".toggle").first().click();
        expect(await offences(page)).toEqual([]);
        await page.getByRole("button", { name: "By article" }).click();
        expect(await offences(page)).toEqual([]);
        await page.getByLabel("Search").fill("ferry");
        await page.getByRole("button", { name: "ferry.md" }).click();
        expect(await offences(page)).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      }
    },
  );

  it("follows the reader's colour scheme, and moves nothing where that is not wanted", async () => {
    const html = await pageOf(site, siteEnd);
    const background = (page: Page) => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const light = (await visit(html, { colorScheme: "light" })).page;
    const dark = (await visit(html, { colorScheme: "dark", reducedMotion: "reduce" })).page;
    expect(await background(light)).toBe("rgb(246, 247, 249)");
    expect(await background(dark)).toBe("rgb(16, 19, 23)");
    expect(await dark.evaluate("getComputedStyle(document.documentElement).scrollBehavior")).toBe("auto");
  });
});

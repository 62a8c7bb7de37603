/** stet in Chinese, as typed, as an editor has it, and as programs read it. */
import { symlink } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { packageRoot } from "../src/platform/package-root.js";
import { startEditor } from "./support/lsp-client.js";
import { startPictureServer } from "./support/picture-server.js";
import { makeSite, type Outcome, type Site } from "./support/site.js";

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function siteOf(files: Readonly<Record<string, string>> = {}): Promise<Site> {
  const site = await makeSite(files);
  open.push(() => site.remove());
  return site;
}

const zh = ["--locale", "zh-CN"];
const lines = ({ stdout }: Outcome) => stdout.trimEnd().split("\n");

/** Two violations that --fix repairs, one of them a warning, and a picture that nobody is asked for. */
const article = '---\ntitle: 渡口\n---\n<p>船</em><img src="https://pics.example/a.png" alt="船"> \n';
const config = JSON.stringify({
  extends: [],
  rules: { "html/stray-end-tag": "error", "source/trailing-space": "warn", "image/reachable": "error" },
});
const files = { "a.md": article, "stet.config.json": config };

describe("which language", () => {
  const first = async (args: readonly string[], env: NodeJS.ProcessEnv) => {
    const site = await siteOf();
    const { stdout, code } = await site.stet([...args, "--help"], "", env);
    expect(code).toBe(0);
    return stdout.split("\n")[0];
  };
  const english = "stet checks articles: front matter, HTML, text, images and links";
  const chinese = "stet 检查文章：front matter、HTML、正文、图片和链接";

  it("is that of --locale, else of LC_ALL, LC_MESSAGES or LANG, the first that is set", async () => {
    const none = { LC_ALL: "", LC_MESSAGES: "", LANG: "" };
    expect(await first([], none)).toBe(english);
    expect(await first([], { ...none, LANG: "zh_CN.UTF-8" })).toBe(chinese);
    expect(await first([], { ...none, LANG: "zh_CN.UTF-8", LC_MESSAGES: "en_US.UTF-8" })).toBe(english);
    expect(await first([], { LC_ALL: "zh_CN.UTF-8", LC_MESSAGES: "C", LANG: "C" })).toBe(chinese);
    expect(await first([], { LC_ALL: "C", LANG: "zh_CN.UTF-8" })).toBe(english);
    expect(await first(["--locale", "en"], { LC_ALL: "zh_CN.UTF-8" })).toBe(english);
    expect(await first(zh, { LC_ALL: "C" })).toBe(chinese);
    expect(await first(["--locale=zh"], { LC_ALL: "C" })).toBe(chinese);
  });

  it("is English where characters are traditional, or the language is another one", async () => {
    expect(await first([], { LC_ALL: "zh_TW.UTF-8" })).toBe(english);
    expect(await first([], { LC_ALL: "ja_JP.UTF-8" })).toBe(english);
  });

  it("is told when there is none of that name", async () => {
    const site = await siteOf();
    expect(await site.stet(["--locale", "fr", "."])).toEqual({
      code: 2,
      stdout: "",
      stderr: 'stet: Unknown language "fr" for --locale.\n      Use one of en, zh-CN, for example --locale en.\n',
    });
  });
});

describe("the help", () => {
  it("has Chinese groups, descriptions and remarks, of every command", async () => {
    const site = await siteOf();
    const help = (await site.stet(["--help", ...zh])).stdout;
    expect(help).toContain("\n命令：\n");
    expect(help).toMatch(/^ {2}stet rules +列出规则，包括插件的规则$/m);
    expect(help).toMatch(/^修复：\n +--fix +应用安全修复 +\[布尔值\] \[默认：false\]$/m);
    expect(help).toMatch(/--shard-by +分片方式：按路径，或按大小均分 +\[可选："path", "size"\] \[默认："path"\]$/m);
    expect(help).toContain("退出码：0 成功，1 有错误或警告过多，2 用法或配置错误，或有文件无法读取、检查或写入");
    const probe = (await site.stet(["probe", "--help", ...zh])).stdout;
    expect(probe).toMatch(/^ {2}urls {2}图片的 URL：http、https、data 或 file 协议 +\[可多个\] \[必填\]/m);
    expect(probe).toMatch(/--referer +像浏览器一样，把这个页面 URL 作为 Referer 发送 +\[字符串\]$/m);
    expect((await site.stet(["completion", "--help", ...zh])).stdout).toContain("输出 shell 补全脚本：");
  });

  it("is the same whether it was written down or is made, which it is for a narrow terminal", async () => {
    const site = await siteOf();
    const written = (await site.stet(["--help", ...zh])).stdout;
    // With --no-color it is not the line that the written one is for.
    expect((await site.stet(["--help", "--no-color", ...zh])).stdout).toBe(written);
  });
});

describe("mistakes", () => {
  it("in the command line are told in Chinese, by stet and by yargs", async () => {
    const site = await siteOf({ "a.md": article });
    const said = async (...args: string[]) => {
      const { code, stdout, stderr } = await site.stet([...args, ...zh]);
      expect([code, stdout]).toEqual([2, ""]);
      return stderr;
    };
    expect(await said()).toBe(
      "stet: 没有要检查的文件\n      请指定文件或文件夹，例如 stet content/；用法见 stet --help\n",
    );
    expect(await said(".", "--nope")).toBe("stet: 未知的选项或参数：nope\n      用法见 stet --help\n");
    expect(await said("gone/")).toBe(
      "stet: 未找到文件或文件夹“gone/”\n      请检查拼写；如果这符合预期，可加上 --allow-empty\n",
    );
    expect(await said(".", "--rule", "image/alt")).toBe(
      "stet: --rule 的值“image/alt”无效\n      应为“规则=off、warn 或 error”，例如 --rule image/alt=off\n",
    );
    expect(await said("cache")).toBe(
      "stet: 缺少子命令，请使用 stet cache info 或 stet cache clean\n      用法见 stet cache --help\n",
    );
    expect(await said(".", "--shard-by", "name")).toContain('--shard-by："name" 不是有效的值，可选："path", "size"');
  });

  it("in a configuration are told with their places", async () => {
    const site = await siteOf({
      "a.md": article,
      "stet.config.json": '{\n  "rulez": {},\n  "rules": { "image/atl": "warn" }\n}\n',
    });
    const { code, stderr } = await site.stet([".", ...zh]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      [
        "stet: stet.config.json 有 2 处错误：",
        "  stet.config.json:2:3: 没有名为“rulez”的配置项，是否应为“rules”？",
        "  stet.config.json:3:14: 没有名为“image/atl”的规则，是否应为“image/alt”或“image/src”？",
        "      全部配置项见 docs/configuration.md",
        "",
      ].join("\n"),
    );
  });
});

describe("a run", () => {
  it("is summed up in Chinese, for people, for a hook and for a comment", async () => {
    const site = await siteOf(files);
    const stylish = lines(await site.stet(["a.md", "--offline", ...zh]));
    expect(stylish[1]).toMatch(/^ +4:5 {2}错误 {2}\S.* {2}html\/stray-end-tag \[可修复\]$/);
    expect(stylish.find((line) => line.endsWith("source/trailing-space [可修复]"))).toMatch(/^ +4:\d+ {2}警告 {2}/);
    expect(stylish.slice(-3).map((line) => line.replace(/\d+\.\d 秒/, "0.1 秒"))).toEqual([
      "✖ 1 个错误，1 个警告（1 篇文章），用时 0.1 秒",
      "  2 个可用 --fix 修复",
      "  1 张图片：未检查 1（离线 1）",
    ]);
    const brief = lines(await site.stet(["a.md", "--offline", "-f", "brief", ...zh]));
    expect(brief.slice(-4)).toEqual([
      "✖ 1 个错误，1 个警告（1 篇文章）",
      "  2 个可修复：stet a.md --fix",
      "  忽略一处：<!-- stet-disable-next-line 规则名 -- 原因 -->",
      "  全部接受：stet --baseline-update 路径；跳过检查：git commit --no-verify",
    ]);
    const markdown = (await site.stet(["a.md", "--offline", "-f", "markdown", ...zh])).stdout;
    expect(markdown).toContain("## ❌ stet: 1 个错误，1 个警告（1 篇文章）\n\n可修复：2 个可用 `stet --fix` 修复。\n");
    expect(markdown).toContain("| 规则 | 问题 | 占比 | 文章 | `--fix` | `--unsafe-fixes` |\n");
    expect(markdown).toContain("<details open><summary>错误</summary>\n\n| 位置 | 问题 | 规则 |\n");
    const groups = lines(await site.stet(["a.md", "--offline", "--group-by", "rule", ...zh]));
    expect(groups[0]).toBe("    规则                   问题  占比  文章  --fix  +unsafe");
    expect(groups[1]).toBe("  ✖ html/stray-end-tag        1   50%     1      1        -");
  });

  it("is a page in Chinese", async () => {
    const site = await siteOf(files);
    const page = (await site.stet(["a.md", "--offline", "-f", "html", ...zh])).stdout;
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain("<title>stet 报告</title>");
    expect(page).toContain("<span>1 篇文章中 1 篇有错误</span>");
    expect(page).toContain("<dt>可用 --fix 修复</dt>");
    expect(page).toMatch(/<time datetime="[^"]*">\d{4} 年 \d{1,2} 月 \d{1,2} 日 \d\d:\d\d UTC<\/time>/);
  });

  it("gives the same to programs: all but the messages, and the fingerprints that findings are known by", async () => {
    const site = await siteOf({ ...files, "b.md": '<p id="a">一<p id="a">二\n' });
    const both = async (format: string) => {
      const args = [".", "--offline", "--preset", "all", "-f", format];
      const [english, chinese] = [await site.stet(args), await site.stet([...args, ...zh])];
      return [JSON.parse(english.stdout), JSON.parse(chinese.stdout)];
    };
    const [englishCode, chineseCode] = await both("gitlab");
    const known = (found: { fingerprint: string; check_name: string }[]) =>
      found.map(({ fingerprint, check_name }) => [check_name, fingerprint]);
    expect(known(chineseCode)).toEqual(known(englishCode));
    expect(known(englishCode).length).toBeGreaterThan(3);
    const [englishLog, chineseLog] = await both("sarif");
    const told = (log: typeof englishLog) =>
      log.runs[0].results.map(({ message, fixes, ...rest }: Record<string, unknown>) => rest);
    expect(told(chineseLog)).toEqual(told(englishLog));
    expect(JSON.stringify(told(englishLog))).toContain("partialFingerprints");
  });

  it("shows in its own language what an earlier run has seen of pictures", async () => {
    const server = await startPictureServer({
      "/gone.png": (_, response) => response.writeHead(404).end(),
      "/loop.png": (_, response) => response.writeHead(302, { location: "/loop.png" }).end(),
    });
    open.push(() => server.close());
    const site = await siteOf({
      "a.md": ["gone", "loop"].map((name) => `<p><img src="${server.url(`/${name}.png`)}" alt="船"></p>\n`).join(""),
      "stet.config.json": JSON.stringify({ extends: [], rules: { "image/reachable": "error" } }),
    });
    const details = async (...args: string[]) => {
      const { stdout } = await site.stet(["a.md", "--allow-private", "-f", "json", ...args]);
      const { images } = JSON.parse(stdout) as { images: { url: string; verdict: string; detail: string }[] };
      return images.map(({ verdict, detail }) => `${verdict}: ${detail}`);
    };
    const english = ["broken: HTTP 404 (HEAD and GET)", `unverifiable: redirect loop at ${server.url("/loop.png")}`];
    const chinese = ["broken: HTTP 404（HEAD 和 GET）", `unverifiable: 在 ${server.url("/loop.png")} 处循环重定向`];
    for (const [args, expected] of [
      [[], english],
      [zh, chinese],
      [[], english],
    ] as const)
      expect(await details(...args)).toEqual(expected);
    const { stdout } = await site.stet(["a.md", "--allow-private", ...zh]);
    expect(stdout).toContain("失效 1（不存在 1），无法核实 1（重定向异常 1）");
  });
});

describe("commands", () => {
  it("tell of pictures, rules, parse errors, caches and lists in Chinese", async () => {
    const server = await startPictureServer({
      "/gone.png": (_, response) => response.writeHead(404).end(),
      "/page.png": (_, response) =>
        response.writeHead(200, { "content-type": "text/html" }).end("<!DOCTYPE html><html><body>x</body></html>"),
    });
    open.push(() => server.close());
    const site = await siteOf({ "a.md": article });
    const said = async (...args: string[]) => (await site.stet([...args, ...zh])).stdout;
    expect(await said("probe", "--allow-private", server.url("/gone.png"))).toMatch(
      /GET \S+ \[bytes=0-4095\] -> 404，\d+ 毫秒，读取 0 字节[\s\S]* {2}=> 失效：HTTP 404（HEAD 和 GET）\n$/,
    );
    expect(await said("probe", "--allow-private", server.url("/page.png"))).toContain(
      "  => 失效：text/html，返回的是 text/html，不是图片\n",
    );
    expect(await said("probe", server.url("/gone.png"))).toContain("  => 未检查：127.0.0.1 是环回地址\n");
    expect((await said("rules", "--family", "image")).split("\n")[0]).toMatch(/^规则 +recommended +修复 +说明$/);
    expect(await said("explain", "html/inline-style")).toMatch(
      /^本页暂无中文版，以下为英文版：\n\n# html\/inline-style\n/,
    );
    const explained = await said("explain", "front-matter/date");
    expect(explained).toMatch(/^# front-matter\/date\n[\s\S]*\n## 错误示例\n/);
    expect(explained).not.toContain("```text now");
    expect(await said("explain", "eof-in-tag")).toContain("## 错误示例\n");
    expect(await said("cache", "info")).toContain("文章的检查结果（");
    expect(await said("ledger", "prune", "a.md")).toBe("stet.images.ndjson：0 张图片，移除 0\n");
    expect(await said("schema", "coverage", "a.md")).toBe("preset:article  1 篇文章\n");
    const begun = await said("init", "--yes");
    expect(begun).toBe("没有识别出站点生成器\n已创建 stet.config.json：预设 recommended\n下一步：stet .\n");
  });

  it("complete the language, and print the script for a shell behind it", async () => {
    const site = await siteOf();
    await symlink(path.join(packageRoot(), "bin/stet.js"), path.join(site.folder, "stet"));
    const offered = async (...words: string[]) =>
      lines(await site.stet(["--get-yargs-completions", "stet", ...words], "", { SHELL: "/bin/bash" }));
    expect(await offered("rules", "--loc")).toContain("--locale");
    expect(await offered("--loc")).toContain("--locale");
    expect(await offered("rules", "--locale", "")).toEqual(["en", "zh-CN"]);
    expect(await offered("--locale", "")).toEqual(["en", "zh-CN"]);
    expect((await site.stet([...zh, "completion", "bash"])).stdout).toContain("complete -o bashdefault");
    expect((await site.stet(["completion", "tcsh", ...zh])).stderr).toBe(
      "stet: 没有用于“tcsh”的补全脚本\n      可选：bash, zsh, fish，例如 stet completion bash\n",
    );
    // For a shell that shows descriptions, those are in the language too.
    const described = await site.stet(["--get-yargs-completions", "stet", "--"], "", {
      SHELL: "fish",
      LC_ALL: "zh_CN.UTF-8",
    });
    expect(described.stdout).toContain("--fix\t应用安全修复\n");
  });
});

describe("an editor", () => {
  const text = '---\ntitle: 渡口\n---\n<p>船</em><img src="data:image/png;base64,iVBORw0KGgo=" alt="船"></p>\n';
  const said = async (options: Parameters<typeof startEditor>[1]) => {
    const schemas = { schemas: { "**": "preset:hexo" } };
    const site = await siteOf({ "stet.config.json": JSON.stringify({ ...JSON.parse(config), ...schemas }) });
    const editor = await startEditor(site.folder, options);
    open.push(() => editor.kill());
    await editor.open("a.md", text);
    await editor.diagnostics("a.md", (all) => all.some(({ code }) => code === "html/stray-end-tag"));
    const titles = (
      await editor.actions("a.md", { start: { line: 3, character: 5 }, end: { line: 3, character: 5 } })
    ).map(({ title }) => title);
    const hover = await editor.hover("a.md", { line: 3, character: 20 });
    await editor.open("b.md", "---\ntitle: 渡口\n\n---\n<p>船</p>\n");
    const keys = await editor.complete("b.md", { line: 2, character: 0 });
    const layout = keys.find(({ label }) => label === "layout")?.documentation;
    return { titles, hover: JSON.stringify(hover), layout };
  };

  it("is answered in the language that it is in", async () => {
    const { titles, hover, layout } = await said({ locale: "zh-cn" });
    expect(layout).toBe("页面的布局，false 表示不用布局 https://hexo.io/docs/front-matter#Layout");
    expect(titles).toContain("在这一行忽略 html/stray-end-tag");
    expect(hover).toContain("**图片**");
    expect(hover).toContain("失效（已损坏）：image/png 已损坏：文件在第 8 字节处中断");
  });

  it("is answered in that of --locale first", async () => {
    const { titles, hover, layout } = await said({ locale: "zh-cn", args: ["--locale", "en"] });
    expect(layout).toBe("Layout of the page, or false for no layout. https://hexo.io/docs/front-matter#Layout");
    expect(titles).toContain("Suppress html/stray-end-tag on this line");
    expect(hover).toContain("broken (damaged): damaged image/png: the file ends after 8 bytes");
    expect((await said({ locale: "en-us", args: [...zh] })).titles).toContain("在这一行忽略 html/stray-end-tag");
  });
});

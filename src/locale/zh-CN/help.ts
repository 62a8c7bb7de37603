/** The help: commands, options, and what yargs says by itself. */
import type { Catalog } from "../../words.js";

export const help: Catalog = {
  // yargs
  "Commands:": "命令：",
  "Options:": "选项：",
  "Examples:": "示例：",
  "Positionals:": "参数：",
  command: "命令",
  boolean: "布尔值",
  string: "字符串",
  number: "数字",
  array: "可多个",
  count: "计数",
  required: "必填",
  default: "默认",
  "default:": "默认：",
  "choices:": "可选：",
  "aliases:": "别名：",
  "Show help": "显示帮助",
  "Show version number": "显示版本号",
  "Invalid values:": "选项的值无效：",
  "Argument: %s, Given: %s, Choices: %s": "选项 %s 的值是 %s，可选的值：%s",
  "Not enough arguments following: %s": "选项 %s 后面缺少值",
  "Did you mean %s?": "您是不是想写 %s？",
  "Not enough non-option arguments: got %s, need at least %s": "参数太少：给了 %s 个，至少需要 %s 个",
  "Too many non-option arguments: got %s, maximum of %s": "参数太多：给了 %s 个，最多 %s 个",
  "Missing required argument: %s": "缺少必填的参数：%s",
  "Missing required arguments: %s": "缺少必填的参数：%s",
  "Unknown argument: %s": "没有这个选项或参数：%s",
  "Unknown arguments: %s": "没有这些选项或参数：%s",
  "Unknown command: %s": "没有这个命令：%s",
  "Unknown commands: %s": "没有这些命令：%s",

  // Groups of options
  "Fix:": "修复：",
  "Images:": "图片：",
  "Configuration:": "配置：",
  "Baseline:": "基线：",
  "Input:": "输入：",
  "Git:": "Git：",
  "Output:": "输出：",

  // stet, stet lint
  "stet checks articles: front matter, HTML, and whether their pictures are there.":
    "stet 检查文章：front matter、HTML，以及图片是否真的在。",
  "lint files, folders or globs": "检查文件、文件夹或通配符匹配的文件",
  "Files, folders, globs; - reads standard input": "文件、文件夹、通配符；- 表示读取标准输入",
  "Files, folders, globs": "文件、文件夹、通配符",
  "Colour the output (default: when it is a terminal)": "输出带颜色（默认：输出到终端时带）",
  "The language to speak (default: that of LC_ALL, LC_MESSAGES or LANG)":
    "使用的语言（默认：取自 LC_ALL、LC_MESSAGES 或 LANG）",
  "Show stack traces of failures": "出故障时显示调用栈",
  "lint a folder": "检查一个文件夹",
  "repair what is safe, without the network": "做安全的修复，不访问网络",
  "see the repairs first": "先看看会改什么",
  "Exit codes: 0 fine, 1 violations, 2 wrong use, wrong configuration or a failure.":
    "退出码：0 没有问题，1 有违规，2 用法不对、配置不对或出了故障。",
  "Repair what is safe to repair": "做安全的修复",
  "With --fix or --fix-dry-run: also repair what may change meaning":
    "与 --fix 或 --fix-dry-run 一起用：可能改变含义的修复也做",
  "Print the repairs as a unified diff on stdout; write nothing": "把修复以 unified diff 的形式输出到 stdout，不写文件",
  "Ask no server anything": "不访问任何服务器",
  "Also ask loopback, private and link-local addresses": "也访问环回、内网和链路本地地址",
  "Believe the certificates of servers unseen": "不校验服务器的证书",
  "Ask the Wayback Machine for copies of pictures that are not there":
    "图片不在了时，到 Wayback Machine（互联网档案馆）查找副本",
  "Seconds for all pictures together; the rest is unchecked then, and fails nothing":
    "检查全部图片最多用多少秒；到时没查完的算未检查，不算失败",
  "Folder that /root-relative image paths are files of": "以 / 开头的图片路径对应哪个文件夹里的文件",
  "Use this file; false: none at all": "使用这个配置文件；false 表示不用配置",
  "Run configurations and plugins that are code (--no-config-code: do not; for articles of strangers)":
    "运行代码形式的配置和插件（检查来历不明的文章时用 --no-config-code 关掉）",
  "Start from this preset, whatever configurations extend: recommended, strict, rss-archive, markdown-docs, accessibility, all":
    "以这个预设为基础，不管配置继承了哪个：recommended, strict, rss-archive, markdown-docs, accessibility, all",
  "Set a rule: image/alt=off, =warn or =error (repeatable)": "设置规则：image/alt=off、=warn 或 =error（可重复）",
  "Judge all front matter by this JSON Schema": "用这个 JSON Schema 校验所有 front matter",
  "Endings that folders are searched for, e.g. .md,.html": "在文件夹里查找哪些扩展名，例如 .md,.html",
  "Fail with exit code 2 for settings that have no effect, such as a glob that matches no file":
    "有不起作用的设置（例如匹配不到文件的通配符）时以退出码 2 失败",
  "Show what applies to this file": "显示对这个文件生效的配置",
  "Accept what stands in this file (default: .stet-baseline.json if it is there; --no-baseline: none)":
    "接受这个基线文件里记录的违规（默认：有 .stet-baseline.json 就用它；--no-baseline：不用）",
  "Accept all that is found today; write the file": "接受目前的全部违规，写入基线文件",
  "Forget what is accepted and found no more; write the file": "从基线文件中去掉已不再出现的违规",
  "Obey .gitignore, .stetignore and ignores (--no-ignore: do not)":
    "遵守 .gitignore、.stetignore 和 ignores（--no-ignore：不遵守）",
  "Keep what was seen of pictures and articles for the next run (--no-cache: keep and use nothing)":
    "把图片和文章的检查结果缓存起来供下次使用（--no-cache：不写也不用缓存）",
  "Know unchanged files by size and times, or by their bytes (where a checkout sets all times anew)":
    "靠大小和时间还是靠内容判断文件没有变（检出代码会刷新时间时用后者）",
  "Threads that look at files: auto, off, or how many": "检查文件用的线程：auto、off 或数量",
  "Look at one part of the files: 2/5 is the second of five": "只检查一部分文件：2/5 表示五份中的第二份",
  "Part the files by their names, or so that parts weigh the same": "按文件名分份，或者让各份的工作量相当",
  "Read paths from this file or - (newline or NUL separated)":
    "从这个文件读取路径列表，- 表示标准输入（以换行或 NUL 分隔）",
  "The name that standard input goes by": "标准输入的内容叫什么文件名",
  "Go on: lint again what changes, until Ctrl-C": "持续运行：文件一变就重新检查，按 Ctrl-C 结束",
  "No file at all is fine": "一个文件都没有也不算错",
  "Lint what is staged, as it is staged; with --fix, repair it there and in the file":
    "检查暂存的内容；加 --fix 时同时修复暂存区和工作区里的文件",
  "Lint files that differ from the last commit, untracked ones too": "检查与上次提交不同的文件，包括未跟踪的",
  "Lint files that differ from where this branch left REF, uncommitted ones too, e.g. --since main":
    "检查当前分支从 REF 分出以来改动的文件，包括未提交的，例如 --since main",
  "With one of these: report and repair only what stands on changed lines":
    "与以上选项之一同用：只报告和修复改动行上的问题",
  "stylish, brief, compact, unix, json, html, ndjson, sarif, junit, checkstyle, github, gitlab, rdjson, tap, markdown, blob (for stet merge), or a file or package; name=file writes a file (repeatable; default: stylish, with --staged brief)":
    "stylish, brief, compact, unix, json, html, ndjson, sarif, junit, checkstyle, github, gitlab, rdjson, tap, markdown, blob（供 stet merge 使用），也可以是文件或包；写成 name=file 则写入文件（可重复；默认 stylish，用 --staged 时默认 brief）",
  "Write the report to this file": "把报告写入这个文件",
  "Groups in the place of violations; file: all of them, by file":
    "不逐条列出违规，而是分组统计；file：按文件列出全部违规",
  "Groups to show at most (20); 0: all": "最多显示多少组（20）；0 表示全部",
  "Close with a table: how often each rule, its share, in how many articles, and what can be repaired":
    "最后附一张表：每条规则的次数、占比、涉及的文章数和可修复的数量",
  "Show every violation, also where there are more than 300 on a terminal": "列出全部违规，终端上超过 300 处也照列",
  "With --format html: the earlier report to compare with (default: the one that is written anew)":
    "与 --format html 同用：要对比的旧报告（默认：将被覆盖的那一份）",
  "Show the line of each violation": "显示每处违规所在的行",
  "Report errors only": "只报告错误",
  "Show on standard error where the time went: stages, rules, hosts":
    "在标准错误上显示时间花在哪里：各阶段、各规则、各主机",
  "Exit with 1 if there are more warnings than this": "警告多于这个数就以 1 退出",
  "see stet --help": "用法见 stet --help",

  // The other commands
  "tell the whole story of a picture's URL": "详细显示一个图片 URL 的检查过程",
  "http(s), data: or file:": "http(s)、data: 或 file: 的 URL",
  "Ask as a page with this URL would": "请求时带上这个页面的 URL 作为 Referer",
  "Print an entry for images.placeholders, by which this picture is recognised":
    "输出一条 images.placeholders 配置，用来识别这张占位图",
  "report on the whole what parts of a run (--shard, --format blob) have found":
    "把分份运行（--shard、--format blob）的结果合并成一份报告",
  "What the parts wrote": "各份运行写出的文件",
  "tell of what is kept between runs, or remove it": "查看或清除缓存",
  "where it is, and how much of what": "缓存在哪里，各有多大",
  "remove all of it; the next run is a slower one": "全部清除；下一次运行会慢一些",
  "infer a schema from articles, or see which schema judges which":
    "从文章推断出 schema，或查看哪些文章由哪个 schema 校验",
  "Use this configuration file; false: none at all": "使用这个配置文件；false 表示不用配置",
  "write a draft of a JSON Schema that nearly all of these articles fit, and list those that do not":
    "写出一份几乎所有文章都符合的 JSON Schema 草稿，并列出不符合的文章",
  "The file to write (default: standard output)": "写入哪个文件（默认：标准输出）",
  "Share of the articles from which on a key is required, and a type the one that is meant (0.98)":
    "占到多大比例的文章才把一个键定为必填、把一种类型定为应有的类型（0.98）",
  "Values that a list of allowed texts has at most (12)": "枚举最多列出多少个值（12）",
  "Refuse keys that were not seen": "不允许出现没见过的键",
  "show which schema judges how many of these articles, and which settings match nothing":
    "显示每个 schema 校验多少篇文章，以及哪些设置什么也没匹配到",
  "Exit with 1 if a setting has no effect": "有不起作用的设置就以 1 退出",
  "Name the articles of each schema": "列出每个 schema 对应的文章",
  "keep the list of pictures that need not be asked for again": "维护不必再次请求的图片清单",
  "The file (default: images.ledger of the configuration, else stet.images.ndjson)":
    "清单文件（默认：配置中的 images.ledger，否则 stet.images.ndjson）",
  "add the pictures of these articles that are there": "把这些文章里确实存在的图片加入清单",
  "Ask for those in it too, and note changes": "清单里已有的也重新请求，并记录变化",
  "remove the pictures that none of these articles names": "从清单中去掉这些文章都没有引用的图片",
  "ask for every picture in it; exit code 1 if one is gone or another by now":
    "请求清单里的每张图片；有图片不在了或换了样就以 1 退出",
  "print the page of a rule, or of a parse error of the HTML standard": "显示一条规则或一个 HTML 解析错误的说明页",
  "e.g. image/data-size, or missing-semicolon-after-character-reference":
    "例如 image/data-size 或 missing-semicolon-after-character-reference",
  "Use this configuration: it may name plugins": "使用这个配置（其中可以有插件）",
  "list the rules, those of plugins too": "列出规则，包括插件的规则",
  "Only those of this family, e.g. image": "只列这一类的规则，例如 image",
  "Only those that can repair what they find; =safe, =unsafe: in that way":
    "只列出能修复的规则；=safe、=unsafe：只列这样修复的",
  "Only those that this preset has on, with their severity there": "只列这个预设启用的规则及其严重级别",
  "As JSON, with options and all presets": "以 JSON 输出，包括选项和所有预设",
  "write a first configuration for the site in this folder": "为当前文件夹里的站点写一份初始配置",
  "Ask nothing, take what is proposed": "不提问，全部采用建议的值",
  "serve an editor by the Language Server Protocol, over standard input and output":
    "作为语言服务器（LSP）为编辑器服务，使用标准输入输出",
  "Run configurations and plugins that are programs (--no-config-code: do not)":
    "运行代码形式的配置和插件（--no-config-code：不运行）",
  "The only way it talks; editors may say so": "唯一的通信方式；编辑器可以带上这个选项",
  "print a completion script: completion bash, zsh or fish": "输出补全脚本：completion bash、zsh 或 fish",
  "print a script that completes words of stet for a shell: {0} (default: the one of $SHELL)":
    "输出为 shell 补全 stet 命令的脚本：{0}（默认取自 $SHELL）",
  "stet cache wants to know what to do: info or clean": "stet cache 后面要写做什么：info 或 clean",
  "stet schema wants to know what to do: infer or coverage": "stet schema 后面要写做什么：infer 或 coverage",
  "stet ledger wants to know what to do: update, prune or verify":
    "stet ledger 后面要写做什么：update、prune 或 verify",

  // Presets
  "what every site should want; it applies where nothing else is said": "适合所有站点；没有另行指定时就用它",
  "the same rules, all as errors, some of them with less patience": "同样的规则，但都算错误，其中一些更严格",
  "articles that a feed crawler wrote and nobody edits by hand: few findings, worth reading or repaired by stet":
    "由采集程序写成、没人手工编辑的文章：问题少而值得一看，或者能由 stet 修复",
  "documentation in Markdown, with components and templates between its lines": "Markdown 写的文档，夹有组件和模板",
  "only what readers with assistive technology meet": "只检查影响使用辅助技术的读者的问题",
  "every rule there is, those that are opt-in as warnings; to see what there is, not to live with":
    "全部规则，默认不开的也作为警告打开；用来看看有什么，不宜长期使用",
};

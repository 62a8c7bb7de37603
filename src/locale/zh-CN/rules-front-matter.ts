/** What the rules of front-matter/ say, and before others what several rules say. */
import type { Catalog } from "../../words.js";

export const frontMatter: Catalog = {
  '"{0}" holds {1}, written as an escape, which nobody sees and terminals and browsers obey: remove it':
    "“{0}”里用转义写了 {1}，它看不见，却会被终端和浏览器执行：请删除",
  '"{0}" holds "{1}", which runs in the browsers of readers where a theme does not escape titles: remove it':
    "“{0}”里有“{1}”，主题若不转义标题，它就会在读者的浏览器里运行：请删除",
  "remove what is hidden": "删除看不见的字符",
  "YAML values mean the same in YAML 1.1 and 1.2": "YAML 的值在 YAML 1.1 和 1.2 中含义相同",
  'the key "{0}" is {1} in YAML 1.1 and {2} in YAML 1.2: put it in quotes if it is text':
    "键“{0}”在 YAML 1.1 中是{1}，在 YAML 1.2 中是{2}：如果是文本，请加引号",
  '"{0}" is {1} in YAML 1.1 and {2} in YAML 1.2: put it in quotes if it is text':
    "“{0}”在 YAML 1.1 中是{1}，在 YAML 1.2 中是{2}：如果是文本，请加引号",
  text: "文本",
  "the number {0}": "数字 {0}",
  "put it in quotes": "加引号",
  "write {0}": "写成{0}",
  "An article's categories are the folders it lies in": "文章的分类与所在文件夹一致",
  "the keys that hold categories; the first that is there counts": "存放分类的键，以最先出现的一个为准",
  "the folder whose folders are categories, by its name or path": "其下的文件夹就是分类的文件夹，写名称或路径",
  '"{0}" says "{1}", but the article lies in "{2}": correct it, or move the file':
    "“{0}”写的是“{1}”，而文章在“{2}”中：请改正，或者移动文件",
  'the article lies in "{0}", but has no category: state it, or move the file':
    "文章在“{0}”中，却没有分类：请写明，或者移动文件",
  "Dates name one moment, in a spelling that every site generator reads":
    "日期表示唯一的时刻，写法各种站点生成器都能读",
  "the keys that hold dates": "存放日期的键",
  "what fixes write: `2021-12-11 04:49:15 +0000`, or `2021-12-11T04:49:15Z`":
    "修复时写成哪种格式：`2021-12-11 04:49:15 +0000`，或 `2021-12-11T04:49:15Z`",
  "report a time of day without a time zone": "报告没有时区的时间",
  "the zone that times without one are in, such as `+08:00`; fixes then write it":
    "没有写时区的时间属于哪个时区，如 `+08:00`；设置后修复会补上时区",
  "report a time that is stated in another zone than `zone`": "报告时区与 `zone` 不同的时间",
  "days from now that the date of the article, or of its last change, may lie ahead":
    "文章的日期或最后修改日期最多可以比现在晚多少天",
  "report an update before the date of the article": "报告早于文章日期的更新日期",
  "the keys, of those in `keys`, that hold the date of the article; the first that is there counts":
    "`keys` 中表示文章日期的键，以最先出现的一个为准",
  "the keys, of those in `keys`, that hold the date of its last change; the first that is there counts":
    "`keys` 中表示最后修改日期的键，以最先出现的一个为准",
  "report a date that is not the one in the file's name or its folder's name (`2021-12-11-title.md`, `2021-12-11-title/index.md`)":
    "报告与文件名或文件夹名（`2021-12-11-title.md`、`2021-12-11-title/index.md`）不一致的日期",
  '"{0}" is {1} days ahead: correct it, if it is not meant to be': "“{0}”在 {1} 天之后：如果不是有意的，请改正",
  '"{0}" is before the "{1}" of the article, {2}: correct one of them': "“{0}”早于文章的“{1}”（{2}）：请改正其中一个",
  '"{0}" is not the day in the file\'s name, {1}: correct one of them':
    "“{0}”与文件名中的日期 {1} 不一致：请改正其中一个",
  '"{0}" is a date as e-mail and feeds write it, which not every site generator reads: write {1}':
    "“{0}”是邮件和 feed 的日期写法，不是所有站点生成器都能读：请写成{1}",
  '"{0}" is a spelling of a date that not every site generator reads: write {1}':
    "“{0}”的写法不是所有站点生成器都能读：请写成{1}",
  '"{0}" has no time zone, so it is another moment on another computer: write {1}':
    "“{0}”没有时区，换一台计算机就是另一个时刻：请写成{1}",
  'the time zone "{0}" of "{1}" is not the same everywhere: write the offset, such as "+0800"':
    "“{1}”的时区“{0}”在各处含义不一：请写偏移量，如“+0800”",
  '"{0}" is in another time zone than this site: write {1}': "“{0}”的时区与本站不同：请写成{1}",
  '"{0}" is no date, {1}: correct it': "“{0}”不是日期，{1}：请改正",
  '"{0}" says {1}, that day is a {2}: correct the date or the weekday': "“{0}”写的是{1}，而那天是{2}：请改正日期或星期",
  "{0} is a number: if it counts seconds or milliseconds since 1970, write {1}":
    "{0} 是数字：如果是从 1970 年起的秒数或毫秒数，请写成{1}",
  '"{0}" cannot be read as a date: did you mean {1}?': "“{0}”不能读作日期：是不是{1}？",
  '"{0}" cannot be read as a date: write it like "2021-12-11 04:49:15 +0800" or "2021-12-11"':
    "“{0}”不能读作日期：请写成“2021-12-11 04:49:15 +0800”或“2021-12-11”这样",
  'the option zone is "{0}": write an offset such as "+08:00"': "选项 zone 是“{0}”：请写成“+08:00”这样的偏移量",
  'the option oneZone wants the option zone, such as "+08:00"': "选项 oneZone 需要同时设置选项 zone，如“+08:00”",
  'write "{0}"': "写成“{0}”",
  '"{0}" with its time zone': "“{0}”加上时区",
  'its offset behind it, such as "+0800"': "末尾带偏移量的形式，如“+0800”",
  '"{0}"': "“{0}”",
  "Front matter has no keys that its schema calls deprecated": "front matter 中没有 schema 标为弃用的键",
  '{0} is deprecated: write "{1}" instead': "{0}已弃用：请改用“{1}”",
  "{0} is deprecated: leave it out": "{0}已弃用：请去掉",
  "remove it": "删除",
  'rename it to "{0}"': "改名为“{0}”",
  'remove it, "{0}" says the same': "删除，“{0}”的内容相同",
  'move its value to "{0}"': "把值移到“{0}”",
  "No article is past the day on which it expires, or near it": "没有已过期或即将过期的文章",
  "the keys that hold the day from which the article is not valid any more": "存放失效日期的键，从那天起文章不再有效",
  "days before that day for which to warn": "提前多少天警告",
  'the article has expired today ("{0}" is {1}): renew it, or take it away':
    "文章今天已过期（“{0}”是 {1}）：请更新内容，或者撤下",
  'the article has expired {0} ago ("{1}" is {2}): renew it, or take it away':
    "文章已过期 {0}（“{1}”是 {2}）：请更新内容，或者撤下",
  'the article expires today ("{0}" is {1}): renew it, or take it away then':
    "文章今天过期（“{0}”是 {1}）：请更新内容，或者届时撤下",
  'the article expires in {0} ("{1}" is {2}): renew it, or take it away then':
    "文章将在 {0}后过期（“{1}”是 {2}）：请更新内容，或者届时撤下",
  "1 day": "1 天",
  "{0} days": "{0} 天",
  "The cover picture is a picture of the article's own, and stands where the site wants it":
    "封面图是文章自己的图片，出现在站点需要的位置",
  "the keys that name a cover picture, or several; a dot leads into a mapping":
    "写封面图（一张或多张）的键，用点号进入下一层",
  "`not-in-body`: the theme shows the cover above the article, where it would be seen twice; `in-body`: it must be one of the article's pictures":
    "`not-in-body`：主题会把封面显示在文章上方，正文中再有就会出现两次；`in-body`：封面必须是正文中的图片",
  "hosts of pictures that only fill a place": "只提供占位图的域名",
  'the picture of "{0}" stands in the article too ("{1}"), so that readers see it twice: remove one of them':
    "“{0}”的图片在正文中也有（“{1}”），读者会看到两次：请去掉一处",
  'the picture of "{0}" ("{1}") is none of the article\'s: choose one of them, or show it in the article':
    "“{0}”的图片（“{1}”）不在正文中：请从正文中选一张，或者把它放进正文",
  'the picture of "{0}" is from {1}, which only fills a place: choose a picture for this article':
    "“{0}”的图片来自 {1}，只是占位图：请为这篇文章选一张图片",
  "Keys of front matter stand in one order": "front matter 的键顺序统一",
  "the keys that come first, in this order": "排在最前的键，按此顺序",
  "the order of all other keys, which come behind them": "其余的键排在后面，按什么顺序",
  '"{0}" comes behind "{1}": move it in front of it': "“{0}”排在“{1}”之后：请移到它前面",
  "bring the keys into order": "把键排好顺序",
  "Front matter is YAML, TOML or JSON, and never code": "front matter 是 YAML、TOML 或 JSON，不是代码",
  '"{0}" front matter is code, which stet never runs and most site generators neither: write it in YAML, TOML or JSON':
    "“{0}”格式的 front matter 是代码，stet 从不执行，大多数站点生成器也不执行：请改用 YAML、TOML 或 JSON",
  '"{0}" is no language of front matter that stet reads: use YAML, TOML or JSON':
    "stet 不能读“{0}”格式的 front matter：请改用 YAML、TOML 或 JSON",
  '"{0}" is no language of front matter: did you mean "{1}"?': "front matter 没有“{0}”这种格式：是不是“{1}”？",
  "Text in front matter is quoted in one style": "front matter 中的文本用统一的引号",
  "the quotes to use, where the text does not hold them itself": "用哪种引号（文本本身含有这种引号的除外）",
  "which text is quoted: that which is (only the style is looked at), that which must be, or all":
    "哪些文本要加引号：已有引号的（只检查样式）、必须加的，或者全部",
  "this key is not in {0} quotes: quote it so": "这个键没有用{0}引号：请改用",
  "this value is not in {0} quotes: quote it so": "这个值没有用{0}引号：请改用",
  "this key is in quotes that it does not need: remove them": "这个键不需要引号：请去掉",
  "this value is in quotes that it does not need: remove them": "这个值不需要引号：请去掉",
  "this text is not in quotes: put it in {0} quotes": "这段文本没有引号：请加上{0}引号",
  single: "单",
  double: "双",
  "remove the quotes": "去掉引号",
  "use {0} quotes": "改用{0}引号",
  "Every article has front matter": "每篇文章都有 front matter",
  "files that need none: names, or ends of paths; upper and lower case are the same":
    "不需要 front matter 的文件：文件名或路径结尾，不区分大小写",
  "folders in which a heading does not do instead of front matter, at any depth; `*` means everywhere":
    "在这些文件夹（不论在哪一层）中，不能用标题代替 front matter；`*` 表示所有文件夹",
  "keys that the front matter must have, beside those that the schema requires":
    "除 schema 要求的以外，front matter 必须有的键",
  "whether a block without entries will do; the schema may still require some":
    "是否允许没有条目的 front matter；schema 仍可能要求一些",
  "the file is empty: write the article or remove the file": "文件是空的：请写文章，或者删除文件",
  "the front matter is empty: name at least the title in it": "front matter 是空的：至少写上标题",
  "the front matter stands behind {0}, where no program sees it: move it to the first line":
    "front matter 在{0}后面，没有程序能识别：请移到第一行",
  'the front matter has no "---" above it, so that most programs read it as text: add that line':
    "front matter 上面缺少“---”，大多数程序会把它当作正文：请补上这一行",
  '"{0}" opens no front matter: write "---"': "“{0}”不能作为 front matter 的开头：请写成“---”",
  "a merge conflict was never resolved: keep one of the two sides and remove the lines <<<<<<<, ======= and >>>>>>>":
    "合并冲突没有解决：请保留其中一边，并删除 <<<<<<<、======= 和 >>>>>>> 这几行",
  'the article has no front matter: begin it with a "---" block that names at least its title':
    "文章没有 front matter：请在开头写一个“---”块，至少写明标题",
  'the front matter has no "{0}": add it': "front matter 中没有“{0}”：请补上",
  'write "---"': "写成“---”",
  "blank or invisible characters": "空白或不可见的字符",
  "remove what stands before it": "删除前面的内容",
  "move the front matter to the first line": "把 front matter 移到第一行",
  "Front matter is what its schema says": "front matter 符合 schema",
  "keys that may be missing in articles that no schema was chosen for, so that `preset:article` applies":
    "没有指定 schema 的文章（按 `preset:article` 检查）可以没有的键",
  "{0} {1}": "{0}{1}",
  '{0} has no "{1}": add it': "{0}中没有“{1}”：请补上",
  '{0} has no "{1}": did you mean it by "{2}"?': "{0}中没有“{1}”：“{2}”是不是它的误写？",
  "Front matter can be read, and says everything once": "front matter 能够读取，每项内容只写一次",
  "the front matter is not valid {0}: {1}": "front matter 不是有效的 {0}：{1}",
  "{0}: keep one of them": "{0}：请只保留一个",
  "Titles are plain text of a length that lists and search results can show":
    "标题是纯文本，长度适合在列表和搜索结果中显示",
  "the keys that hold titles": "存放标题的键",
  "characters, as readers count them, at most": "最多多少个字（按读者看到的计算）",
  "characters, as readers count them, at least; an empty one is for the schema to judge":
    "最少多少个字（按读者看到的计算）；空标题由 schema 判断",
  "characters that a title does not end with": "标题不应以这些字符结尾",
  '"{0}" has {1} characters, {2} are allowed: shorten it': "“{0}”有 {1} 个字，最多 {2} 个：请缩短",
  '"{0}" has 1 character, {1} are wanted: say more': "“{0}”只有 1 个字，至少要 {1} 个：请写得具体些",
  '"{0}" has {1} characters, {2} are wanted: say more': "“{0}”只有 {1} 个字，至少要 {2} 个：请写得具体些",
  '"{0}" has blanks around it: remove them': "“{0}”首尾有空白：请去掉",
  '"{0}" holds the HTML tag "{1}", which most themes show as it is written: remove it':
    "“{0}”含有 HTML 标签“{1}”，多数主题会原样显示：请去掉",
  '"{0}" holds "{1}", which most themes show as it is written: write "{2}"':
    "“{0}”含有“{1}”，多数主题会原样显示：请写成“{2}”",
  '"{0}" ends with "{1}": a title has no full stop': "“{0}”以“{1}”结尾：标题末尾不用句号",
  "remove the blanks": "去掉空白",
  "remove the tags": "去掉标签",
  "write the characters": "写成字符本身",
  'remove the "{0}"': "去掉“{0}”",
  "Values of front matter are of the type, or among the values, that the schema allows":
    "front matter 的值符合 schema 规定的类型或取值",
  "{0} {1}: did you mean {2}?": "{0}{1}：是不是{2}？",
  "Front matter has no keys that its schema does not know, and none that is a known one misspelt":
    "front matter 中没有 schema 不认识或拼写有误的键",
};

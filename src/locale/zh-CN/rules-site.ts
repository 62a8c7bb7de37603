/** The messages of the rules in site/. */
import type { MessageCatalog } from "../../platform/i18n.js";

export const site: MessageCatalog = {
  "site/duplicate-article.options.least": "正文至少有多少个字母、汉字和数字才比较",
  "site/duplicate-article.options.sameTitle": "也报告标题相同的重复文章",
  "site/duplicate-article.options.similarity": "正文相同的比例达到多少时报告两篇文章",
  "site/duplicate-article.same": "正文与“{other}”相同：请删除其中一篇",
  "site/duplicate-article.same.titled": "正文与“{other}”（标题“{title}”）相同：请删除其中一篇",
  "site/duplicate-article.similar": "约 {percent}% 的正文与“{other}”相同：请删除其中一篇，或改写正文",
  "site/duplicate-article.similar.titled":
    "约 {percent}% 的正文与“{other}”（标题“{title}”）相同：请删除其中一篇，或改写正文",
  "site/duplicate-article.summary": "禁止正文重复的文章",
  "site/shared-cover.icon":
    "从文件名看，封面“{url}”是图标或占位图，有 {count} 篇文章使用它，另见{others}：请删除该键，或换一张图片",
  "site/shared-cover.options.keys": "封面图片所在的键，值可以是列表；点号表示进入下一层",
  "site/shared-cover.options.least": "共用同一封面且标题不同的文章达到多少篇时报告",
  "site/shared-cover.shared":
    "{count} 篇标题不同的文章使用同一封面“{url}”，另见{others}：如果是图标或标志，请删除该键，或换一张图片",
  "site/shared-cover.summary": "禁止许多文章共用同一张封面",
  "site/taxonomy.category": "分类",
  "site/taxonomy.fix.replace": "改为“{name}”",
  "site/taxonomy.options.keys": "存放标签或分类的 front matter 键；单数和复数的键视为同一个键",
  "site/taxonomy.options.plurals": "英文名称的单数和复数视为同一个名称",
  "site/taxonomy.other": "“{key}”的值",
  "site/taxonomy.spelling.many": "{noun}“{name}”在 {times} 篇文章（如“{example}”）中写作“{common}”：请统一写法",
  "site/taxonomy.spelling.one": "{noun}“{name}”在“{example}”中写作“{common}”：请统一写法",
  "site/taxonomy.summary": "要求同一个标签或分类在所有文章中写法一致",
  "site/taxonomy.tag": "标签",
  "site/unique.options.keys": "值不能重复的 front matter 键",
  "site/unique.options.titles": "同一文件夹中有标题相同的文章时也给出警告",
  "site/unique.options.withinFolder": "只要求在同一文件夹内不重复的键，以斜杠开头的值除外",
  "site/unique.same": "{key}“{value}”与{others}重复，一个页面可能覆盖另一个：请改用不同的 {key}",
  "site/unique.same.slug":
    "slug“{value}”与{others}重复，Hugo 只发布其中一篇（Hexo 忽略 slug，Jekyll 另加日期）：请改用不同的 slug",
  "site/unique.summary": "禁止 URL、id 或标题相同的文章",
  "site/unique.title": "标题“{value}”与{others}重复：请修改其中一个标题，或删除一篇文章",
  "site/unused-image.options.except": "由模板或样式表使用的图片：文件名或路径的结尾",
  "site/unused-image.options.folders": "存放图片的文件夹和 glob，相对于配置文件；不存在的文件夹会被忽略",
  "site/unused-image.summary": "报告没有文章使用的图片",
  "site/unused-image.unused": "没有文章使用这张图片：如果模板和样式表也不用，请删除该图片",
};

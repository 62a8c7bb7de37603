/** What the rules of site/ say. */
import type { MessageCatalog } from "../../platform/i18n.js";

export const site: MessageCatalog = {
  "site/duplicate-article.options.least": "正文至少有多少个字母和数字（含汉字）才比较",
  "site/duplicate-article.options.sameTitle": "标题也相同的文章同样报告",
  "site/duplicate-article.options.similarity": "两篇文章的正文相同的比例达到多少就报告",
  "site/duplicate-article.same.textKeep": "正文与“{other}”相同：请只保留一篇",
  "site/duplicate-article.same.textTitled": "正文与“{other}”（标题“{title}”）相同：请只保留一篇",
  "site/duplicate-article.similar.aboutText":
    "约 {percent} % 的正文与“{other}”相同：请只保留一篇，或者写明有什么新内容",
  "site/duplicate-article.similar.aboutTextTitled":
    "约 {percent} % 的正文与“{other}”（标题“{title}”）相同：请只保留一篇，或者写明有什么新内容",
  "site/duplicate-article.summary": "没有用两个标题发表两次的文章",
  "site/taxonomy.fix.spell": "写成“{name}”",
  "site/taxonomy.options.keys": "front matter 中存放标签或分类的键；单数和复数的键视为同一个",
  "site/taxonomy.options.plurals": "英文名称的单数和复数视为同一个",
  "site/taxonomy.spelling.articlesSuch": "{key}“{name}”在 {times} 篇文章中写作“{common}”，如“{example}”：请统一写法",
  "site/taxonomy.spelling.spellSame": "{key}“{name}”在“{example}”中写作“{common}”：请统一写法",
  "site/taxonomy.summary": "同一个标签或分类在所有文章中写法一致",
  "site/unique.options.keys": "front matter 中值不能重复的键",
  "site/unique.options.titles": "同一文件夹中有标题相同的文章时警告",
  "site/unique.options.withinFolder": "其中只要求在同一文件夹内不重复的键，以斜杠开头的值除外",
  "site/unique.same": "{key}“{value}”与{others}相同，其中一篇会覆盖另一篇：请各用各的",
  "site/unique.summary": "没有地址或 id 相同的文章",
  "site/unique.title": "标题“{value}”与{others}相同：请在标题中写明各自的内容，或者删除一篇",
  "site/unused-image.options.except": "由模板和样式表使用的图片：文件名或路径结尾",
  "site/unused-image.options.folders": "存放图片的文件夹和 glob，相对于配置文件；不存在的不算",
  "site/unused-image.summary": "站点的每张图片都有文章引用",
  "site/unused-image.unused": "没有文章引用这张图片：如果模板和样式表也不用，请删除",
};

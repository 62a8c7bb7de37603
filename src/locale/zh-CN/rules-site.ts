/** What the rules of site/ say. */
import type { Catalog } from "../../words.js";

export const site: Catalog = {
  "No text is there twice, under two titles": "没有用两个标题发表两次的文章",
  "the share of text that two articles must have in common to be reported": "两篇文章的正文相同的比例达到多少就报告",
  "letters and digits that a text must have to be compared": "正文至少有多少个字母和数字（含汉字）才比较",
  "also report articles that have the same title too": "标题也相同的文章同样报告",
  'the text is that of "{0}": keep one of them': "正文与“{0}”相同：请只保留一篇",
  'the text is that of "{0}", titled "{1}": keep one of them': "正文与“{0}”（标题“{1}”）相同：请只保留一篇",
  'about {0} % of the text is that of "{1}": keep one of them, or say what is new':
    "约 {0} % 的正文与“{1}”相同：请只保留一篇，或者写明有什么新内容",
  'about {0} % of the text is that of "{1}", titled "{2}": keep one of them, or say what is new':
    "约 {0} % 的正文与“{1}”（标题“{2}”）相同：请只保留一篇，或者写明有什么新内容",
  "A tag or category is spelled the same in all articles": "同一个标签或分类在所有文章中写法一致",
  "keys of the front matter that hold names; a key and its plural are one":
    "front matter 中存放标签或分类的键；单数和复数的键视为同一个",
  "an English name and its plural are one": "英文名称的单数和复数视为同一个",
  'the {0} "{1}" is "{2}" in "{3}": spell it the same in all': "{0}“{1}”在“{3}”中写作“{2}”：请统一写法",
  'the {0} "{1}" is "{2}" in {3} articles, such as "{4}": spell it the same in all':
    "{0}“{1}”在 {3} 篇文章中写作“{2}”，如“{4}”：请统一写法",
  'spell it "{0}"': "写成“{0}”",
  "No two articles have the same address or id": "没有地址或 id 相同的文章",
  "keys of the front matter whose values must differ": "front matter 中值不能重复的键",
  "those of them that must differ within one folder only, unless the value begins with a slash":
    "其中只要求在同一文件夹内不重复的键，以斜杠开头的值除外",
  "warn of articles in one folder that have the same title": "同一文件夹中有标题相同的文章时警告",
  'the {0} "{1}" is also that of {2}, and one takes the place of the other: give each its own':
    "{0}“{1}”与{2}相同，其中一篇会覆盖另一篇：请各用各的",
  'the title "{0}" is also that of {1}: say in each what the article is about, or remove one':
    "标题“{0}”与{1}相同：请在标题中写明各自的内容，或者删除一篇",
  "Every picture of the site is named by an article": "站点的每张图片都有文章引用",
  "folders and globs of the pictures, relative to the configuration; those that are not there do not count":
    "存放图片的文件夹和 glob，相对于配置文件；不存在的不算",
  "pictures that templates and style sheets use: names, or ends of paths": "由模板和样式表使用的图片：文件名或路径结尾",
  "no article names this picture: remove it if no template or style sheet does either":
    "没有文章引用这张图片：如果模板和样式表也不用，请删除",
};

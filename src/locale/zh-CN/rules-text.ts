/** What the rules of text/ say. */
import type { Catalog } from "../../words.js";

export const text: Catalog = {
  "Chinese and Latin words are parted by a blank, and fullwidth punctuation by none":
    "中文与西文之间有空格，全角标点旁没有空格",
  "what stands between Chinese and Latin: a blank, or nothing": "中文与西文之间：空格，或者什么都没有",
  "numbers are parted like words: `5 月`, not `5月`": "数字与单词一样处理：`5 月`，而不是 `5月`",
  "tell of blanks beside fullwidth punctuation": "报告全角标点旁的空格",
  "front matter values that are looked at as well, such as `title`": "还要检查的 front matter 的值，如 `title`",
  'a blank is missing between Chinese and Latin in "{0}"{1}: add it': "“{0}”的中文与西文之间缺少空格{1}：请补上",
  'a blank stands between Chinese and Latin in "{0}"{1}: remove it': "“{0}”的中文与西文之间有空格{1}：请去掉",
  'a blank stands beside fullwidth punctuation in "{0}"{1}: remove it': "“{0}”的全角标点旁有空格{1}：请去掉",
  "add the blanks": "补上空格",
  " (and so in 1 more place)": "（还有 1 处）",
  " (and so in {0} more places)": "（还有 {0} 处）",
  "Chinese text has fullwidth punctuation, and letters and digits of ordinary width":
    "中文用全角标点，字母和数字用半角",
  "tell of `(…)` around Chinese words, too": "也报告括着中文的 `(…)`",
  "tell of fullwidth letters and digits, too: `Ａ１`": "也报告全角字母和数字：`Ａ１`",
  '"{0}" stands in Chinese text{1}: write "{2}"': "中文里有“{0}”{1}：请写成“{2}”",
  '"{0}" is written in fullwidth characters{1}: write "{2}"': "“{0}”用了全角字符{1}：请写成“{2}”",
  "write fullwidth punctuation": "改用全角标点",
  "write ordinary letters": "改用半角字母",
  "soft hyphen": "软连字符",
  "Arabic letter mark": "阿拉伯字母标记",
  "Mongolian vowel separator": "蒙古文元音分隔符",
  "zero width space": "零宽空格",
  "zero width non-joiner": "零宽不连字",
  "zero width joiner": "零宽连字",
  "left-to-right mark": "从左到右标记",
  "right-to-left mark": "从右到左标记",
  "line separator": "行分隔符",
  "paragraph separator": "段落分隔符",
  "left-to-right embedding": "从左到右嵌入",
  "right-to-left embedding": "从右到左嵌入",
  "pop directional formatting": "方向格式结束",
  "left-to-right override": "从左到右覆盖",
  "right-to-left override": "从右到左覆盖",
  "word joiner": "词连接符",
  "left-to-right isolate": "从左到右隔离",
  "right-to-left isolate": "从右到左隔离",
  "first strong isolate": "首强字符隔离",
  "pop directional isolate": "方向隔离结束",
  "Hangul filler": "谚文填充符",
  "byte order mark": "字节顺序标记",
  "control character": "控制字符",
  "tag character": "标签字符",
  "variation selector": "变体选择符",
  "format character": "格式字符",
  "U+{0} ({1})": "U+{0}（{1}）",
  "No invisible characters stand in the text where no script needs them": "没有文字系统不需要的不可见字符",
  "code points that are accepted, as `U+200B`": "允许的码位，写成 `U+200B` 这样",
  "the text holds the invisible character {0}{1}: remove it": "文本含有不可见的字符 {0}{1}：请删除",
  "{0}{1} shows the text behind it in another order than it is written in: remove it":
    "{0}{1}会改变后面文字的显示顺序：请删除",
  "the text holds {0}{1}, which browsers show as nothing or a box: write a blank or a line break":
    "文本含有 {0}{1}，浏览器不显示它或者显示成方框：请换成空格或换行符",
  ", and so in 1 more place": "，另有 1 处",
  ", and so in {0} more places": "，另有 {0} 处",
  "write a blank": "换成空格",
  "No text was read in the wrong encoding, and no character was lost in conversion":
    "没有用错误编码读入的文字，也没有在转换中丢失的字符",
  "{0} stands for characters that were lost in conversion{1}: restore them from the source":
    "{0}代表转换时丢失的字符{1}：请从原文恢复",
  '"{0}" is memory that was never written to{1}: restore the text from the source':
    "“{0}”是从未写入过的内存{1}：请从原文恢复",
  '"ï»¿" is a byte order mark that was read as Latin-1{0}: remove it':
    "“ï»¿”是按 Latin-1 读入的字节顺序标记{0}：请删除",
  '"{0}" is {1}{2}: write "{3}"': "“{0}”是{1}{2}：请写成“{3}”",
  '"{0}" is {1}, and characters were lost{2}: restore the text from the source':
    "“{0}”是{1}，并且丢失了字符{2}：请从原文恢复",
  "UTF-8 that was read as Latin-1": "按 Latin-1 读入的 UTF-8",
  "UTF-8 that was read as GBK": "按 GBK 读入的 UTF-8",
  "GBK that was read as Latin-1": "按 Latin-1 读入的 GBK",
  "decode it as what it was": "按原来的编码解码",
  "Every article has a text or a picture, and not only its title once more": "每篇文章都有文字或图片，而不只是重复标题",
  "front matter keys of pages that the site fills: an empty body is fine if one of them has a value other than `post` and `article`":
    "由站点填充内容的页面的 front matter 键：其中之一的值不是 `post` 或 `article` 时，正文可以为空",
  "the article has neither text nor pictures: fetch it again, or remove the file":
    "文章既没有文字也没有图片：请重新抓取，或者删除文件",
  'the article only repeats its title "{0}": fetch it again, or remove the file':
    "文章只是重复标题“{0}”：请重新抓取，或者删除文件",
  "No article breaks off with a pointer to the rest of it": "没有中途断开、让读者去别处看的文章",
  "what a cut article ends in, in any case; replaces the built-in list":
    "不完整的文章结尾的文字，不区分大小写；设置后取代内置列表",
  'the article ends in "{0}", so this is only its beginning: fetch all of it':
    "文章以“{0}”结尾，只是开头部分：请抓取全文",
};

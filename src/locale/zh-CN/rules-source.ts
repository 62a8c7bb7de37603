/** What the rules of source/ say. */
import type { Catalog } from "../../words.js";

export const source: Catalog = {
  "Directives are in force, silence something, and say why": "指令有效，确实忽略了违规，并写明理由",
  "want a reason behind `--`": "要求在 `--` 后写明理由",
  "tell of directives that silence nothing": "报告没有忽略任何违规的指令",
  "the directive silences nothing: remove it": "这条指令没有忽略任何违规：请删除",
  '"{0}" finds nothing here that the directive would silence: remove it': "“{0}”在这里没有可忽略的违规：请删除",
  "nothing is disabled here: remove the directive": "这里没有已忽略的规则：请删除这条指令",
  '"{0}" is not disabled here: remove it': "“{0}”在这里没有被忽略：请删除",
  "the directive ended with {0}: repair what it silenced and remove it, or give it a later date":
    "这条指令已于 {0} 到期：请修复它忽略的违规并删除指令，或者改成更晚的日期",
  'the directive gives no reason: say why behind " -- "': "这条指令没有理由：请写在“ -- ”后面",
  'there is no rule "{0}": did you mean {1}?': "没有规则“{0}”：是不是{1}？",
  'there is no rule "{0}", see stet rules: correct the name': "没有规则“{0}”，参见 stet rules：请改正名称",
  '"{0}" is no directive: write {1}': "“{0}”不是指令：请写成{1}",
  '"{0}" names no rule: write names such as "image/alt" or "image/*", and a reason behind " -- "':
    "“{0}”不是规则名：请写“image/alt”或“image/*”这样的名称，并在“ -- ”后写明理由",
  '"until" wants the last day, and "{0}" is none: write it as 2027-01-31; until then the directive is not in force':
    "“until”后应是最后一天的日期，而“{0}”不是：请写成 2027-01-31 这样；改正前指令不生效",
  "remove the name": "删除这个名称",
  "remove the directive": "删除这条指令",
  "Every article is UTF-8 text": "每篇文章都是 UTF-8 文本",
  'the file is {0}, not UTF-8: convert it, for example with "iconv -f {1} -t UTF-8"':
    '文件是{0}，不是 UTF-8：请转换，例如用 "iconv -f {1} -t UTF-8"',
  'the file is not UTF-8: {0} look like {1}: convert it, for example with "iconv -f {2} -t UTF-8"':
    '文件不是 UTF-8：{0}像是 {1}：请转换，例如用 "iconv -f {2} -t UTF-8"',
  "the file is not UTF-8: {0} cannot stand here: restore this place, or convert the file from the encoding it is in":
    "文件不是 UTF-8：这里不能有{0}：请还原这一处，或者从原来的编码转换整个文件",
  "the text holds a NUL character, at which some programs stop reading: remove it":
    "文本含有 NUL 字符，有的程序读到这里就会停止：请删除",
  "the file is too large to be an article, it has {0}: split it or leave it out":
    "文件太大，不像是文章，有{0}：请拆分，或者不检查它",
  "All lines of a file end in the same way": "文件的所有行用同一种换行符",
  "which line break is wanted; `consistent`: that of most lines, but never CR alone":
    "用哪种换行符；`consistent`：多数行用的那种，但不会是单独的 CR",
  "a line ends in {0}, the others in {1}: use {2}": "有 1 行以 {0} 结尾，其余的是 {1}：请用 {2}",
  "{0} lines end in {1}, the others in {2}: use {3}": "有 {0} 行以 {1} 结尾，其余的是 {2}：请用 {3}",
  "lines end in {0}: use {1}": "行以 {0} 结尾：请用 {1}",
  "a line ends in CR alone, which most programs take for no line break: use {0}":
    "有 1 行以单独的 CR 结尾，多数程序不把它当作换行：请用 {0}",
  "{0} lines end in CR alone, which most programs take for no line break: use {1}":
    "有 {0} 行以单独的 CR 结尾，多数程序不把它当作换行：请用 {1}",
  "end all lines in {0}": "所有行都以 {0} 结尾",
  "The file ends with exactly one line break": "文件以恰好一个换行符结尾",
  "the last line has no line break: end the file with one": "最后一行没有换行符：请加上",
  "the file ends with a blank line: remove it": "文件末尾有 1 个空行：请删除",
  "the file ends with {0} blank lines: remove them": "文件末尾有 {0} 个空行：请删除",
  "end with one line break": "以一个换行符结尾",
  "Front matter begins in the first line of the file": "front matter 从文件的第一行开始",
  "a blank line stands before the front matter, so most site generators do not see it: remove it":
    "front matter 前有 1 个空行，多数站点生成器会识别不到：请删除",
  "{0} blank lines stand before the front matter, so most site generators do not see it: remove them":
    "front matter 前有 {0} 个空行，多数站点生成器会识别不到：请删除",
  "begin with the front matter": "从 front matter 开始",
  "No line ends in blanks that say nothing": "行尾没有多余的空白",
  "accept two or more blanks that break a line in a Markdown paragraph": "允许在 Markdown 段落中用两个以上的空格换行",
  "the line ends in a blank: remove it": "行尾有空白：请删除",
  "the line ends in {0} blanks: remove them": "行尾有 {0} 个空白：请删除",
  "the line is broken by blanks, which nobody sees: break it by a backslash or <br>":
    "这里用行尾空格换行，没有人看得见：请用反斜杠或 <br> 换行",
};

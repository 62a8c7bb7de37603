/** What is said where rules run, fixes are made, a site is judged and a baseline is kept. */
import type { Catalog } from "../../words.js";

export const run: Catalog = {
  "a probed handler has no article: the tree is gone by then": "probed 处理函数没有文章：那时语法树已经不在了",
  "reported the range {0}-{1} in a text of {2} characters": "报告了范围 {0}-{1}，而文本只有 {2} 个字符",
  "reported an edit without a text": "报告了没有文本的编辑",
  "its handlers must be synchronous, and one of them returned a promise":
    "处理函数必须是同步的，而其中一个返回了 promise",
  "rule {0} failed here and was left out for this file: {1}": "规则 {0} 在这里出错，没有用于本文件：{1}",
  "rule {0} (of the plugin {1}) failed here and was left out for this file: {2}":
    "规则 {0}（来自插件 {1}）在这里出错，没有用于本文件：{2}",
  'reported the message "{0}", which it does not have': "报告了自己没有的消息“{0}”",
  'its message "{0}" gives no text': "消息“{0}”没有给出文本",
  "reported {0}, which is not linted in this run": "报告了 {0}，而它不在这次检查之列",
  "reported the range {0}-{1} in {2}, a text of {3} characters": "报告了 {2} 中的范围 {0}-{1}，而那里只有 {3} 个字符",
  "reported {0}, which is none of the files that it asked for": "报告了 {0}，而它不是规则要求的文件",
  "rule {0} failed when it judged the site and was left out: {1}": "规则 {0} 在判断整个站点时出错，没有使用：{1}",
  "an edit at {0}-{1} is outside the text ({2})": "{0}-{1} 处的编辑超出了文本（{2}）",
  "rule {0} failed at its fix: {1}": "规则 {0} 的修复出错：{1}",
  "rule {0}: an edit at {1}-{2} is outside the text ({3})": "规则 {0}：{1}-{2} 处的编辑超出了文本（{3}）",
  "rule {0}: two edits of one fix stand on each other at {1}": "规则 {0}：同一个修复的两处编辑在 {1} 处重叠",
  "the fixes of {0} undo each other; the file was left before the cycle":
    "{0} 的修复互相抵消；文件停留在循环之前的样子",
  'a fix of {0} ("{1}") was dropped: {2}. This is a bug of the rule.':
    "{0} 的一个修复（“{1}”）没有采用：{2}。这是规则的错误。",
  "the front matter could not be read afterwards": "修复后 front matter 无法读取",
  'it would lose the key "{0}"': "它会丢失键“{0}”",
  'it would change the value of "{0}"': "它会改变“{0}”的值",
  'it would add the key "{0}"': "它会增加键“{0}”",
  "the file changed while stet was looking at it; nothing was written: run stet again":
    "stet 检查期间文件有改动，没有写入：请再次运行 stet",
  "not written: {0}": "没有写入：{0}",
  "the file or its folder is read-only; make it writable and run stet again":
    "文件或所在的文件夹是只读的；请改成可写，再次运行 stet",
  "the file system is mounted read-only": "文件系统以只读方式挂载",
  "no space is left on the disk; the file is as it was": "磁盘空间不足；文件保持原样",
  "the system's limit for the size of files is reached; the file is as it was":
    "达到系统对文件大小的限制；文件保持原样",
  "the file is gone": "文件已经不在了",
  '{0} needs to know the whole site: say in the configuration, as "site.content", where its articles are':
    "{0} 需要知道整个站点：请在配置的“site.content”中写明文章的位置",
  "{0} could not be summed up for the site, which is a bug of stet: {1}": "{0} 无法为站点做汇总，这是 stet 的错误：{1}",
  "there is no baseline {0}": "没有基线文件 {0}",
  "the baseline {0} cannot be read: {1}": "无法读取基线文件 {0}：{1}",
  "--baseline-update makes one": "用 --baseline-update 生成一个",
  "{0} is no baseline: {1}": "{0} 不是基线文件：{1}",
  "it holds the marks of a merge conflict": "其中有合并冲突的标记",
  "keep the lines of both sides, then run stet with --baseline-prune":
    "请保留两边的行，再用 --baseline-prune 运行 stet",
  "restore it, or make it anew with --baseline-update": "请还原它，或者用 --baseline-update 重新生成",
  'it has not the form { "version": 1, "files": { … } }': '形式不是 { "version": 1, "files": { … } }',
  '"{0}" has no rules': "“{0}”没有规则",
  '"{0}" of "{1}" has no entries': "“{1}”的“{0}”没有条目",
  '"{0}" of "{1}" is not a count': "“{1}”的“{0}”不是计数",
  "{0}: {1} found no more; stet --baseline-prune forgets them": "{0}：{1}已经不再出现；用 stet --baseline-prune 清除",
  "the baseline {0}": "基线文件 {0}",
  "{0}: {1} forgotten": "{0}：已清除 {1}",
  "{0}: {1} in {2} accepted from now on": "{0}：从现在起接受 {2}中的 {1}",
  "1 violation": "1 处违规",
  "{0} violations": "{0} 处违规",
  "1 file": "1 个文件",
  "{0} files": "{0} 个文件",
};

/** What the rules of html/ say. */
import type { Catalog } from "../../words.js";

export const html: Catalog = {
  '<base href="{0}"> changes where every address on the page leads: remove it':
    '<base href="{0}"> 会改变页面上所有地址的指向：请删除',
  '<meta http-equiv="refresh"> sends readers away from the page: remove it':
    '<meta http-equiv="refresh"> 会把读者带离页面：请删除',
  "Only elements and attributes of a list are used": "只使用列表中允许的元素和属性",
  "names of the elements that may be used; none: all": "允许使用的元素名；留空表示全部允许",
  "attributes that may be used: `href`, `img.alt` for one element, `data-*`; none: all":
    "允许使用的属性：`href`，只用于某个元素的 `img.alt`，`data-*`；留空表示全部允许",
  "<{0}> is not among the elements allowed here: remove it or its tags":
    "<{0}> 不在允许的元素之列：请删除它，或者只去掉标签",
  "{0} of <{1}> is not among the attributes allowed here: remove it": "<{1}> 的 {0} 不在允许的属性之列：请删除",
  "remove {0}": "删除 {0}",
  "remove its tags": "只去掉标签",
  "Attributes with a fixed set of values have one of them": "取值固定的属性，值在规定的范围内",
  '{0} "{1}" means nothing to browsers: write {2}': "{0}“{1}”对浏览器没有意义：请写成{2}",
  '{0} "{1}" is not a whole number above 0: write one': "{0}“{1}”不是大于 0 的整数：请改成整数",
  '{0} "{1}" is not a whole number: write one': "{0}“{1}”不是整数：请改成整数",
  '{0} "{1}" has a unit, which browsers ignore: write "{2}"': "{0}“{1}”带有单位，浏览器会忽略：请写成“{2}”",
  '{0} is on whatever its value is, "{1}" too: remove the attribute, or the value':
    "{0} 不论值是什么都会生效，“{1}”也一样：请删除这个属性，或者删除它的值",
  'one of {0} words, such as "{1}"': "{0} 个规定值之一，如“{1}”",
  "{0} ({1})": "{0}（{1}）",
  '"{0}" names no character: correct the name, or write "&amp;" for the "&"':
    "“{0}”不对应任何字符：请改正名称，或者把“&”写成“&amp;”",
  'the character reference "{0}" has no ";": add it, or write "&amp;" for the "&"':
    "字符引用“{0}”缺少“;”：请补上，或者把“&”写成“&amp;”",
  '"{0}" is no character reference, its number is missing: add it, or write "&amp;" for the "&"':
    "“{0}”不是字符引用，缺少编号：请补上，或者把“&”写成“&amp;”",
  '"{0}" stands for NUL and is shown as "�": remove it': "“{0}”表示 NUL，会显示成“�”：请删除",
  '"{0}" is half of a character and is shown as "�": write the whole character':
    "“{0}”只是半个字符，会显示成“�”：请写出完整的字符",
  '"{0}" is no character, the number is too large: correct it': "“{0}”不是字符，编号太大：请改正",
  '"{0}" stands for a control character, browsers show "{1}": write the character that is meant':
    "“{0}”表示控制字符，浏览器会显示成“{1}”：请写出想要的字符",
  '"{0}" stands for a control character: write the character that is meant': "“{0}”表示控制字符：请写出想要的字符",
  '"{0}" stands for what Unicode keeps out of texts: write the character that is meant':
    "“{0}”表示 Unicode 不用于文本的码位：请写出想要的字符",
  "Every character reference names a character and ends with a semicolon": "每个字符引用都对应一个字符，并以分号结尾",
  'add ";"': "补上“;”",
  'write "&amp;"': "写成“&amp;”",
  "CSS (text-align, or float for what text flows around)": "CSS（text-align，需要文字环绕时用 float）",
  "CSS (padding of the cells)": "CSS（单元格的 padding）",
  "CSS ({0})": "CSS（{0}）",
  "{0} of <{1}> is obsolete: remove it": "<{1}> 的 {0} 已废弃：请删除",
  "{0} of <{1}> is obsolete: use {2}": "<{1}> 的 {0} 已废弃：请改用 {2}",
  "No attribute is one that HTML has given up": "不使用 HTML 已废弃的属性",
  "call it id": "改名为 id",
  "<{0}> is obsolete: use <{1}>": "<{0}> 已废弃：请改用 <{1}>",
  "<{0}> is obsolete: use CSS": "<{0}> 已废弃：请改用 CSS",
  "<{0}> is obsolete: remove it": "<{0}> 已废弃：请删除",
  "No element is one that HTML has given up": "不使用 HTML 已废弃的元素",
  "write <{0}>": "写成 <{0}>",
  "A tag has each attribute once": "一个标签中每个属性只出现一次",
  'the tag says "{0}" a second time: remove one of them': "标签中“{0}”写了两次：请去掉一个",
  'the tag has "{0}" a second time, browsers go by the first one: keep the one that is meant':
    "标签中“{0}”写了两次，浏览器以第一个为准：请保留想要的那个",
  "remove the second one": "删除第二个",
  "remove the second one, which browsers ignore": "删除第二个（浏览器会忽略它）",
  "An id is given to one element only": "一个 id 只给一个元素",
  'the id "{0}" is already that of a <{1}>, where links to it lead: give this element another one':
    "id“{0}”已经是前面 <{1}> 的，指向它的链接都会跳到那里：请给这个元素换一个",
  "No heading, paragraph or emphasis is empty": "没有空的标题、段落和强调",
  "elements that must hold something": "不应为空的元素",
  "<{0}> is empty, and readers who go from heading to heading stop at it: give it words or remove it":
    "<{0}> 是空的，逐个标题浏览的读者会停在这里：请写上内容，或者删除",
  "<p> is empty: remove it, and make room by CSS": "<p> 是空的：请删除，间距用 CSS 设置",
  "<{0}> is empty: remove it": "<{0}> 是空的：请删除",
  "remove the <{0}>": "删除 <{0}>",
  "Line breaks are not stacked to make room": "不用连续换行来留出间距",
  "line breaks in a row that are fine": "允许连续多少个换行",
  "{0} line breaks in a row: begin a paragraph, or make room by CSS":
    "连续 {0} 个换行：请另起段落，或者用 CSS 设置间距",
  "keep {0} of them": "保留 {0} 个",
  "Headings go down by one level at a time": "标题逐级递进",
  "a heading of level {0} follows one of level {1}, as if one were missing between: make it level {2}":
    "{1} 级标题后面是 {0} 级标题，中间像是缺了一级：请改成 {2} 级",
  "Every iframe has a title that says what it shows": "每个 iframe 都有说明内容的 title",
  'the iframe has no title, screen readers read out its address: add title="…" with what it shows':
    'iframe 没有 title，屏幕阅读器会朗读它的地址：请加上 title="…" 说明内容',
  "the iframe's title is empty, screen readers read out its address: write what it shows":
    "iframe 的 title 是空的，屏幕阅读器会朗读它的地址：请写明内容",
  "Looks come from the site's style sheet, not from style attributes": "外观由站点的样式表决定，不写在 style 属性里",
  "properties that may be set in a `style` attribute": "允许写在 `style` 属性里的 CSS 属性",
  "the style attribute sets {0}: leave that to the site's style sheet": "style 属性设置了 {0}：请交给站点的样式表",
  "remove them": "删除这些",
  "Elements stand where HTML leaves them": "元素的嵌套符合 HTML，浏览器不会改动",
  "also what browsers leave where it is and the standard does not allow, such as `<div>` in `<span>`":
    "也检查浏览器不改动、但标准不允许的嵌套，如 `<span>` 中的 `<div>`",
  "<{0}> cannot stand in <p>, browsers end <p> before it and make another, empty paragraph of </p>: close <p> first, or use other elements":
    "<p> 中不能有 <{0}>，浏览器会在它之前结束 <p>，并把 </p> 变成一个空段落：请先关闭 <p>，或者改用其他元素",
  "<{0}> cannot stand in <{1}>, browsers end <{2}> before it: close <{3}> first, or use other elements":
    "<{1}> 中不能有 <{0}>，浏览器会在它之前结束 <{2}>：请先关闭 <{3}>，或者改用其他元素",
  "<form> within a <form> is left out by browsers: close the outer one first":
    "<form> 中的 <form> 会被浏览器丢弃：请先关闭外层的",
  "<{0}> is left out by browsers here: remove it": "<{0}> 在这里会被浏览器丢弃：请删除",
  "<{0}> outside {1} is left out by browsers: put it there, or remove it":
    "<{0}> 不在{1}中，会被浏览器丢弃：请移到其中，或者删除",
  "this text stands in a table and in none of its cells, browsers show it before the table: put it into a cell, or outside the table":
    "这段文字在表格中，却不在任何单元格里，浏览器会把它显示在表格前面：请放进单元格，或者移到表格外",
  "<{0}> stands in a table and in none of its cells, browsers show it before the table: put it into a cell, or outside the table":
    "<{0}> 在表格中，却不在任何单元格里，浏览器会把它显示在表格前面：请放进单元格，或者移到表格外",
  "<{0}> belongs directly into {1}: put it there": "<{0}> 应当直接放在{1}中：请移到那里",
  "<{0}> stands directly in <{1}>, which holds only {2}: put it into one of those, or outside":
    "<{0}> 直接放在 <{1}> 中，而 <{1}> 只能包含{2}：请放进其中，或者移到外面",
  "<{0}> within <{1}>: a click has two meanings, and not all readers can reach the inner one: put one behind the other":
    "<{1}> 中有 <{0}>：一次点击有两种含义，里面的也不是所有读者都能点到：请改成一前一后",
  "the standard has no <{0}> in <{1}>": "标准不允许 <{1}> 中有 <{0}>",
  "end <{0}> where browsers end it": "在浏览器结束 <{0}> 的位置结束它",
  "An article brings no code of its own, and no pages of hosts that are not known":
    "文章不带自己的代码，也不嵌入未知网站的页面",
  "hosts whose pages may be shown in `iframe`, `embed` and `object`; their subdomains too":
    "允许在 `iframe`、`embed` 和 `object` 中显示其页面的域名，包括子域名",
  "a script runs in every reader's browser: remove it, or bring it in by the site's theme":
    "脚本会在每位读者的浏览器中运行：请删除，或者通过站点主题引入",
  '<{0}> shows a page of "{1}", which is not among the allowed hosts: remove it, or allow the host':
    "<{0}> 显示“{1}”的页面，而它不在允许的域名之列：请删除，或者允许这个域名",
  "<{0}> shows a page that is written into its address: remove it": "<{0}> 显示的页面直接写在地址里：请删除",
  "srcdoc holds a page with scripts of its own: remove it, or write its content into the article":
    "srcdoc 中的页面可以带自己的脚本：请删除，或者把内容写进文章",
  "{0} runs a script in every reader's browser: remove it": "{0} 会在每位读者的浏览器中运行脚本：请删除",
  'the link\'s address "{0}" runs a script instead of leading somewhere: name an address or remove it':
    "链接地址“{0}”只会运行脚本，不指向任何地方：请写明地址，或者删除",
  '{0} "{1}" runs a script instead of leading somewhere: name an address or remove it':
    "{0}“{1}”只会运行脚本，不指向任何地方：请写明地址，或者删除",
  "remove the {0}": "删除 {0}",
  "Nothing is left of the word processor or editor that the article was copied from":
    "没有从文字处理软件或编辑器带来的残留",
  "<{0}> is an element of Microsoft Office: remove the tags": "<{0}> 是 Microsoft Office 的元素：请去掉标签",
  "{0} in the style is understood by Word alone: remove it": "样式中的 {0} 只有 Word 认识：请删除",
  "the class {0} was left by a word processor: remove it": "class {0} 是文字处理软件留下的：请删除",
  "{0} was left by an editor: remove it": "{0} 是编辑器留下的：请删除",
  '"{0}" is for a word processor alone: remove it': "“{0}”只对文字处理软件有用：请删除",
  "a control character stands here: remove it": "这里有一个控制字符：请删除",
  "a character that Unicode keeps out of texts stands here: remove it": "这里有一个 Unicode 不用于文本的字符：请删除",
  "half of a character stands here: remove or restore it": "这里只有半个字符：请删除或还原",
  'the end tag "{0}" has attributes, which are ignored: move them to the start tag':
    "结束标签“{0}”带有属性，会被忽略：请移到开始标签",
  'the end tag "{0}" has a "/" before its ">": remove it': "结束标签“{0}”的“>”前有“/”：请去掉",
  'a "/" stands alone in the tag and is ignored: remove it': "标签中有一个孤立的“/”，会被忽略：请去掉",
  "a NUL character stands here: remove it": "这里有一个 NUL 字符：请删除",
  '"<?" begins a comment in HTML, which hides everything up to the next ">": remove it, or write "&lt;?"':
    "“<?”在 HTML 中是注释的开头，到下一个“>”为止的内容都不显示：请去掉，或者写成“&lt;?”",
  '"{0}" begins no end tag, and hides everything up to the next ">": write the tag\'s name behind "</"':
    "“{0}”不是结束标签的开头，到下一个“>”为止的内容都不显示：请在“</”后写上标签名",
  '"{0}" begins no tag: write "&lt;" for each "<"': "“{0}”不是标签的开头：请把每个“<”写成“&lt;”",
  '"<" before "{0}" begins no tag: write "&lt;"': "“{0}”前的“<”不是标签的开头：请写成“&lt;”",
  'a "=" stands before an attribute\'s name and becomes part of it: remove it':
    "属性名前有一个“=”，会成为名称的一部分：请去掉",
  '"</>" names no element and is ignored: name it or remove the tag':
    "“</>”没有标签名，会被忽略：请写上名称，或者去掉这个标签",
  "{0} is part of an attribute's name here: a quote before it is missing or superfluous":
    "{0}在这里成了属性名的一部分：前面少了或多了一个引号",
  "{0} stands in a value without quotes: put quotes around the whole value": "没有引号的值里有{0}：请给整个值加上引号",
  'the file ends behind a "<" that begins no tag: write "&lt;"': "文件在“<”后结束，它不是标签的开头：请写成“&lt;”",
  'the file ends within this tag, which is dropped: close it with ">", and look for a quote that is not closed':
    "文件在这个标签中间结束，标签会被丢弃：请用“>”结束它，并检查有没有未闭合的引号",
  'no value follows the "=": add one or write ""': '“=”后面没有值：请补上，或者写成 ""',
  'no blank stands before "{0}": add one, or look for a quote within the value before it':
    "“{0}”前面没有空格：请补上，或者检查前面的值里是不是有引号",
  '"<![CDATA[" begins a comment in HTML, its text is not shown: write the text itself':
    "“<![CDATA[”在 HTML 中是注释的开头，其中的文字不会显示：请直接写文字",
  '"<!" begins a comment here, which hides everything up to the next ">": write "<!--" or "&lt;!"':
    "“<!”在这里是注释的开头，到下一个“>”为止的内容都不显示：请写成“<!--”或“&lt;!”",
  'the file ends within a "<!--" in a script: close both': "文件在脚本的“<!--”中结束：请把两者都关闭",
  'the file ends within the doctype: write "<!DOCTYPE html>"': "文件在 doctype 中结束：请写成“<!DOCTYPE html>”",
  'comments do not nest, the first "-->" closes both: remove the inner "<!--"':
    "注释不能嵌套，第一个“-->”会同时结束两个：请去掉里面的“<!--”",
  'this comment ends where it begins: write "<!-- -->" or remove it':
    "这个注释刚开始就结束了：请写成“<!-- -->”，或者删除",
  'the comment is never closed and hides the rest of the file: add "-->"':
    "注释没有关闭，文件其余的内容都不显示：请补上“-->”",
  'the comment is closed by "--!>": write "-->"': "注释以“--!>”结束：请写成“-->”",
  'the CDATA section is never closed: add "]]>"': "CDATA 段没有关闭：请补上“]]>”",
  'the doctype is not written as it should be: write "<!DOCTYPE html>"': "doctype 的写法不对：请写成“<!DOCTYPE html>”",
  "HTML is written so that browsers need not guess": "HTML 书写规范，浏览器不必猜测",
  "a quote": "引号",
  'write "&lt;"': "写成“&lt;”",
  'remove "/"': "去掉“/”",
  'write ""': '写成 ""',
  "add a blank": "补上空格",
  'write "-->"': "写成“-->”",
  "Every end tag closes an element": "每个结束标签都对应一个元素",
  "</{0}> closes nothing: remove it, or open <{1}> before it":
    "</{0}> 没有对应的开始标签：请删除，或者在它前面写上 <{1}>",
  "</p> closes nothing and makes an empty paragraph: remove it, or open <p> before it":
    "</p> 没有对应的开始标签，会产生一个空段落：请删除，或者在它前面写上 <p>",
  "remove </{0}>": "删除 </{0}>",
  "Tables have header cells, and rows of one length": "表格有表头单元格，各行长度一致",
  "whether a table must have header cells (`<th>`)": "表格是否必须有表头单元格（`<th>`）",
  "whether all rows of a table with header cells must have as many cells":
    "有表头单元格的表格，各行的单元格数是否必须相同",
  "the table has no header cells, and a screen reader cannot say what a cell is about: use <th>":
    "表格没有表头单元格，屏幕阅读器无法说明单元格的含义：请用 <th>",
  "this row has 1 column, the table has {0}: add cells, or say colspan":
    "这一行有 1 列，而表格有 {0} 列：请补上单元格，或者写 colspan",
  "this row has {0} columns, the table has {1}: add cells, or say colspan":
    "这一行有 {0} 列，而表格有 {1} 列：请补上单元格，或者写 colspan",
  "the table has no rows: remove it": "表格没有行：请删除",
  "Every element is closed by its own end tag, inside the element that it was opened in":
    "每个元素都由自己的结束标签关闭，并且在打开它的元素之内",
  "<{0}> is never closed and goes on to the end: add </{1}>": "<{0}> 没有关闭，会一直延续到末尾：请加上 </{1}>",
  "<{0}> is not closed where <{1}> begins or ends: add </{2}> before it":
    "<{0}> 在 <{1}> 开始或结束的地方还没有关闭：请在那之前加上 </{2}>",
  "<{0}> opens an element within the <{1}> before it, and neither is closed: </{2}> may be meant":
    "<{0}> 又在前面的 <{1}> 中打开了一个元素，两个都没有关闭：是不是想写 </{2}>？",
  '<{0}> is never closed: add </{1}>, or, if it is text, write "&lt;"':
    "<{0}> 没有关闭：请加上 </{1}>；如果是文字，请写成“&lt;”",
  "</{0}> comes too late, <{1}> already ends where <{2}> begins or ends: close it there":
    "</{0}> 来得太晚，<{1}> 在 <{2}> 开始或结束的地方已经结束：请在那里关闭",
  "</{0}> closes <{1}>, a heading of another rank: write </{2}>": "</{0}> 关闭的 <{1}> 是另一级标题：请写成 </{2}>",
  "write </{0}>": "写成 </{0}>",
  "add </{0}> where HTML closes it": "在 HTML 结束它的地方加上 </{0}>",
  "move </{0}> to where the element ends": "把 </{0}> 移到元素结束的地方",
  "Every tag is that of an element of HTML": "每个标签都是 HTML 的元素",
  "names of elements that the site's generator knows": "站点生成器认识的元素名",
  '<{0}> is no element of HTML, nothing is shown of the tag: if it is text, write "&lt;"':
    "<{0}> 不是 HTML 元素，标签不会显示：如果是文字，请写成“&lt;”",
  '<{0}> is no element of HTML, nothing is shown of the tag: <{1}> may be meant, or, if it is text, write "&lt;"':
    "<{0}> 不是 HTML 元素，标签不会显示：是不是 <{1}>？如果是文字，请写成“&lt;”",
  'Elements without content have no end tag, and no others are closed by "/>"':
    "没有内容的元素不写结束标签，其他元素不用“/>”关闭",
  '</br> is no end tag of HTML, which reads it as a line break: write "<br>"':
    "HTML 没有 </br> 这个结束标签，会把它当作换行：请写成“<br>”",
  "<br></br> makes two line breaks: remove </br>": "<br></br> 会产生两个换行：请去掉 </br>",
  "<{0}> has no content and no end tag: remove </{1}>": "<{0}> 没有内容，也没有结束标签：请去掉 </{1}>",
  '"/" closes nothing in HTML, <{0}> stays open: close it with </{1}>':
    "“/”在 HTML 中不起关闭作用，<{0}> 仍是打开的：请用 </{1}> 关闭",
  "remove </br>": "去掉 </br>",
  'write "<br>"': "写成“<br>”",
  "close it with </{0}>": "用 </{0}> 关闭",
};

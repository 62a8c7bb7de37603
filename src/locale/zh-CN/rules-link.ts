/** What the rules of link/ say. */
import type { Catalog } from "../../words.js";

export const link: Catalog = {
  "Links that open a new window do not hand this one to the other site": "打开新窗口的链接不让对方网站控制本窗口",
  'the page of "{0}" that opens in a new window may steer this one in old browsers: add rel="noopener"':
    '“{0}”的页面在新窗口中打开，在旧浏览器里可以控制本窗口：请加上 rel="noopener"',
  'add rel="noopener"': '加上 rel="noopener"',
  "Fragments of links within this site lead to a place that is there": "本站链接的锚点都存在",
  "ids that the site's layout has on every page": "站点布局在每个页面上都有的 id",
  '"#{0}" leads to no place of this article: name a heading or id that is there':
    "“#{0}”在本文中没有对应的位置：请写已有的标题或 id",
  '"#{0}" leads to no place of this article: did you mean "#{1}"?': "“#{0}”在本文中没有对应的位置：是不是“#{1}”？",
  '"#{0}" leads to no place of "{1}": name a heading or id that is there':
    "“#{0}”在“{1}”中没有对应的位置：请写已有的标题或 id",
  'write "#{0}"': "写成“#{0}”",
  "Every link has an address that leads somewhere": "每个链接都有指向某处的地址",
  "accept links to this computer (localhost, 127.0.0.1), as instructions for a program have them":
    "允许指向本机的链接（localhost、127.0.0.1），如软件的使用说明",
  "this <a> has no href, so that it is no link: name a page or remove the tag":
    "这个 <a> 没有 href，所以不是链接：请写明页面，或者去掉标签",
  "the link leads nowhere, as its URL is empty: name a page or remove the link":
    "链接的 URL 是空的，不指向任何地方：请写明页面，或者去掉链接",
  '"#" leads to the top of the page only: name what the link is to lead to or remove the link':
    "“#”只会跳到页面顶部：请写明要指向的地方，或者去掉链接",
  '"{0}" is a file on one computer: publish it and name its URL': "“{0}”是某台计算机上的文件：请发布它，再写它的 URL",
  '"{0}" is each reader\'s own computer: name the host that has the page':
    "“{0}”是每位读者自己的计算机：请写页面所在的域名",
  '"{0}:" is no scheme that is known: did you mean "{1}:"?': "没有“{0}:”这种协议：是不是“{1}:”？",
  'without "https://" in front, "{0}" is a path of this site: write the scheme as well':
    "前面没有“https://”，“{0}”就是本站的路径：请把协议也写上",
  'without "mailto:" in front, "{0}" is a path of this site: write the scheme as well':
    "前面没有“mailto:”，“{0}”就是本站的路径：请把协议也写上",
  '"{0}" is taken for part of the address: put the address in "<" and ">", or a blank behind it':
    "“{0}”会被当作地址的一部分：请用“<”和“>”把地址括起来，或者在后面加空格",
  'the URL tells every reader the name and password of "{0}": remove them, and change the password':
    "URL 会把“{0}”的用户名和密码告诉每位读者：请去掉，并更换密码",
  'the URL holds {0} unencoded: write "{1}"': "URL 含有未编码的{0}：请写成“{1}”",
  'put the address in "<" and ">"': "用“<”和“>”把地址括起来",
  'write "https://"': "写成“https://”",
  'write "mailto:"': "写成“mailto:”",
  "encode the URL": "对 URL 进行编码",
  "Links lead to https addresses": "链接指向 https 地址",
  'the link leads to "{0}" by plain http, which anyone on the way can read and change: use https if the host has it':
    "链接用 http 指向“{0}”，途中的任何人都能读取和篡改：如果对方支持 https，请改用",
  "Links within this site lead to files that are there, under the very name that the article gives":
    "本站链接指向的文件都存在，文件名与文章写的完全一致",
  "also report addresses of pages (`/posts/a/`, `a.html`) that no file of that name is the source of":
    "也报告找不到源文件的页面地址（`/posts/a/`、`a.html`）",
  'the link leads nowhere: there is no file "{0}" on this site; name one that is there or remove the link':
    "链接没有指向任何地方：本站没有文件“{0}”；请写已有的文件，或者去掉链接",
  'no file of this site is the source of a page "{0}": name one that is there or remove the link':
    "本站没有能生成页面“{0}”的文件：请写已有的页面，或者去掉链接",
  "Links lead to pages that are there": "链接指向的页面都存在",
  "what to say of a link whose server gave no clear answer": "服务器没有明确回答的链接如何处理",
  'the link to "{0}" is broken: {1}; find where the page has gone or remove the link':
    "指向“{0}”的链接已失效：{1}；请找到页面的新地址，或者去掉链接",
  'the link to "{0}" could not be verified: {1}; look at it yourself or try again later':
    "指向“{0}”的链接无法核实：{1}；请自己看一下，或者稍后再试",
  "Every link has a text that says where it leads": "每个链接都有说明去向的文字",
  "also report texts that say the same of every link": "也报告用在哪个链接上都一样的文字",
  "such texts, whatever their case and the signs around them; replaces the built-in list":
    "这样的文字，不区分大小写，不管前后的符号；设置后取代内置列表",
  'the link to "{0}" has no text, so that nobody can tell where it leads: write one, or an alt for its picture':
    "指向“{0}”的链接没有文字，没有人知道它指向哪里：请写上文字，或者给其中的图片写 alt",
  '"{0}" says the same of every link: name what it leads to': "“{0}”用在哪个链接上都一样：请说明它指向什么",
  "Links carry no parameters that only tell where a reader came from": "链接不带只用来追踪读者来源的参数",
  "the names of such parameters; `*` at the end is any rest; replaces the built-in list":
    "这类参数的名称；末尾的 `*` 表示任意内容；设置后取代内置列表",
  "{0} in the URL only tells where the reader came from: remove it": "URL 中的{0}只用来追踪读者的来源：请去掉",
  "{0} in the URL only tell where the reader came from: remove them": "URL 中的{0}只用来追踪读者的来源：请去掉",
  "remove these parameters": "去掉这些参数",
};

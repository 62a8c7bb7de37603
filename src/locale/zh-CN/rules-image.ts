/** What the rules of image/ say. */
import type { Catalog } from "../../words.js";

export const image: Catalog = {
  "A text alternative says what the picture shows, in words and briefly": "替代文本用简短的文字说明图片内容",
  "words that say nothing of a picture, in any case and with any number behind them; replaces the built-in list":
    "不能说明图片内容的词，不区分大小写，后面可带数字；设置后取代内置列表",
  "how many characters a text alternative may have": "替代文本最多多少个字符",
  '"{0}" is the name of a file: say what the picture shows': "“{0}”是文件名：请说明图片的内容",
  '"{0}" says only that this is a picture: say what it shows': "“{0}”只说明了这是一张图片：请说明图片的内容",
  "the text alternative has {0} characters (at most {1}): be brief, and say the rest in the text":
    "替代文本有 {0} 个字符（最多 {1} 个）：请写得简短，其余的写进正文",
  '"{0}" is what the caption says, so that listeners hear it twice: say what the picture shows, or write alt=""':
    '“{0}”与图注相同，听众会听到两遍：请说明图片的内容，或者写成 alt=""',
  'write alt=""': '写成 alt=""',
  "Every img has an alt attribute": "每个 img 都有 alt 属性",
  'want words as well: `alt=""` and `![](a.png)` are then reported': '还要求有文字：`alt=""` 和 `![](a.png)` 也会报告',
  'img has no alt: say what the picture shows, or write alt="" if it only decorates':
    'img 没有 alt：请说明图片的内容，只起装饰作用的写成 alt=""',
  "the picture's text alternative is empty: say what it shows": "图片的替代文本是空的：请说明图片的内容",
  'use the title "{0}" as alt': "用 title“{0}”作为 alt",
  'mark the picture as decorative with alt=""': '用 alt="" 标为装饰图',
  "Servers declare pictures as pictures": "服务器把图片声明为图片",
  "want the very type of the bytes: a WebP declared as image/jpeg is then reported":
    "要求与实际类型完全一致：例如 WebP 被声明为 image/jpeg 时也会报告",
  'the server sends no Content-Type for "{0}": have it send "{1}"':
    "服务器没有为“{0}”发送 Content-Type：请让它发送“{1}”",
  'the server declares "{0}" as "{1}": have it send "{2}"': "服务器把“{0}”声明为“{1}”：请让它发送“{2}”",
  'the server declares "{0}" as "{1}": have it send the picture\'s type':
    "服务器把“{0}”声明为“{1}”：请让它发送图片的类型",
  'the server declares "{0}" as "{1}" and browsers do not show it: have it send "{2}"':
    "服务器把“{0}”声明为“{1}”，浏览器不会显示：请让它发送“{2}”",
  'the server declares "{0}" as "{1}", its bytes are "{2}"': "服务器把“{0}”声明为“{1}”，实际内容是“{2}”",
  "data-size states the picture's real width and height in pixels": "data-size 写的是图片的真实宽高（像素）",
  "pixels by which a side may differ": "每边允许相差多少像素",
  'data-size "{0}" is not a size: write "width,height" in pixels': "data-size“{0}”不是尺寸：请写成“宽,高”，单位是像素",
  'data-size says "{0}", the picture is "{1}"': "data-size 写的是“{0}”，图片是“{1}”",
  'data-size says "{0}", but the picture is of {1} pixel: it stands for one that is gone, or only counts readers':
    "data-size 写的是“{0}”，而图片只有 {1} 像素：它代替已经消失的图片，或者只用来统计读者",
  'data-size says "{0}", but the picture\'s own size could not be found: it does not stand in the part of the file that is read (images.maxBytes)':
    "data-size 写的是“{0}”，但读不到图片自己的尺寸：它不在文件读取的部分内（images.maxBytes）",
  'data-size "{0}" has the height before the width: write "{1}"': "data-size“{0}”把高写在了宽前面：请写成“{1}”",
  'set data-size to "{0}"': "把 data-size 设为“{0}”",
  "No large picture is written into the article itself": "没有把大图片直接写进文章",
  "how large a picture in a `data:` URL may be, in bytes; 0: none may":
    "`data:` URL 中的图片最大多少字节；0 表示不允许",
  "a picture of {0} is written into the article: save it as a file and name that":
    "一张{0}的图片直接写在文章里：请存成文件，再引用文件",
  "a picture of {0} is written into the article (at most {1}): save it as a file and name that":
    "一张{0}的图片直接写在文章里（最多{1}）：请存成文件，再引用文件",
  "{0} bytes": "{0} 字节",
  "{0} KB": "{0} KB",
  "Every img states width and height, in the picture's proportions": "每个 img 都写明宽和高，与图片的比例一致",
  "percent by which the stated proportions may differ from the picture's": "写明的比例与图片的比例允许相差百分之几",
  "img has no width and height, the picture is {0}: state them so that the page does not jump":
    "img 没有宽高，图片是 {0}：请写明，以免页面跳动",
  "img has no width and height, its data attributes say {0}: state them so that the page does not jump":
    "img 没有宽高，data 属性写的是 {0}：请写明，以免页面跳动",
  'img has {0} "{1}" and no {2}: state {3} "{4}" so that the page does not jump':
    "img 有 {0}“{1}”而没有 {2}：请写明 {3}“{4}”，以免页面跳动",
  '{0} "{1}" is not a whole number of pixels': "{0}“{1}”不是整数像素",
  '{0} "{1}" is not a whole number of pixels: write "{2}"': "{0}“{1}”不是整数像素：请写成“{2}”",
  '{0} "{1}" reserves no room: state the picture\'s {2} and leave the scaling to CSS':
    "{0}“{1}”不能预留空间：请写明图片的 {2}，缩放交给 CSS",
  'width "{0}" and height "{1}" distort the picture, which is {2}: with this width, height should be "{3}"':
    "宽“{0}”、高“{1}”会使图片变形，图片是 {2}：宽不变时，高应为“{3}”",
  'set height to "{0}"': "把高设为“{0}”",
  'state width="{0}" height="{1}"': '写明 width="{0}" height="{1}"',
  "write whole numbers of pixels": "写成整数像素",
  "The site's own pictures have names that work everywhere and say what they show":
    "站点自己的图片，文件名在哪里都能用，并说明内容",
  "tell of blanks in names": "报告含有空格的文件名",
  "tell of capital letters in names": "报告含有大写字母的文件名",
  "tell of letters beyond ASCII in names": "报告含有 ASCII 以外字母的文件名",
  "tell of names such as `IMG_1234.jpg`": "报告 `IMG_1234.jpg` 这样的文件名",
  'the name "{0}" has blanks, which URLs cannot have: write hyphens':
    "文件名“{0}”含有空格，URL 中不能有空格：请改用连字符",
  'the name "{0}" has letters beyond ASCII, which systems write in different ways: use a-z, 0-9 and hyphens':
    "文件名“{0}”含有 ASCII 以外的字母，各种系统的写法不一：请用 a-z、0-9 和连字符",
  'the name "{0}" has capitals, which are other letters on some systems and the same on others: write small ones':
    "文件名“{0}”含有大写字母，有的系统区分大小写，有的不区分：请用小写",
  'the name "{0}" says nothing: call the picture what it shows': "文件名“{0}”没有说明内容：请按图片内容命名",
  "Pictures are sent to the browsers of readers, not only to those who ask from nowhere":
    "图片对读者的浏览器也能打开，而不只是没有来源的请求",
  'the picture "{0}" is there, but not for your readers: asked for with the Referer "{1}", the server\'s answer is: {2}; let their browsers send none, by referrerpolicy="no-referrer"':
    '图片“{0}”存在，但读者看不到：带上 Referer“{1}”请求时，服务器的回答是：{2}；请用 referrerpolicy="no-referrer" 让浏览器不发送 Referer',
  'the picture "{0}" is there, but not for your readers: without a Referer the server\'s answer is: {1}; let their browsers send one ("{2}" helps), by leaving out referrerpolicy="no-referrer"':
    '图片“{0}”存在，但读者看不到：不带 Referer 请求时，服务器的回答是：{1}；请去掉 referrerpolicy="no-referrer"，让浏览器发送 Referer（“{2}”可行）',
  'send no Referer: referrerpolicy="no-referrer"': '不发送 Referer：referrerpolicy="no-referrer"',
  "send a Referer: remove referrerpolicy": "发送 Referer：去掉 referrerpolicy",
  "Pictures come by https": "图片通过 https 加载",
  "also tell of what a proxy fetches by plain http, though readers get it by https":
    "也报告代理用 http 去取的图片，虽然读者是通过 https 得到的",
  'the picture comes from "{0}" by plain http, which an https page does not show: use https':
    "图片通过 http 来自“{0}”，https 页面不会显示：请用 https",
  '"{0}" fetches the picture from "{1}" by plain http: use https': "“{0}”通过 http 从“{1}”取图片：请用 https",
  'the picture comes from "{0}" by plain http, which an https page does not show, and by https it does not come ({1}): host it yourself':
    "图片通过 http 来自“{0}”，https 页面不会显示，而用 https 取不到（{1}）：请自己存放",
  'the picture comes from "{0}" by plain http, which an https page does not show, and by https another one comes: host it yourself':
    "图片通过 http 来自“{0}”，https 页面不会显示，而用 https 得到的是另一张图片：请自己存放",
  "use https": "改用 https",
  "Every picture is named in src, not only in an attribute for a script":
    "每张图片都写在 src 中，而不只在供脚本用的属性里",
  "words in a file name that make it a placeholder; replaces the built-in list":
    "文件名中含有这些词就视为占位图；设置后取代内置列表",
  "only {0} names the picture, which nobody sees unless a script moves it: name it in src":
    "图片只写在 {0} 中，没有脚本就没有人看得到：请写在 src 中",
  'src is the placeholder "{0}", and nobody sees what {1} names unless a script moves it: name it in src':
    "src 是占位图“{0}”，{1} 中的图片没有脚本就没有人看得到：请写在 src 中",
  "name it in src, as {0} does": "写在 src 中，与 {0} 相同",
  "Pictures of this site are there, under the very name that the article gives":
    "本站的图片都存在，文件名与文章写的完全一致",
  'there is no file "{0}" on this site: add it or name a picture that is there':
    "本站没有文件“{0}”：请补上，或者引用已有的图片",
  '"{0}" is really spelled "{1}", which most servers tell apart: write it so':
    "“{0}”实际的写法是“{1}”，多数服务器会区分：请照此书写",
  'the name of "{0}" looks the same on disk, but its accents are encoded otherwise (Unicode normalization): write it so':
    "“{0}”的文件名看起来一样，但磁盘上的编码不同（Unicode 规范化形式）：请照磁盘上的书写",
  "Pictures come from their own host, not through somebody else's proxy": "图片来自自己的域名，而不经过别人的代理",
  "what stands in front of the real URL; `*` is any text within a host name or path segment; replaces the built-in list":
    "真实 URL 前面的部分；`*` 表示域名或路径的一段中的任意文字；设置后取代内置列表",
  'the picture "{0}" is fetched through the proxy "{1}": name the picture itself, or host it':
    "图片“{0}”经过代理“{1}”获取：请直接写图片的地址，或者自己存放",
  'the picture "{0}" is fetched through the proxy "{1}", and its own host does not give it ({2}): host it yourself':
    "图片“{0}”经过代理“{1}”获取，而它自己的服务器不提供（{2}）：请自己存放",
  "it sends another picture": "得到的是另一张图片",
  "name the picture itself": "直接写图片的地址",
  "Every picture is there, and is a picture": "每张图片都存在，而且确实是图片",
  "what to say of a picture whose server gave no clear answer": "服务器没有明确回答的图片如何处理",
  'the picture "{0}" is broken{1}: {2}; an archive has a copy of {3}: {4}':
    "图片“{0}”已失效{1}：{2}；档案馆有 {3} 的副本：{4}",
  'the picture "{0}" is broken{1}: {2}; name one that is there or remove it':
    "图片“{0}”已失效{1}：{2}；请换成可用的图片，或者删除",
  'the picture "{0}" could not be verified: {1}; look at it yourself or try again later':
    "图片“{0}”无法核实：{1}；请自己看一下，或者稍后再试",
  "use the archive's copy of {0}": "改用档案馆 {0} 的副本",
  " (since {0}, in {1} runs)": "（从 {0} 起，{1} 次运行）",
  "Pictures are named by the URL that they have moved to for good, and redirects lead to the picture that was meant":
    "图片写的是永久移动后的 URL，重定向到的是原来的图片",
  'the picture "{0}" has moved for good to "{1}": use that URL': "图片“{0}”已永久移到“{1}”：请改用那个 URL",
  'the picture "{0}" {1}: look whether it is the one that was meant': "图片“{0}”{1}：请看一下是不是原来的图片",
  "use the URL that it has moved to": "改用移动后的 URL",
  "Pictures from hosts that refuse other sites' pages are asked for without a Referer":
    "有防盗链的图片，请求时不发送 Referer",
  "hosts that refuse foreign Referers; `*.` stands for any name before; replaces the built-in list":
    "有防盗链、拒绝外站 Referer 的域名；`*.` 表示前面可以有任意名称；设置后取代内置列表",
  '"{0}" refuses pictures to pages of other sites: add referrerpolicy="no-referrer"':
    '“{0}”有防盗链，不向其他网站的页面提供图片：请加上 referrerpolicy="no-referrer"',
  '"{0}" refuses pictures to pages of other sites, and "{1}" tells it of them: write "no-referrer"':
    "“{0}”有防盗链，不向其他网站的页面提供图片，而“{1}”会把来源告诉它：请写成“no-referrer”",
  '"{0}" refuses pictures to pages of other sites: write <img referrerpolicy="no-referrer">, or host the picture':
    '“{0}”有防盗链，不向其他网站的页面提供图片：请写成 <img referrerpolicy="no-referrer">，或者自己存放图片',
  '"{0}" is no referrer policy, so browsers use none: write "{1}"':
    "“{0}”不是 referrer policy，浏览器会忽略：请写成“{1}”",
  '"{0}" is no referrer policy, so browsers use none: write "no-referrer" or one of the others':
    "“{0}”不是 referrer policy，浏览器会忽略：请写成“no-referrer”或其他有效值",
  "No picture is shown twice in one article": "同一篇文章中没有重复的图片",
  "a picture that is shown more often than this is an ornament, and fine": "出现次数超过这个数的图片视为装饰，不报告",
  "pictures whose stated width or height is less than this are icons, and fine":
    "写明的宽或高小于这个数的图片视为图标，不报告",
  'the picture "{0}" was already shown in line {1}{2}: remove it here, or name the one that is meant':
    "图片“{0}”在第 {1} 行已经出现过{2}：请删除这里的，或者换成想要的图片",
  " (and is again in 1 more place)": "（另外还有 1 处）",
  " (and is again in {0} more places)": "（另外还有 {0} 处）",
  "Every picture is named by a URL that a reader's browser can fetch as it is written":
    "每张图片的 URL，读者的浏览器照原样就能加载",
  "accept pictures on this computer (localhost, 127.0.0.1), for a site that is only looked at here":
    "允许本机上的图片（localhost、127.0.0.1），用于只在本机查看的站点",
  "img has no src: name a picture or remove the tag": "img 没有 src：请写明图片，或者去掉标签",
  "the picture's URL is empty: name a picture or remove it": "图片的 URL 是空的：请写明图片，或者删除",
  "{0} is empty: name a picture or remove it": "{0} 是空的：请写明图片，或者删除",
  '"{0}" is a file on one computer: publish the picture and name its URL':
    "“{0}”是某台计算机上的文件：请发布图片，再写它的 URL",
  '"{0}" is each reader\'s own computer: name the host that has the picture':
    "“{0}”是每位读者自己的计算机：请写图片所在的域名",
  'no picture is fetched by "{0}:": did you mean "{1}:"?': "“{0}:”不能用来加载图片：是不是“{1}:”？",
  'no picture is fetched by "{0}:": use an "https:" URL': "“{0}:”不能用来加载图片：请用“https:”的 URL",
  '"{0}" is not a URL: write it as "https://host/path" or as a path of this site':
    "“{0}”不是 URL：请写成“https://域名/路径”，或者本站的路径",
  '"{0}" is written with fullwidth characters: write "{1}"': "“{0}”用了全角字符：请写成“{1}”",
  "the URL holds the invisible character {0}: remove it": "URL 含有不可见的字符 {0}：请删除",
  "the URL begins or ends with {0}, which is part of it: remove it":
    "URL 以 {0} 开头或结尾，它会成为 URL 的一部分：请删除",
  'the URL tells every reader the name and password of "{0}", and some browsers then show no picture: remove them, and change the password':
    "URL 会把“{0}”的用户名和密码告诉每位读者，有的浏览器也不会显示图片：请去掉，并更换密码",
  '"%" is not followed by two hex digits in the URL: write "%25" if a percent sign is meant':
    "URL 中的“%”后面不是两位十六进制数字：如果是百分号，请写成“%25”",
  "the URL holds {0} unencoded{1}: write nothing": "URL 含有未编码的{0}{1}：请删除",
  'the URL holds {0} unencoded{1}: write "{2}"': "URL 含有未编码的{0}{1}：请写成“{2}”",
  "remove the empty {0}": "删除空的 {0}",
  'write "{0}:"': "写成“{0}:”",
  "remove the name and password": "去掉用户名和密码",
  "remove invisible characters": "去掉不可见的字符",
  "write the URL with slashes": "改用斜杠",
  "percent-encode the URL": "对 URL 进行百分号编码",
  'write "%25"': "写成“%25”",
  " (and the like in 1 more place)": "（类似的还有 1 处）",
  " (and the like in {0} more places)": "（类似的还有 {0} 处）",
  "a blank": "空格",
  "a line break or tab": "换行符或制表符",
  "Every candidate of a srcset has one descriptor that browsers understand, and no two have the same":
    "srcset 的每个候选图片都有一个浏览器认识的描述符，且互不相同",
  '"{0}" is no descriptor, so browsers pass this picture over: write "{1}"':
    "“{0}”不是描述符，浏览器会跳过这张图片：请写成“{1}”",
  '"{0}" is no descriptor, so browsers pass this picture over: write its width, as "640w", or its density, as "2x"':
    "“{0}”不是描述符，浏览器会跳过这张图片：请写宽度，如“640w”，或者写像素密度，如“2x”",
  '"{0}" is no positive number, so browsers pass this picture over: correct it':
    "“{0}”不是正数，浏览器会跳过这张图片：请改正",
  '"{0}" is no positive whole number, so browsers pass this picture over: correct it':
    "“{0}”不是正整数，浏览器会跳过这张图片：请改正",
  '"{0}" is one descriptor too many, so browsers pass this picture over: state either a width or a density, once':
    "多了一个描述符“{0}”，浏览器会跳过这张图片：宽度和像素密度只写一个",
  '"{0}" states a height without a width, so browsers pass this picture over: state the width':
    "“{0}”只写了高度而没有宽度，浏览器会跳过这张图片：请写宽度",
  '"{0}" has a width, others a density: browsers compare only like with like':
    "“{0}”写的是宽度，其他的写的是像素密度：浏览器只比较同一种",
  '"{0}" has a density (1x if none is written), others a width: browsers compare only like with like':
    "“{0}”写的是像素密度（不写就是 1x），其他的写的是宽度：浏览器只比较同一种",
  '"1x", which no descriptor means, is also what "{0}" has, so browsers never choose this picture: remove it or correct it':
    "没有描述符就是“1x”，与“{0}”相同，浏览器永远不会选这张图片：请删除或改正",
  '"{0}" is also what "{1}" has, so browsers never choose this picture: remove it or correct it':
    "“{0}”与“{1}”的描述符相同，浏览器永远不会选这张图片：请删除或改正",
  "the comma parts nothing: remove it, or name the picture that is missing":
    "这个逗号没有分隔任何内容：请去掉，或者补上缺少的图片",
  'widths need "sizes" beside them: without it browsers choose as if the picture were as wide as the window':
    "用宽度描述符时需要“sizes”：没有它，浏览器会当作图片与窗口同宽",
  'say what browsers assume: sizes="100vw"': '写明浏览器的默认值：sizes="100vw"',
  "No invisible picture of somebody else's counts the readers of an article": "没有别人用来统计读者的不可见图片",
  "what the URLs of such pictures begin with, without `https://`; replaces the built-in list":
    "这类图片的 URL 的开头，不写 `https://`；设置后取代内置列表",
  'a picture of {0} pixels tells "{1}" of every reader and shows nothing: remove it':
    "这张 {0} 像素的图片把每位读者告诉“{1}”，什么也不显示：请删除",
  'a hidden picture tells "{0}" of every reader and shows nothing: remove it':
    "这张隐藏的图片把每位读者告诉“{0}”，什么也不显示：请删除",
  '"{0}" is a picture that only counts readers: remove it': "“{0}”是只用来统计读者的图片：请删除",
  "remove the picture": "删除图片",
};

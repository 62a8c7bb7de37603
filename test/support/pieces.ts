/** Pieces of articles that parsers and rules care about, for property tests. */
import fc from "fast-check";

export const hostilePieces = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 5 }) },
  {
    weight: 10,
    arbitrary: fc.constantFrom(
      ...'\n¦\r\n¦ ¦    ¦\t¦甲¦海边的灯塔¦abc ¦- ¦# ¦> ¦* ¦**¦`¦```\n¦<p>¦</p>¦<div>¦</div>¦<b>¦</b>¦<i>¦</i>¦<br/>¦</br>¦<br>¦<a href="a b">¦<a href=x>¦</a>¦<img src="a b.png">¦<img src=http://a.example/b.png alt=x>¦<img data-src=c.png>¦![丙](a b.png)¦[丁](http://a.example/?utm_source=x)¦<table>¦<tr>¦<td>¦</td>¦</tr>¦</table>¦<ul>¦<li>¦</ul>¦<h2>¦</h2>¦<p></p>¦<strong> </strong>¦&nbsp¦&copy¦&amp;¦&¦<¦>¦<!-- 注 -->¦<!-- stet-disable -->¦<!-- stet-enable -->¦<!-- stet-disable-next-line image/alt -->¦<font color=red>¦</font>¦<o:p></o:p>¦<p class=MsoNormal>¦\u200b¦\ufeff¦\u202e¦锟斤拷¦<input disabled=false>¦<div id=a>¦<p id=a id=b>¦<svg>¦<path/>¦</svg>¦<textarea>¦</textarea>¦{{ x }}¦{% raw %}¦{% endraw %}¦😀¦，¦。'.split(
        "¦",
      ),
    ),
  },
);

/** Pictures and links, by whose answers rules that ask repair something. */
export const namingPieces = fc.constantFrom(
  ...'<img src="http://a.example/c.png" data-size="40,30" alt="戊">¦<img src="https://a.example/d.png" width="40" alt>¦<img src=http://b.example/e.png width=300 height=200 referrerpolicy=no-referrer>¦<img src="https://corsproxy.io/?http://a.example/f.png" srcset="http://a.example/g.png 2x, /h.png">¦<img data-src="http://c.example/i.png" src="/dot.gif">¦![己](http://c.example/j.png "庚")¦![辛](/img/k.png)¦<img src="../img/%6c.png" alt=壬>¦<a href="http://d.example/m?a=1&amp;utm_source=x">¦[癸](/n.md#子)¦[丑](http://d.example/o)¦<http://d.example/p>¦<a href="./q.html">¦<img src="http://a.example/r.gif" width=1 height=1>¦<video poster="http://a.example/s.png" controls></video>'.split(
    "¦",
  ),
);

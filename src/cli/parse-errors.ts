/**
 * An example of each parse error of the HTML standard that stet tells, and how it is written instead. What is said of it
 * are the rules' own words: `explain` has them look at the example.
 * https://html.spec.whatwg.org/multipage/parsing.html#parse-errors
 */
export const parseErrors: ReadonlyMap<string, { readonly bad: string; readonly good: string }> = new Map(
  Object.entries({
    "abrupt-closing-of-empty-comment": { bad: "<!-->", good: "<!-- 渡口 -->" },
    "abrupt-doctype-public-identifier": { bad: '<!DOCTYPE html PUBLIC "a>', good: "<!DOCTYPE html>" },
    "abrupt-doctype-system-identifier": { bad: '<!DOCTYPE html SYSTEM "a>', good: "<!DOCTYPE html>" },
    "absence-of-digits-in-numeric-character-reference": { bad: "<p>&#;</p>", good: "<p>&amp;#;</p>" },
    "cdata-in-html-content": { bad: "<p><![CDATA[渡口]]></p>", good: "<p>渡口</p>" },
    "character-reference-outside-unicode-range": { bad: "<p>&#x110000;</p>", good: "<p>&#x1F6A2;</p>" },
    "control-character-in-input-stream": { bad: "<p>渡\u0001口</p>", good: "<p>渡口</p>" },
    "control-character-reference": { bad: "<p>30 &#128;</p>", good: "<p>30 €</p>" },
    "duplicate-attribute": { bad: '<p id="a" id="b">渡口</p>', good: '<p id="a">渡口</p>' },
    "end-tag-with-attributes": { bad: '<p>渡口</p class="a">', good: '<p class="a">渡口</p>' },
    "end-tag-with-trailing-solidus": { bad: "<p>渡口</p/>", good: "<p>渡口</p>" },
    "eof-before-tag-name": { bad: "渡口 <", good: "渡口 &lt;" },
    "eof-in-cdata": { bad: "<svg><![CDATA[渡口", good: "<svg><![CDATA[渡口]]></svg>" },
    "eof-in-comment": { bad: "渡口 <!-- 桥", good: "渡口 <!-- 桥 -->" },
    "eof-in-doctype": { bad: "<!DOCTYPE html", good: "<!DOCTYPE html>" },
    "eof-in-script-html-comment-like-text": {
      bad: '<script type="text/x">\n<!--\n<script>\n',
      good: '<script type="text/x">\n</script>',
    },
    "eof-in-tag": { bad: '<p>渡口</p><p class="a', good: '<p>渡口</p><p class="a">桥</p>' },
    "incorrectly-closed-comment": { bad: "<!-- 渡口 --!>", good: "<!-- 渡口 -->" },
    "incorrectly-opened-comment": { bad: "<!渡口>", good: "<!-- 渡口 -->" },
    "invalid-character-sequence-after-doctype-name": { bad: "<!DOCTYPE html x>", good: "<!DOCTYPE html>" },
    "invalid-first-character-of-tag-name": { bad: "<p>气温 <30 度</p>", good: "<p>气温 &lt;30 度</p>" },
    "missing-attribute-value": { bad: "<p class=>渡口</p>", good: '<p class="">渡口</p>' },
    "missing-doctype-name": { bad: "<!DOCTYPE>", good: "<!DOCTYPE html>" },
    "missing-doctype-public-identifier": { bad: "<!DOCTYPE html PUBLIC>", good: "<!DOCTYPE html>" },
    "missing-doctype-system-identifier": { bad: "<!DOCTYPE html SYSTEM>", good: "<!DOCTYPE html>" },
    "missing-end-tag-name": { bad: "<p>渡口</></p>", good: "<p>渡口</p>" },
    "missing-quote-before-doctype-public-identifier": { bad: "<!DOCTYPE html PUBLIC a>", good: "<!DOCTYPE html>" },
    "missing-quote-before-doctype-system-identifier": { bad: "<!DOCTYPE html SYSTEM a>", good: "<!DOCTYPE html>" },
    "missing-semicolon-after-character-reference": { bad: "<p>&copy 渡口</p>", good: "<p>&copy; 渡口</p>" },
    "missing-whitespace-after-doctype-public-keyword": {
      bad: '<!DOCTYPE html PUBLIC"a" "b">',
      good: "<!DOCTYPE html>",
    },
    "missing-whitespace-after-doctype-system-keyword": {
      bad: '<!DOCTYPE html SYSTEM"about:legacy-compat">',
      good: "<!DOCTYPE html>",
    },
    "missing-whitespace-before-doctype-name": { bad: "<!DOCTYPEhtml>", good: "<!DOCTYPE html>" },
    "missing-whitespace-between-attributes": {
      bad: '<p class="a"lang="zh">渡口</p>',
      good: '<p class="a" lang="zh">渡口</p>',
    },
    "missing-whitespace-between-doctype-public-and-system-identifiers": {
      bad: '<!DOCTYPE html PUBLIC "a""b">',
      good: "<!DOCTYPE html>",
    },
    "nested-comment": { bad: "<!-- 渡口 <!-- 桥 -->", good: "<!-- 渡口 桥 -->" },
    "non-void-html-element-start-tag-with-trailing-solidus": { bad: "<div/>渡口</div>", good: "<div>渡口</div>" },
    "noncharacter-character-reference": { bad: "<p>&#xFFFE;</p>", good: "<p>&#x6E21;</p>" },
    "noncharacter-in-input-stream": { bad: "<p>渡\ufdd0口</p>", good: "<p>渡口</p>" },
    "null-character-reference": { bad: "<p>渡&#0;口</p>", good: "<p>渡口</p>" },
    "surrogate-character-reference": { bad: "<p>&#xD83D;</p>", good: "<p>&#x1F6A2;</p>" },
    "surrogate-in-input-stream": { bad: "<p>\ud83d</p>", good: "<p>\u{1f6a2}</p>" },
    "unexpected-character-after-doctype-system-identifier": {
      bad: '<!DOCTYPE html SYSTEM "about:legacy-compat" x>',
      good: "<!DOCTYPE html>",
    },
    "unexpected-character-in-attribute-name": { bad: '<p lang"zh">渡口</p>', good: '<p lang="zh">渡口</p>' },
    "unexpected-character-in-unquoted-attribute-value": {
      bad: '<p class=a"b>渡口</p>',
      good: '<p class="a b">渡口</p>',
    },
    "unexpected-equals-sign-before-attribute-name": { bad: '<p ="a">渡口</p>', good: '<p class="a">渡口</p>' },
    "unexpected-null-character": { bad: "<p>渡\u0000口</p>", good: "<p>渡口</p>" },
    "unexpected-question-mark-instead-of-tag-name": { bad: "<?渡口?>", good: "<!-- 渡口 -->" },
    "unexpected-solidus-in-tag": { bad: '<p / class="a">渡口</p>', good: '<p class="a">渡口</p>' },
    "unknown-named-character-reference": { bad: "<p>&hearrts; 渡口</p>", good: "<p>&hearts; 渡口</p>" },
  }),
);

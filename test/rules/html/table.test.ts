import table from "../../../rules/html/table.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };

testRule(table, {
  accepts: [
    { name: "rows of one length", article: "<table><tr><th>甲<th>乙<tr><td>丙<td>丁</table>", ...html },
    {
      name: "cells over several rows and columns",
      article:
        '<table><thead><tr><th rowspan="2">甲<th colspan="2">乙<tr><th>丙<th>丁</thead><tbody><tr><td>1<td>2<td>3</table>',
      ...html,
    },
    { name: "tables for layout", article: '<table role="presentation"><tr><td>甲<tr><td>乙<td>丙</table>', ...html },
    {
      name: "tables without headers, unless asked for",
      article: "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>",
      ...html,
    },
    {
      name: "one row, which needs no header",
      article: "<table><tr><td>甲<td>乙</table>",
      options: { headers: true },
      ...html,
    },
    {
      name: "templates",
      article: "<table>{% for a in b %}<tr><td>甲</td></tr>{% endfor %}<tr><td>乙</td><td>丙</td></tr></table>\n",
    },
    { name: "tables of Markdown", article: "| 甲 | 乙 |\n| --- | --- |\n| 丙 |\n" },
  ],
  rejects: [
    {
      name: "rows of several lengths, once for the table",
      article: "<table><tr><th>甲<th>乙<«tr»><td>丙<tr><td>丁</table>",
      ...html,
      messages: "This row has 1 column, but the table has 2. Add cells or set colspan.",
    },
    {
      name: "no headers, if asked for",
      article: "<«table»><tr><td>甲<td>乙<tr><td>丙<td>丁</table>",
      options: { headers: true },
      ...html,
      messages:
        "The table has no header cells, so screen readers cannot announce what a cell is about. Use <th> for the headers.",
    },
    {
      name: "tables without rows",
      article: "<«table»> </table>",
      ...html,
      messages: "The table has no rows. Remove the table.",
    },
  ],
});

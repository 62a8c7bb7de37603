/** Tags within formulas: an end tag would become part of the formula, or separate it. */
import { type Article, formulasIn, isWithin } from "../../src/rule.js";

const formulas = ({ text, body }: Article) => formulasIn(text, body.language);

/** Whether a place is within a formula. */
export const isInFormula = (article: Article, place: number): boolean => isWithin(article.memo(formulas), place);

/** What can go wrong with an XPath. None of these leaves the room: each becomes a diagnostic. */

/** The expression is not XPath, or names what does not exist. */
export class XPathSyntaxError extends Error {}

/** The expression is beyond what is compiled for types known beforehand. */
export class XPathUnsupported extends Error {}

/** The expression cannot be evaluated at all. */
export class XPathNotEvaluable extends Error {}

/** The expression has no value for this document, such as a word where a number is needed. */
export class XPathDynamicError extends Error {}

/** One evaluation asks for more than an evaluation may have: of time, or of memory. The document may still have some. */
export class EvaluationSpent extends Error {}

/** A value that types known beforehand cannot hold, such as a whole number of twenty digits: the whole language can. */
export class XPathBeyond extends XPathDynamicError {}

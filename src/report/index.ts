/** Reports of validations and conversions, a format each: give a reporter the reports of files, in their order, and then `end` it. */

export type { Diagnostic } from '../diagnostics.js';
export { type Colors, colors } from './colors.js';
export type { Content, Contents } from './contents.js';
export { type GithubOptions, githubReporter } from './github.js';
export { inGroups } from './groups.js';
export { type HtmlOptions, htmlReporter } from './html.js';
export { jsonReporter } from './json.js';
export { junitReporter } from './junit.js';
export type { Limits } from './limits.js';
export { type PrettyOptions, prettyReporter } from './pretty.js';
export { exitCodeOf, type FileReport, type Reporter, type Sink } from './report.js';
export { type SarifOptions, sarifReporter } from './sarif.js';
export { type FailOn, type Selection, select, together } from './selection.js';
export { svrlReporter } from './svrl.js';

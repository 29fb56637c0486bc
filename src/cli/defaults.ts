/** What the command looks for where a call names nothing. */

export const CONFIG_FILE = 'teigram.config.json';
export const CATALOG_FILE = 'catalog.xml';

/** Texts from which on a report on all is written unasked. */
export const WORTH_A_REPORT = 20;

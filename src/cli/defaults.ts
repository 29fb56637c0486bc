/** What the command looks for where a call names nothing. */

export const CONFIG_FILE = 'teigram.config.json';
export const CATALOG_FILE = 'catalog.xml';

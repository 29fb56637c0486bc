/** What this project takes of CETEIcean, which comes without types. */
declare module 'CETEIcean' {
  export default class CETEI {
    constructor(options?: { readonly omitDefaultBehaviors?: boolean; readonly ignoreFragmentId?: boolean });
    /** A fragment of elements `tei-…`, one for each of the document. */
    readonly dom: DocumentFragment;
    /** Names the prefixes of namespaces; behaviours are what elements do, by their names. */
    addBehaviors(behaviors: { readonly namespaces: Readonly<Record<string, string>>; readonly tei: object }): void;
    /** @param perElement hears of each element when it and all within it are there. */
    preprocess(
      document: Document,
      callback: null,
      perElement: (made: HTMLElement, from: Element) => void,
    ): DocumentFragment;
  }
}

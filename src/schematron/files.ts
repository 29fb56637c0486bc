/** The files that rules look things up in (`doc()` and its like), read through the same door as included parts. */
import { LimitPassed } from '../budget.js';
import { decodeText } from '../encoding.js';
import { displayName, isWeb } from '../engine/source.js';
import { readFileBeside } from '../platform/node/machine.js';
import type { DocumentNode } from './tree.js';
import { XPathDynamicError } from './xpath/errors.js';
import { treeOf } from './xpath/full/trees.js';
import type { Dynamic, Files } from './xpath/runtime.js';

/** Each file is read once for a document. */
export class LookedUpFiles implements Files {
  readonly #judged: DocumentNode;
  readonly #contents = new Map<string, Uint8Array | XPathDynamicError>();
  readonly #documents = new Map<string, DocumentNode>();

  /** @param judged the document that the rules are about, which may name itself. */
  constructor(judged: DocumentNode) {
    this.#judged = judged;
  }

  document(c: Dynamic, uri: string, asker: string | undefined): DocumentNode {
    if (uri === this.#judged.uri) return this.#judged;
    let document = this.#documents.get(uri);
    if (document === undefined) {
      document = treeOf(c, this.#content(c, uri, asker), uri);
      this.#documents.set(uri, document);
    }
    return document;
  }

  text(c: Dynamic, uri: string, asker: string | undefined): string {
    return decodeText(this.#content(c, uri, asker)).text;
  }

  #content(c: Dynamic, uri: string, asker: string | undefined): Uint8Array {
    let content = this.#contents.get(uri);
    if (content === undefined) {
      content = this.#read(c, uri, asker);
      this.#contents.set(uri, content);
    }
    if (content instanceof Error) throw content;
    return content;
  }

  /** It must lie in or below the folder of the schema, or of the document. */
  #read(c: Dynamic, uri: string, asker: string | undefined): Uint8Array | XPathDynamicError {
    if (isWeb(uri))
      return new XPathDynamicError(
        `${uri} is on the web, where no rule looks anything up: put a copy beside the schema`,
      );
    c.budget.spend('parts');
    const askers = [asker, this.#judged.uri].filter((each) => each?.startsWith('file:') === true) as string[];
    let why: unknown = new Error('neither the schema nor the document is a file of this computer');
    for (const each of askers.reverse()) {
      try {
        const content = readFileBeside(uri, each);
        c.budget.spend('part-bytes', content.length);
        return content;
      } catch (error) {
        if (error instanceof LimitPassed) throw error;
        why = error;
      }
    }
    return new XPathDynamicError(`the file ${displayName(uri)} cannot be read: ${reasonOf(why)}`);
  }
}

function reasonOf(error: unknown): string {
  if ((error as { readonly code?: unknown }).code === 'ENOENT') return 'there is none';
  return error instanceof Error ? error.message : String(error);
}

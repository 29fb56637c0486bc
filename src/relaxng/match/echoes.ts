/** Findings that are but another side of one before: a slip in the order of children is met twice, or once more at the end. */
import type { XmlName } from '../../xml/events.js';
import { expectations } from '../pattern/expectations.js';
import { contains } from '../pattern/name-class.js';
import { HAS_ELEMENT, type Pattern } from '../pattern/pattern.js';
import type { Finding } from './findings.js';
import type { ElementPath } from './path.js';

/** The last slip among the children of an element. */
interface Slip {
  /** The element's path: no other has the same. */
  readonly parent: string;
  /** What was expected when it was made. */
  readonly state: Pattern;
  /** A `stranger` may be anything under a wrong name; what is `early` or `late` is known. */
  readonly kind: 'stranger' | 'early' | 'late';
}

export class Echoes {
  /** By the depth of the element. */
  readonly #slips: (Slip | undefined)[] = [];
  readonly #path: ElementPath;

  constructor(path: ElementPath) {
    this.#path = path;
  }

  /** Whether the finding says again what one before has said of the same element; if not, it is remembered. */
  isEcho(finding: Finding): boolean {
    switch (finding.kind) {
      case 'element-unknown':
      case 'element-not-allowed':
      case 'element-not-allowed-yet':
        return this.#isEchoOfChild(finding);
      case 'text-not-allowed':
        this.#remember(finding.state, 0, 'stranger');
        return false;
      case 'element-incomplete':
        return this.#mayBeStranger(finding.state, 0) || this.#lacksText(finding.state);
      default:
        return false;
    }
  }

  #isEchoOfChild(finding: Finding & { readonly name: XmlName; readonly state: Pattern }): boolean {
    const { kind, name, state } = finding;
    if (kind === 'element-not-allowed-yet') {
      if (this.#mayBeStranger(state, 1)) return true;
      this.#remember(state, 1, 'early');
      return false;
    }
    // It comes too late because the other came too early.
    const slip = this.#slipIn(1);
    if (kind === 'element-not-allowed' && slip?.kind === 'early' && mayOpen(slip.state, name)) return true;
    this.#remember(state, 1, kind === 'element-unknown' ? 'stranger' : 'late');
    return false;
  }

  /** Whether text stands no chance beside a wrong child. */
  #lacksText(state: Pattern): boolean {
    return (state.flags & HAS_ELEMENT) === 0 && this.#slipIn(0)?.state === state;
  }

  /** Whether what is missing may be what stands there under a wrong name. */
  #mayBeStranger(state: Pattern, outwards: number): boolean {
    const slip = this.#slipIn(outwards);
    return slip?.kind === 'stranger' && slip.state === state;
  }

  /** @param outwards from the innermost open element to the one whose child is wrong. */
  #remember(state: Pattern, outwards: number, kind: Slip['kind']): void {
    const depth = this.#path.depth - outwards;
    this.#slips.length = depth;
    this.#slips[depth] = { parent: this.#path.toString(outwards), state, kind };
  }

  #slipIn(outwards: number): Slip | undefined {
    const slip = this.#slips[this.#path.depth - outwards];
    return slip?.parent === this.#path.toString(outwards) ? slip : undefined;
  }
}

function mayOpen(state: Pattern, { uri, local }: XmlName): boolean {
  return expectations(state).elements.some(({ nameClass }) => contains(nameClass, uri, local));
}

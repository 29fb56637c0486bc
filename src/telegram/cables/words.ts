/**
 * The closed vocabulary of the wire: what a banner, an address or a caption may say. All of it is
 * prescribed by the service's correspondence handbook, so that the lists end here.
 */

/** Longest first: `UNCLASSIFIED` is no `UNCLAS`. */
export const CLASSIFICATIONS = [
  'SENSITIVE BUT UNCLASSIFIED',
  'LIMITED OFFICIAL USE',
  'UNCLASSIFIED',
  'CONFIDENTIAL',
  'TOP SECRET',
  'RESTRICTED',
  'UNCLAS',
  'SECRET',
] as const;

/** `C O N F I D E N T I A L` as `CONFIDENTIAL`; the banner's SECTION may be glued to it. */
const CLASSIFICATION = new RegExp(
  `^(?:${CLASSIFICATIONS.map((phrase) => `(${phrase.split(' ').map(spaced).join('\\s+')})`).join('|')})(?=\\s|$|/|[S5]ECT)`,
);

function spaced(word: string): string {
  return [...word].map(misread).join('\\s{0,2}');
}

/** A letter, or the figure that optical reading takes for it. */
function misread(letter: string): string {
  return { O: '[O0]', I: '[I1l]', S: '[S5]' }[letter] ?? letter;
}

/** The words of an expression, as optical reading may have left them. */
export function tolerant(words: string): string {
  return [...words].map(misread).join('');
}

/** The classification that a line begins with: the phrase without its spacing, and how many characters it takes. */
export function classificationAt(said: string): { phrase: string; length: number } | undefined {
  const found = CLASSIFICATION.exec(said);
  if (!found) return undefined;
  const which = found.slice(1).findIndex((group) => group !== undefined);
  return { phrase: CLASSIFICATIONS[which]!, length: found[0].length };
}

/** What letter of the date-time group stands for which precedence (ACP 121). */
export const PRECEDENCES: Readonly<Record<string, string>> = {
  Z: 'Flash',
  O: 'Immediate',
  P: 'Priority',
  R: 'Routine',
};

/** Behind an address. POUCH is no precedence: it goes by bag. */
const ADDRESS_PRECEDENCES = [
  'NIACT IMMEDIATE',
  'IMMEDIATE NIACT',
  'NIACT',
  'FLASH',
  'IMMEDIATE',
  'PRIORITY',
  'ROUTINE',
] as const;
export const ADDRESS_PRECEDENCE = ADDRESS_PRECEDENCES.map((words) => tolerant(words).replace(' ', '\\s+')).join('|');

/** The precedence as the service writes it, whatever optical reading made of it. */
export function precedenceWords(printed: string): string {
  const read = printed.replace(/\s+/g, ' ');
  return ADDRESS_PRECEDENCES.find((words) => new RegExp(`^${tolerant(words)}$`).test(read)) ?? read;
}

/** Who may read the message, and who may hand it on: a line holds one or several. */
const CAPTION =
  'NODIS|EXDIS|LIMDIS|NATUS|STADIS|NOFORN|ORCON|SENSITIVE|SIPDIS|CHEROKEE|USSALTTWO|ROGER CHANNEL|EYES ONLY|NO DISTRIBUTION|NOT FOR INTERNET DISTRIBUTION|TERREP|DIPTEL';
const CAPTIONS = new RegExp(String.raw`^(?:(?:${CAPTION})(?:[\s,/;–-]+|$))+$`);
const CAPTION_IN_FRONT = new RegExp(String.raw`^(?:${CAPTION})(?=\s)`);
export const ONE_CAPTION = new RegExp(CAPTION, 'g');

/** Is the line nothing but captions? */
export function isCaptionLine(said: string): boolean {
  return CAPTIONS.test(said.trim());
}

/** The caption in front of other words: `CHEROKEE FOR THE AMBASSADOR`. */
export function captionInFront(said: string): number {
  return CAPTION_IN_FRONT.exec(said)?.[0].length ?? 0;
}

/** `C O R R E C T E D  C O P Y (PARA 2, TEXT OMITTED)`: a number in the brackets is that of the wrong copy. */
export const CORRECTED = new RegExp(`^${spaced('CORRECTED')}\\s+${spaced('COPY')}\\b`);

/** How the name of a post, a command or a collective begins or ends that is on the wire. */
export const POST_WORD =
  /^(?:AM(?:EMBASSY|EMB|CONSUL|CONGEN)\b|US(?:MISSION|INT|UN|LO|DEL|NATO|EC|OECD|IA|OFFICE|DAO|DOE|CINC[A-Z]*|MTM)\b|SEC(?:STATE|DEF|NAV|ARMY|TREAS[A-Z]*)\b|CINC[A-Z]+\b|COM[A-Z]{4,}\b|CDR[A-Z]*\b|ALL\s|DEPT OF\b|DEPARTMENT OF\b|WHITE\s?HOUSE|JOINT STAFF|JCS\b|CNO\b|CIA\b|DIA\b|DIRNSA|NSA\b|NSC\b|FBI\b|XMT\s)|(?:COLLECTIVE|POSTS)(?:\s|$)/;

/** Words at which no line ends that is a title by itself: the next goes on. */
export const GOES_ON =
  /(?:^|\s)(?:A|AN|AND|AS|AT|BETWEEN|BUT|BY|FOR|FROM|HIS|IN|INTO|ITS|NEW|OF|ON|OR|OVER|THE|THEIR|TO|UNDER|WITH)$|[,/(:&–-]$/i;
export const GOES_BACK = /^(?:AND|AS|AT|BETWEEN|BY|FOR|FROM|IN|INTO|OF|ON|OR|OVER|TO|UNDER|WITH)\s|^[-–(&/]/i;

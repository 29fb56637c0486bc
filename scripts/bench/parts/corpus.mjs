/**
 * A corpus as varied as editions and catalogues of manuscripts are, the same on every machine: attributes by the dozen, ids
 * and pointers to them, dates, mixed content, deep nesting, tables, several scripts. All of it is invented.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Numbers that look like chance and are the same each time (Lehmer's generator). */
class Chance {
  #state;

  constructor(seed) {
    this.#state = (seed * 48_271 + 11) % 2_147_483_647 || 1;
  }

  /** A whole number from 0 up to, and without, `end`. */
  below(end) {
    this.#state = (this.#state * 48_271) % 2_147_483_647;
    return this.#state % end;
  }

  of(list) {
    return list[this.below(list.length)];
  }

  /** So many results of `make`, one after the other. */
  some(least, most, make, between = '') {
    return Array.from({ length: least + this.below(most - least + 1) }, (_, n) => make(n)).join(between);
  }
}

const WORDS = {
  en: 'the ship came late and nobody had seen her since the harbour was closed in winter when all letters waited for wind'.split(
    ' ',
  ),
  la: 'incipit liber de naturis rerum qui scriptus est anno domini manu fratris nostri deo gratias explicit feliciter amen'.split(
    ' ',
  ),
  el: 'ὁ ποταμὸς ῥέει καὶ ἡ ναῦς μένει ἐν τῷ λιμένι μετὰ τὴν ἑορτήν'.split(' '),
  ar: 'كتب هذا الكتاب في سنة من الهجرة بيد الفقير إلى رحمة ربه'.split(' '),
  he: 'נכתב הספר הזה ביד הסופר בשנת שלום לפרט קטן'.split(' '),
  ru: 'корабль пришёл поздно и никто не видел его с тех пор как закрылась гавань'.split(' '),
  zh: '舟行江上 夜半聞鐘 書成於此 天寒歲暮 故人遠來 明月松間'.split(' '),
};
const LANGUAGES = ['en', 'en', 'en', 'en', 'la', 'la', 'el', 'ar', 'he', 'ru', 'zh'];
const PLACES = ['Arlen', 'Bramstede', 'Coldwater', 'Dunmarsh', 'Ely Cross', 'Farhaven'];
const NAMES = ['Anna Brandt', 'Paul Weir', 'Ibrahim al-Katib', 'Demetrios', 'Sor Inés', 'Wen Yu'];

const two = (n) => String(n).padStart(2, '0');

/** One document: what stands in it, and the ids that it may point to. */
class Made {
  #ids = 0;

  constructor(number) {
    this.number = number;
    this.chance = new Chance(number + 1);
    this.people = Array.from({ length: 3 + this.chance.below(5) }, () => this.id('person'));
    this.places = Array.from({ length: 2 + this.chance.below(3) }, () => this.id('place'));
    this.hands = Array.from({ length: 1 + this.chance.below(3) }, () => this.id('hand'));
  }

  id(kind) {
    this.#ids++;
    return `${kind}-${this.number}-${this.#ids}`;
  }

  words(least, most, language = 'en') {
    return this.chance.some(least, most, () => this.chance.of(WORDS[language]), ' ');
  }

  date() {
    const { chance } = this;
    const year = 1100 + chance.below(850);
    return `${year}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`;
  }

  /** A run of text with what stands within it, as deep as `depth` lets it. */
  mixed(depth = 3, language = 'en') {
    const { chance } = this;
    return chance.some(1, 3, () => `${this.words(2, 12, language)} ${this.inline(depth, language)}`, ' ');
  }

  inline(depth, language) {
    const { chance } = this;
    if (depth === 0) return '';
    const inner = () => this.mixed(depth - 1, language);
    const short = () => this.words(1, 4, language);
    switch (chance.below(17)) {
      case 0:
        return `<persName ref="#${chance.of(this.people)}" key="p_${chance.below(9999)}" role="scr">${chance.of(NAMES)}</persName>`;
      case 1:
        return `<placeName ref="#${chance.of(this.places)}">${chance.of(PLACES)}</placeName>`;
      case 2:
        return `<date when="${this.date()}" calendar="#gregorian" cert="${chance.of(['high', 'medium', 'low'])}">${short()}</date>`;
      case 3:
        return `<hi rend="${chance.of(['italic', 'superscript', 'red ink', 'underline'])}">${short()}</hi>`;
      case 4:
        return `<note place="foot" n="${chance.below(90)}" xml:id="${this.id('note')}"><p>${inner()}</p></note>`;
      case 5:
        return `<choice><abbr>${short()}</abbr><expan>${short()}<ex>${short()}</ex></expan></choice>`;
      case 6:
        return `<app><lem wit="#A">${short()}</lem><rdg wit="#B #C" type="substantive">${short()}</rdg></app>`;
      case 7:
        return `<ref target="#${chance.of(this.people)}" type="cross">${short()} &amp; ${short()}</ref>`;
      case 8:
        return `<foreign xml:lang="la">${this.words(2, 6, 'la')}</foreign>`;
      case 9:
        return `<del rend="strikethrough" hand="#${chance.of(this.hands)}">${short()}</del><add place="above" hand="#${chance.of(this.hands)}">${short()}</add>`;
      case 10:
        return `<quote xml:lang="${language}">${inner()}</quote>`;
      case 11:
        return `<gap reason="illegible" quantity="${1 + chance.below(9)}" unit="chars"/><lb n="${chance.below(40)}"/>`;
      case 12:
        return `<bibl><title level="m" ref="https://example.org/works/${chance.below(9999)}">${short()}</title> (<biblScope unit="page" from="${chance.below(90)}" to="${90 + chance.below(90)}">${chance.below(90)}</biblScope>)</bibl>`;
      case 13:
        return `<measure quantity="${chance.below(400)}" unit="mm" type="height">${chance.below(400)}</measure>`;
      case 14:
        return `<!-- ${short()} --><seg ana="#seg" type="phrase">${inner()}</seg>`;
      case 15:
        return `<w lemma="${chance.of(WORDS[language])}" pos="N" xml:id="${this.id('w')}">${chance.of(WORDS[language])}</w><pc>,</pc>`;
      default:
        return `&#x2014; ${short()}`;
    }
  }

  header() {
    const { chance } = this;
    const date = this.date();
    return `<teiHeader xml:lang="en">
  <fileDesc>
    <titleStmt>
      <title type="main">${this.words(2, 6)}</title>
      <title type="collection">MSS. Example ${this.number}</title>
      <respStmt><resp>described by</resp><persName ref="#${this.people[0]}">${chance.of(NAMES)}</persName></respStmt>
    </titleStmt>
    <publicationStmt><publisher>Nowhere Library</publisher><idno type="msID">MS_${this.number}</idno><availability status="free"><licence target="https://example.org/licence">${this.words(4, 9)}</licence></availability></publicationStmt>
    <sourceDesc>
      ${chance.below(3) === 0 ? this.manuscript() : `<bibl>${this.words(3, 9)}</bibl>`}
      <listPerson>${this.people.map((id) => `<person xml:id="${id}" sex="${chance.below(2)}"><persName><surname>${this.words(1, 1)}</surname><forename>${this.words(1, 1)}</forename></persName><birth when="${this.date()}"/><occupation>${this.words(1, 3)}</occupation></person>`).join('')}</listPerson>
      <listPlace>${this.places.map((id) => `<place xml:id="${id}"><placeName>${chance.of(PLACES)}</placeName><location><geo>${chance.below(90)}.${chance.below(999)} ${chance.below(180)}.${chance.below(999)}</geo></location></place>`).join('')}</listPlace>
    </sourceDesc>
  </fileDesc>
  <profileDesc><langUsage><language ident="en">English</language><language ident="la">Latin</language></langUsage><calendarDesc><calendar xml:id="gregorian"><p>Gregorian</p></calendar></calendarDesc></profileDesc>
  <revisionDesc>${chance.some(1, 4, () => `<change when="${date}" who="#${chance.of(this.people)}">${this.words(3, 9)}</change>`)}</revisionDesc>
</teiHeader>`;
  }

  manuscript() {
    const { chance } = this;
    const language = chance.of(LANGUAGES);
    return `<msDesc xml:id="${this.id('ms')}" xml:lang="en">
        <msIdentifier><country>Nowhere</country><settlement>${chance.of(PLACES)}</settlement><repository>Nowhere Library</repository><idno type="shelfmark">MS. ${this.number}</idno></msIdentifier>
        <msContents>
          ${chance.some(1, 6, (n) => this.item(n, language, 2), '\n          ')}
        </msContents>
        <physDesc>
          <objectDesc form="codex"><supportDesc material="perg"><support>${this.mixed(1)}</support><extent>${chance.below(300)} leaves<dimensions type="leaf" unit="mm"><height quantity="${chance.below(400)}">${chance.below(400)}</height><width quantity="${chance.below(300)}">${chance.below(300)}</width></dimensions></extent><foliation><p>${this.words(3, 9)}</p></foliation></supportDesc><layoutDesc><layout columns="${1 + chance.below(2)}" writtenLines="${20 + chance.below(9)} ${30 + chance.below(9)}">${this.words(3, 12)}</layout></layoutDesc></objectDesc>
          <handDesc hands="${this.hands.length}">${this.hands.map((id) => `<handNote xml:id="${id}" scope="major" script="textualis">${this.mixed(1)}</handNote>`).join('')}</handDesc>
          <decoDesc>${chance.some(0, 3, () => `<decoNote type="border" ana="#flourish">${this.mixed(2)}</decoNote>`) || '<p>None.</p>'}</decoDesc>
          <bindingDesc><binding notAfter="1700" notBefore="1600"><p>${this.mixed(2)}</p></binding></bindingDesc>
        </physDesc>
        <history><origin><origDate calendar="#gregorian" notBefore="1200" notAfter="1299" evidence="internal">${this.words(2, 4)}</origDate> <origPlace><country key="place_${chance.below(9999)}">Nowhere</country></origPlace></origin><provenance notBefore="1500">${this.mixed(2)}</provenance><acquisition when="1900">${this.mixed(1)}</acquisition></history>
        <additional><adminInfo><recordHist><source>${this.mixed(1)}</source></recordHist></adminInfo><surrogates><bibl type="digital-facsimile"><ref target="https://example.org/view/${this.number}"><title>Images</title></ref></bibl></surrogates></additional>
      </msDesc>`;
  }

  item(n, language, depth) {
    const { chance } = this;
    const within =
      depth > 0 && chance.below(3) === 0 ? chance.some(1, 4, (k) => this.item(k, language, depth - 1)) : '';
    return `<msItem n="${n + 1}" xml:id="${this.id('item')}"><locus from="${n * 9}r" to="${n * 9 + 8}v">fols. ${n * 9}r-${n * 9 + 8}v</locus><author key="person_${chance.below(99_999)}" ref="#${chance.of(this.people)}">${chance.of(NAMES)}</author><title key="work_${chance.below(99_999)}" type="uniform">${this.words(1, 5)}</title><rubric xml:lang="${language}">${this.words(3, 12, language)}</rubric><incipit xml:lang="${language}" defective="false">${this.words(5, 20, language)}</incipit><explicit xml:lang="${language}">${this.words(5, 15, language)}</explicit>${within || `<textLang mainLang="${language}">${language}</textLang>`}</msItem>`;
  }

  block(depth) {
    const { chance } = this;
    const language = chance.of(LANGUAGES);
    const n = chance.below(900);
    switch (chance.below(9)) {
      case 0:
        return `<lg type="stanza" n="${n}" met="-+-+">${chance.some(3, 9, (k) => `<l n="${k + 1}" xml:id="${this.id('l')}">${this.words(4, 9, language)}</l>\n`)}</lg>`;
      case 1:
        return `<list rend="bulleted">\n${chance.some(2, 7, () => `  <item>${this.mixed(2, language)}</item>\n`)}</list>`;
      case 2:
        return `<table rows="3" cols="4"><row role="label">${chance.some(4, 4, () => `<cell>${this.words(1, 2)}</cell>`)}</row>${chance.some(2, 6, () => `<row role="data">${chance.some(4, 4, () => `<cell role="data" cols="1">${chance.below(9999)}</cell>`)}</row>\n`)}</table>`;
      case 3:
        return `<sp who="#${chance.of(this.people)}"><speaker>${this.words(1, 1)}</speaker><stage type="delivery">${this.words(1, 4)}</stage><p>${this.mixed(2, language)}</p></sp>`;
      case 4:
        return depth === 0 ? `<p>${this.words(9, 30)}</p>` : this.division(depth - 1);
      case 5:
        return `<pb n="${n}" facs="#surface-${n}" xml:id="${this.id('pb')}"/><p rend="indent" xml:lang="${language}">${this.mixed(3, language)}</p>`;
      case 6:
        return `<p>${chance.some(4, 16, () => `<w lemma="${chance.of(WORDS[language])}" pos="V" msd="x|y" xml:id="${this.id('w')}" n="${chance.below(9)}">${chance.of(WORDS[language])}</w>`, ' ')}<pc>.</pc></p>`;
      default:
        return `<p n="${n}">\n  ${this.mixed(4, language)}\n</p>`;
    }
  }

  division(depth) {
    const { chance } = this;
    return `<div type="${chance.of(['letter', 'chapter', 'entry'])}" n="${chance.below(99)}" xml:id="${this.id('div')}">
<head>${this.mixed(1)}</head>
${chance.some(1, 4, () => this.block(0), '\n')}
${depth > 0 ? chance.some(1, 2, () => this.division(depth - 1), '\n') : ''}</div>`;
  }

  /** @param length of the text, in letters, that the document has at least. */
  document(length) {
    const parts = [];
    for (let size = 0; size <= length; ) {
      const part = this.division(this.chance.below(length < 4_000 ? 2 : 6));
      parts.push(part);
      size += part.length;
    }
    return `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="tei-${this.number}">
${this.header()}
<text xml:lang="en"><body>
${parts.join('\n')}
</body></text>
</TEI>
`;
  }
}

/** Document number `n`, with a text of at least so many letters. */
export function documentOf(n, letters) {
  return new Made(n).document(letters);
}

/**
 * Writes files of about 6 to 60 kB, most of them short, into a folder that is made.
 *
 * @returns their paths, and their length in bytes together.
 */
export function writeCorpus(folder, count) {
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  const files = Array.from({ length: count }, (_, n) => {
    const chance = new Chance(n + 7);
    const letters = chance.below(20) === 0 ? 10_000 + chance.below(40_000) : chance.below(4_000);
    const content = Buffer.from(documentOf(n, letters));
    const path = join(folder, `d${String(n).padStart(5, '0')}.xml`);
    writeFileSync(path, content);
    bytes += content.length;
    return path;
  });
  return { files, bytes };
}

/** The names of languages in Dataverse's citation block (citation.tsv, controlled vocabulary `language`) by ISO 639-3. */

const NAMES = `
aar Afar|abk Abkhaz|afr Afrikaans|aka Akan|amh Amharic|ara Arabic|arg Aragonese|asm Assamese|ava Avaric|ave Avestan
aym Aymara|aze Azerbaijani|bak Bashkir|bam Bambara|bel Belarusian|ben Bengali, Bangla|bih Bihari|bis Bislama
bod Tibetan Standard, Tibetan, Central|bos Bosnian|bre Breton|bul Bulgarian|cat Catalan,Valencian|ces Czech|cha Chamorro
che Chechen|chu Old Church Slavonic,Church Slavonic,Old Bulgarian|chv Chuvash|cor Cornish|cos Corsican|cre Cree|cym Welsh
dan Danish|deu German|div Divehi, Dhivehi, Maldivian|dzo Dzongkha|ell Greek (modern)|eng English|epo Esperanto|est Estonian
eus Basque|ewe Ewe|fao Faroese|fas Persian (Farsi)|fij Fijian|fin Finnish|fra French|fry Western Frisian
ful Fula, Fulah, Pulaar, Pular|gla Scottish Gaelic, Gaelic|gle Irish|glg Galician|glv Manx|grn Guaraní|guj Gujarati
hat Haitian, Haitian Creole|hau Hausa|heb Hebrew (modern)|her Herero|hin Hindi|hmo Hiri Motu|hrv Croatian|hun Hungarian
hye Armenian|ibo Igbo|ido Ido|iii Nuosu|iku Inuktitut|ile Interlingue|ina Interlingua|ind Indonesian|ipk Inupiaq
isl Icelandic|ita Italian|jav Javanese|jpn Japanese|kal Kalaallisut, Greenlandic|kan Kannada|kas Kashmiri|kat Georgian
kau Kanuri|kaz Kazakh|khm Khmer|kik Kikuyu, Gikuyu|kin Kinyarwanda|kir Kyrgyz|kom Komi|kon Kongo|kor Korean
kua Kwanyama, Kuanyama|kur Kurdish|lao Lao|lat Latin|lav Latvian|lim Limburgish, Limburgan, Limburger|lin Lingala
lit Lithuanian|ltz Luxembourgish, Letzeburgesch|lub Luba-Katanga|lug Ganda|mah Marshallese|mal Malayalam
mar Marathi (Marāṭhī)|mix Mixtepec Mixtec|mkd Macedonian|mlg Malagasy|mlt Maltese|mon Mongolian|mri Māori|msa Malay
mya Burmese|nau Nauru|nav Navajo, Navaho|nbl Southern Ndebele|nde Northern Ndebele|ndo Ndonga|nep Nepali|nld Dutch
nno Norwegian Nynorsk|nob Norwegian Bokmål|nor Norwegian|nya Chichewa, Chewa, Nyanja|oci Occitan|oji Ojibwe, Ojibwa
ori Oriya|orm Oromo|oss Ossetian, Ossetic|pan Panjabi, Punjabi|pli Pāli|pol Polish|por Portuguese|pus Pashto, Pushto
que Quechua|roh Romansh|ron Romanian|run Kirundi|rus Russian|sag Sango|san Sanskrit (Saṁskṛta)|sin Sinhala, Sinhalese
slk Slovak|slv Slovene|sme Northern Sami|smo Samoan|sna Shona|snd Sindhi|som Somali|sot Southern Sotho
spa Spanish, Castilian|sqi Albanian|srd Sardinian|srp Serbian|ssw Swati|sun Sundanese|swa Swahili|swe Swedish|tah Tahitian
tam Tamil|tat Tatar|tel Telugu|tgk Tajik|tgl Tagalog|tha Thai|tir Tigrinya|ton Tonga (Tonga Islands)|tsn Tswana|tso Tsonga
tuk Turkmen|tur Turkish|twi Twi|uig Uyghur, Uighur|ukr Ukrainian|urd Urdu|uzb Uzbek|ven Venda|vie Vietnamese|vol Volapük
wln Walloon|wol Wolof|xho Xhosa|yid Yiddish|yor Yoruba|zha Zhuang, Chuang|zho Chinese|zul Zulu`;

const BY_CODE: ReadonlyMap<string, string> = new Map(
  NAMES.trim()
    .split(/[|\n]/)
    .map((entry) => [entry.slice(0, 3), entry.slice(4)]),
);

/** Dataverse's name of a language; undefined where its list has none. */
export function dataverseLanguage(code: string | undefined): string | undefined {
  return code === undefined ? undefined : BY_CODE.get(code);
}

/**
 * The name that an installation has for a language: its list may be an older or a later one, with other words in
 * brackets and behind commas.
 */
export function offeredLanguage(name: string, offered: readonly string[]): string | undefined {
  const wanted = coreOf(name);
  const alike = offered.filter((other) => coreOf(other) === wanted);
  return offered.includes(name) ? name : alike.length === 1 ? alike[0] : undefined;
}

function coreOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[,(].*$/, '').trim();
}

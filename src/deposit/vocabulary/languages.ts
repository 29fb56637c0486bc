/** Languages by BCP 47 tags, in the forms of repositories. */

/** ISO 639-1 and 639-3, code by code. */
const CODES = `aa aar ab abk ae ave af afr ak aka am amh an arg ar ara as asm av ava ay aym az aze ba bak be bel bg bul
bi bis bm bam bn ben bo bod br bre bs bos ca cat ce che ch cha co cos cr cre cs ces cu chu cv chv cy cym da dan de deu
dv div dz dzo ee ewe el ell en eng eo epo es spa et est eu eus fa fas ff ful fi fin fj fij fo fao fr fra fy fry ga gle
gd gla gl glg gn grn gu guj gv glv ha hau he heb hi hin ho hmo hr hrv ht hat hu hun hy hye hz her ia ina id ind ie ile
ig ibo ii iii ik ipk io ido is isl it ita iu iku ja jpn jv jav ka kat kg kon ki kik kj kua kk kaz kl kal km khm kn kan
ko kor kr kau ks kas ku kur kv kom kw cor ky kir la lat lb ltz lg lug li lim ln lin lo lao lt lit lu lub lv lav mg mlg
mh mah mi mri mk mkd ml mal mn mon mr mar ms msa mt mlt my mya na nau nb nob nd nde ne nep ng ndo nl nld nn nno no nor
nr nbl nv nav ny nya oc oci oj oji om orm or ori os oss pa pan pi pli pl pol ps pus pt por qu que rm roh rn run ro ron
ru rus rw kin sa san sc srd sd snd se sme sg sag si sin sk slk sl slv sm smo sn sna so som sq sqi sr srp ss ssw st sot
su sun sv swe sw swa ta tam te tel tg tgk th tha ti tir tk tuk tl tgl tn tsn to ton tr tur ts tso tt tat tw twi ty tah
ug uig uk ukr ur urd uz uzb ve ven vi vie vo vol wa wln wo wol xh xho yi yid yo yor za zha zh zho zu zul`.split(/\s+/);

/** Codes of ISO 639-2/B, of 639-1 in its first form, and of 639-3, in pairs: catalogues of libraries still write them. */
const OLDER =
  `alb sqi arm hye baq eus bur mya chi zho cze ces dut nld fre fra geo kat ger deu gre ell ice isl mac mkd mao mri
may msa per fas rum ron slo slk tib bod wel cym scr hrv scc srp iw heb in ind ji yid jw jav mo ron sh hbs`.split(/\s+/);

const LONG = new Map<string, string>();
for (const codes of [CODES, OLDER]) for (let i = 0; i + 1 < codes.length; i += 2) LONG.set(codes[i]!, codes[i + 1]!);

/** The ISO 639-3 code of a language tag; undefined where there is none, as for `und`. */
export function iso639_3(tag: string): string | undefined {
  const language = tag.toLowerCase().split('-')[0]!;
  const known = LONG.get(language);
  if (known !== undefined || language.length === 2) return known;
  return /^[a-z]{3}$/.test(language) && language !== 'und' ? language : undefined;
}

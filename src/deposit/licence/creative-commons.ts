/** The licences of Creative Commons: one kind, one version, and before version 4 often the law of one country. */
import type { Licence } from './model.js';
import { spdxId, spdxIds, spdxLicence } from './spdx.js';

/** What is said of one; what is not said is absent. */
export interface Said {
  /** `BY`, `BY-NC-SA` …, in the order of their names; `ZERO` and `MARK` for what is in the public domain. */
  readonly kind: string;
  /** `4.0`. */
  readonly version?: string | undefined;
  /** `de`, `igo` …, as addresses have it. */
  readonly port?: string | undefined;
}

/** The six kinds that are in use. */
const KINDS: ReadonlySet<string> = new Set(['BY', 'BY-SA', 'BY-NC', 'BY-ND', 'BY-NC-SA', 'BY-NC-ND']);

/** Jurisdictions that have had versions of their own, by their parts of addresses, which are country codes but for two. */
const PORTS = `ar at au be bg br ca ch cl cn co cr cz de dk ec ee eg es fi fr ge gr gt hk hr hu ie igo il in it jp kr lu
mk mt mx my nl no nz pe ph pl pt pr ro rs scotland se sg si th tw ug uk us ve vn za`.split(/\s+/);

/** The parts of a kind in the order of the names: attribution, then no commerce, then what becomes of derivatives. */
export function kindOf(parts: readonly string[]): string {
  return ['BY', 'NC', 'ND', 'SA'].filter((part) => parts.some((each) => each.toUpperCase() === part)).join('-');
}

/** The licence where it is told which version is meant, and there is one. */
export function creativeCommons({ kind, version, port }: Said): Licence | undefined {
  if (kind === 'ZERO' || kind === 'MARK') return ofPublicDomain(kind, version);
  if (version === undefined) return undefined;
  // From version 4 on there is one text for all countries.
  const local = port === undefined || version === '4.0' ? '' : port;
  const plain = spdxId(`CC-${kind}-${version}`);
  const id = local === '' ? plain : spdxId(`CC-${kind}-${version}-${local}`);
  if (id !== undefined) return spdxLicence(id);
  return local !== '' && KINDS.has(kind) && PORTS.includes(local) && /^[23]\.\d$/.test(version)
    ? ofCountry(kind, version, local)
    : undefined;
}

/** There is one version of each. */
function ofPublicDomain(kind: 'ZERO' | 'MARK', version = '1.0'): Licence | undefined {
  return version === '1.0' ? spdxLicence(kind === 'ZERO' ? 'CC0-1.0' : 'CC-PDM-1.0') : undefined;
}

/** Most of these have no identifier of SPDX. */
function ofCountry(kind: string, version: string, port: string): Licence {
  const parts = { BY: 'Attribution', NC: 'NonCommercial', SA: 'ShareAlike', ND: 'NoDerivatives' };
  const words = kind.split('-').map((part) => parts[part as keyof typeof parts]);
  return {
    url: `https://creativecommons.org/licenses/${kind.toLowerCase()}/${version}/${port}/`,
    name: `Creative Commons ${words.join('-')} ${version} ${countryName(port, 'en') ?? port.toUpperCase()}`,
  };
}

/** What could be meant where version or country do not fit: the same kind in all versions, the newest first. */
export function versionsOf({ kind, version, port }: Said): readonly string[] {
  if (kind === 'ZERO') return ['CC0-1.0'];
  if (kind === 'MARK') return ['CC-PDM-1.0'];
  const sameVersion = port === undefined || version === undefined ? undefined : spdxId(`CC-${kind}-${version}`);
  const all = spdxIds().filter((id) => new RegExp(`^CC-${kind}-\\d\\.\\d$`).test(id));
  return [...new Set([...(sameVersion === undefined ? [] : [sameVersion]), ...all.reverse()])];
}

/** What "Creative Commons" alone could mean. */
export function everyKind(): readonly string[] {
  return ['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC-BY-NC-4.0', 'CC-BY-NC-SA-4.0', 'CC-BY-ND-4.0', 'CC-BY-NC-ND-4.0', 'CC0-1.0'];
}

/** What an address of creativecommons.org says, whatever page of the licence it is of. Undefined for other pages. */
export function saidByAddress(address: string): Said | undefined {
  const path = /^(?:https?:\/\/)?(?:[a-z]+\.)?creativecommons\.org\/([^?#]*)/i.exec(address)?.[1]?.toLowerCase();
  const domain = /^publicdomain\/(zero|mark)(?:\/(\d\.\d))?(?:\/|$)/.exec(path ?? '');
  if (domain !== null) return { kind: domain[1]!.toUpperCase(), version: domain[2] };
  const [, kind, version, port] =
    /^licenses\/([a-z-]+)(?:\/(\d\.\d)(?:\/([a-z]{2,8})(?=\/|$))?)?/.exec(path ?? '') ?? [];
  if (kind === undefined || !/^(?:by|nc|nd|sa)(?:-(?:by|nc|nd|sa))*$/.test(kind)) return undefined;
  const isPage = port === 'deed' || port === 'legalcode';
  return { kind: kindOf(kind.split('-')), version, port: isPage ? undefined : port };
}

/** The country that words name behind a version: its code in capitals (in any case where nothing follows), or its name in English or German. */
export function portNamed(words: string): string | undefined {
  const [first = '', ...others] = words.split(' ');
  const code = first.toLowerCase();
  if (PORTS.includes(code) && (first === first.toUpperCase() || others.length === 0)) return code;
  return PORTS.find((port) => namesOf(port).some((name) => `${plain(words)} `.startsWith(`${name} `)));
}

let names: ReadonlyMap<string, readonly string[]> | undefined;

function namesOf(port: string): readonly string[] {
  names ??= new Map(
    PORTS.map((each) => [each, ['en', 'de'].flatMap((tag) => countryName(each, tag) ?? []).map(plain)] as const),
  );
  return names.get(port) ?? [];
}

function plain(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function countryName(port: string, language: string): string | undefined {
  if (port === 'uk') return 'England and Wales';
  if (port === 'scotland') return 'Scotland';
  if (port.length !== 2) return undefined;
  return new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }).of(port.toUpperCase());
}

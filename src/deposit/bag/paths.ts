/** Paths in bags: how manifests write them, and which must never be followed. */

import { shortened, visibleInLine } from '../../shown.js';

/** As manifests write a path (RFC 8493 §2.1.3): CR, LF and `%` percent-encoded, and only those. */
export function encodePath(path: string): string {
  return path.replace(/[%\r\n]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

/** The path that a manifest means. Before 1.0 `%` stood for itself, and only line ends were encoded. */
export function decodePath(written: string, version: string): string {
  const encoded = version.startsWith('0.') ? /%0[ADad]/g : /%(?:0[ADad]|25)/g;
  return written.replace(encoded, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

/**
 * Why a path must not be followed, as the end of a sentence, or undefined for one that stays below
 * the bag on every system (RFC 8493 §5.1).
 */
export function dangerOf(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (path.includes('\0')) return 'it holds a NUL character, which ends a name for most systems';
  if (/^[\\/]/.test(path)) return 'it is absolute, so it points outside of the bag';
  if (path.startsWith('~')) return 'it starts with "~", which many programs take for a home folder';
  if (/^[A-Za-z]:/.test(path)) return 'it starts with a drive letter, so on Windows it points outside of the bag';
  const steps = path.split(/[\\/]/);
  if (steps.includes('..')) return 'it climbs out of its folder with ".."';
  if (steps.includes('.') || steps.includes('')) return 'it has an empty step or "." in it';
  return undefined;
}

/** Names that Windows keeps for devices, whatever ending follows and however many spaces stand before it. */
const DEVICE = /^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|(?:COM|LPT)[\d¹²³]) *(?:\.|$)/i;

/** Whether Windows can have a file of this name; the other systems can. */
export function isPortable(path: string): boolean {
  return path.split('/').every((step) => !/[<>:"|?*\\\x00-\x1f]|[. ]$/.test(step) && !DEVICE.test(step));
}

/** What a system adds to folders that are looked at or copied; nobody means to keep it. */
export function isOfSystem(path: string): boolean {
  return /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|\.Spotlight-V100|\.Trashes|\.fseventsd|\._[^/]*)(?:\/|$)/i.test(
    path,
  );
}

/** A key that is the same for names that some file system takes for one: other capitals, other accents. */
export function collisionKey(path: string): string {
  return path.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');
}

/** A path as a message shows it, however odd or long it is. */
export function shown(path: string): string {
  return shortened(visibleInLine(path));
}

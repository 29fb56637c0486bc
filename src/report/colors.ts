/** The few colours that reports use. */

export interface Colors {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

/** @param esc what is written for the escape character, where colours are made of it later. */
export function colors(enabled: boolean, esc = '\x1b'): Colors {
  const paint = (open: number, close: number) => (text: string) =>
    enabled ? `${esc}[${open}m${text}${esc}[${close}m` : text;
  return {
    red: paint(31, 39),
    yellow: paint(33, 39),
    green: paint(32, 39),
    blue: paint(34, 39),
    dim: paint(2, 22),
    bold: paint(1, 22),
  };
}

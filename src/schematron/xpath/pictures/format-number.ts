export interface DecimalFormat {
  readonly x?: string;
}
export function formatNumber(v: unknown, _p: string, _f?: DecimalFormat): string {
  return String(v);
}

// Numbers, distances and dates as a person reads them.

export type Language = 'nl' | 'en';

const group = (digits: string, separator: string): string => digits.replace(/\B(?=(\d{3})+$)/g, separator);

// 12345 is "12.345" in Dutch and "12,345" in English. Takes 64-bit numbers as the strings that JSON has for them.
export function formatNumber(value: number | string | undefined, language: Language): string {
  const text = String(value ?? 0);
  const [, sign = '', digits = '0'] = /^(-?)(\d+)/.exec(text) ?? [];
  return sign + group(digits, language === 'nl' ? '.' : ',');
}

// A word where there is nothing to count.
export function formatNumberOr(none: string, value: number | string | undefined, language: Language): string {
  const text = formatNumber(value, language);
  return text === '0' ? none : text;
}

// Metres as kilometres with one decimal, rounded down as the command line does.
export function formatKilometres(metres: number, language: Language): string {
  const tenths = Math.floor(metres / 100);
  return `${formatNumber(Math.floor(tenths / 10), language)}${language === 'nl' ? ',' : '.'}${tenths % 10} km`;
}

// A weight of 10000 as a percentage: "25 %", "12,5 %".
export function formatPercent(weight: number, language: Language): string {
  const whole = Math.floor(weight / 100);
  const rest = weight % 100;
  if (rest === 0) return `${whole} %`;
  const decimals = String(rest).padStart(2, '0').replace(/0$/, '');
  return `${whole}${language === 'nl' ? ',' : '.'}${decimals} %`;
}

const kUnits = ['B', 'kB', 'MB', 'GB', 'TB'];
export function formatBytes(bytes: number | string | undefined, language: Language): string {
  let value = Number(bytes ?? 0);
  let unit = 0;
  while (value >= 1000 && unit < kUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const shown = unit === 0 ? String(value) : value.toFixed(1);
  return `${language === 'nl' ? shown.replace('.', ',') : shown} ${kUnits[unit]}`;
}

// "2026-11-22" is "22-11-2026" in Dutch, and stays as it is in English. Other texts stay as they are.
export function formatDate(iso: string | undefined, language: Language): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '');
  if (!parts) return iso ?? '';
  return language === 'nl' ? `${parts[3]}-${parts[2]}-${parts[1]}` : `${parts[1]}-${parts[2]}-${parts[3]}`;
}

// "2026-11-22T08:15:30.123Z" with its time, in UTC as it is kept.
export function formatTime(iso: string | undefined, language: Language): string {
  const time = /T(\d{2}:\d{2}(?::\d{2})?)/.exec(iso ?? '')?.[1];
  return time ? `${formatDate(iso, language)} ${time} UTC` : formatDate(iso, language);
}

// Lengths of time as people write them, and as files and questions have them: a number and one of `s`, `m`, `h`, `d`, `w`. See crates/engine/src/span.rs.

const UNITS = [
  {
    unit: "w",
    seconds: 604_800,
    words: "w wk week weeks tydzień tydz tygodni tygodnie нед неделя недели недель 周 星期 个星期",
  },
  { unit: "d", seconds: 86_400, words: "d day days dzień dni doba д дн день дня дней сут 天 日" },
  {
    unit: "h",
    seconds: 3600,
    words: "h hr hrs hour hours g godz godzina godziny godzin ч час часа часов 小时 时",
  },
  {
    unit: "m",
    seconds: 60,
    words: "m min mins minute minutes minuta minuty minut мин минута минуты минут 分钟 分",
  },
  {
    unit: "s",
    seconds: 1,
    words:
      "s sec secs second seconds sek sekunda sekundy sekund с сек секунда секунды секунд 秒 秒钟",
  },
].map(({ words, ...unit }) => ({ ...unit, words: words.split(" ") }));

export interface Duration {
  /** As it is kept: `3d`. */
  text: string;
  seconds: number;
}

/** Reads `3 days`, `2h`, `1,5 ч`; `null` for what is no length of time. */
export function readDuration(text: string): Duration | null {
  const found = /^(\d{1,9}(?:[.,]\d{1,6})?)\s*(\p{L}+)\.?$/u.exec(text.trim().toLocaleLowerCase());
  const number = (found?.[1] ?? "").replace(",", ".");
  const unit = UNITS.find(({ words }) => words.includes(found?.[2] ?? ""));
  if (unit === undefined || !(Number(number) > 0)) return null;
  return { text: `${number}${unit.unit}`, seconds: Number(number) * unit.seconds };
}

/** Seconds in the largest unit that they are a whole number of. */
export function writeDuration(seconds: number): string {
  const fits = UNITS.find((unit) => seconds !== 0 && seconds % unit.seconds === 0);
  return fits === undefined ? `${seconds}s` : `${seconds / fits.seconds}${fits.unit}`;
}

// How numbers and moments are written where the server does not write them itself.
import { language } from "../shell/language";

const LOCALES = { vi: "vi-VN", en: "en-GB" };
const MOMENT: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "numeric",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
};

/** A count of people, lines, units. */
export const count = (number: number): string => new Intl.NumberFormat(LOCALES[language()]).format(number);

/** A day, which is of no time zone: 28/11/2026. `on`: as the server writes it. */
export const day = (on: string): string => {
  const [year, month, date] = on.split("-").map(Number);
  return `${date}/${month}/${year}`;
};

/** A moment in the reader's own time: 28/11/2026 13:05. */
export const moment = (at: string): string => {
  const parts = new Intl.DateTimeFormat(LOCALES[language()], MOMENT).formatToParts(new Date(at));
  const part = (type: string) => parts.find((one) => one.type === type)?.value;
  return `${part("day")}/${part("month")}/${part("year")} ${part("hour")}:${part("minute")}`;
};

/** A time of this day in the reader's own time: 13:05. `at`: milliseconds since 1970. */
export const hour = (at: number): string =>
  new Intl.DateTimeFormat(LOCALES[language()], { hour: "2-digit", minute: "2-digit" }).format(at);

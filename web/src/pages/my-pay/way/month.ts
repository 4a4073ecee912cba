import { i18n } from "../../../shell/language";

/** A month by its first day: “tháng 9/2026”, “September 2026”. */
export const month = (firstDay: string): string =>
  i18n.locale === "vi" ? `Tháng ${Number(firstDay.slice(5, 7))}/${firstDay.slice(0, 4)}` : i18n.date(`${firstDay}T12:00`, { month: "long", year: "numeric" });

/** The same under a bar. */
export const shortMonth = (firstDay: string): string =>
  i18n.locale === "vi" ? `T${Number(firstDay.slice(5, 7))}` : i18n.date(`${firstDay}T12:00`, { month: "short" });

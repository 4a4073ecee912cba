import { i18n } from "../../../shell/language";

/** A month by its first day, as it stands under a bar. */
export const shortMonth = (firstDay: string): string =>
  i18n.locale === "vi" ? `T${Number(firstDay.slice(5, 7))}` : i18n.date(`${firstDay}T12:00`, { month: "short" });

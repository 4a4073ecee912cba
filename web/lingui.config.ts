import { defineConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "vi"],
  catalogs: [{ path: "src/locales/{locale}", include: ["src"], exclude: ["src/graphql/generated/**", "**/*.d.ts"] }],
  format: formatter({ lineNumbers: false }),
});

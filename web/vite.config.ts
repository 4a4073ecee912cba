import { copyFileSync } from "node:fs";
import { lingui } from "@lingui/vite-plugin";
import { defineConfig, type Plugin } from "vite";

const server = "http://127.0.0.1:8000";

/** The server carries out the documents of its own pages, whatever else it lets in. */
const documents: Plugin = {
  name: "persisted-documents",
  apply: "build",
  writeBundle: (options) =>
    copyFileSync("src/graphql/generated/persisted-documents.json", `${options.dir}/persisted-documents.json`),
};

export default defineConfig({
  plugins: [lingui({ macroTransform: true, failOnMissing: true }), documents],
  build: {
    target: "es2023",
    cssTarget: ["chrome123", "firefox120", "safari17.5"], // they have light-dark(); lowered, it would ignore the scheme
    chunkSizeWarningLimit: 6000, // the editor in GraphiQL is one large file, loaded by its page alone
    rolldownOptions: {
      input: ["index.html", "graphiql.html"],
      // "use client" in a package is for servers that render React; there is none here.
      onLog: (level, log, next) => {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") next(level, log);
      },
    },
  },
  server: {
    fs: { allow: [".."] }, // the sample documents are the ones of docs/how-to
    proxy: Object.fromEntries(
      ["/graphql", "/session", "/sign-in", "/sign-out", "/development", "/pay-lines"].map((path) => [path, server]),
    ),
  },
});

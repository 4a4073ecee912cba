import { defineConfig } from "vite";

const server = "http://127.0.0.1:8000";

export default defineConfig({
  build: {
    target: "es2023",
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
    proxy: { "/graphql": server, "/development": server },
  },
});

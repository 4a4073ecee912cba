// An OpenID provider on this computer (npm oidc-provider): whoever names themselves is whom they name.
// node provider.mjs PORT '{"keys": [...]}' REDIRECT_URI; prints "ready".
import { createRequire } from "node:module";

const require = createRequire(new URL("../package.json", import.meta.url));
const { Provider } = await import(require.resolve("oidc-provider"));
const [port, keys, redirect] = process.argv.slice(2);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  jwks: JSON.parse(keys),
  clients: [
    {
      client_id: "meritgrid-pages",
      client_secret: "a secret of the tests, long enough for anybody",
      redirect_uris: [redirect],
      post_logout_redirect_uris: [new URL("/", redirect).href],
      response_types: ["code"],
      grant_types: ["authorization_code"],
      id_token_signed_response_alg: "RS256",
    },
  ],
  pkce: { required: () => true },
  cookies: { keys: ["for tests only"] },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));

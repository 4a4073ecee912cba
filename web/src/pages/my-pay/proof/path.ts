// The path from a line's leaf to the root of its run (RFC 9162, 2.1.3.2), followed in the reader's own browser.

type Proof = { leaf: string; leafIndex: number; size: number; path: string[]; root: string };

/** Whether the path leads from the leaf to the root; null where the browser computes no hashes: over plain http. */
export async function leads({ leaf, leafIndex, size, path, root }: Proof): Promise<boolean | null> {
  if (!globalThis.crypto?.subtle) return null;
  let place = leafIndex;
  let last = size - 1;
  if (place > last) return false;
  let found = bytes(leaf);
  for (const beside of path.map(bytes)) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      found = await node(beside, found);
      while (place % 2 === 0 && place !== 0) {
        place = place / 2;
        last = Math.floor(last / 2);
      }
    } else {
      found = await node(found, beside);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && hexadecimal(found) === root;
}

const node = async (left: Uint8Array, right: Uint8Array) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array([1, ...left, ...right])));

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

const hexadecimal = (hash: Uint8Array) => Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The page of what an id names, as far as there is one. */
export const placeOf = (id: string) => {
  if (id.startsWith("PayRun_")) return { to: "/quy/duyet/$run", params: { run: id } } as const;
  if (id.startsWith("PayLine_")) return { to: "/tien-cua-toi/$line", params: { line: id } } as const;
  return null;
};

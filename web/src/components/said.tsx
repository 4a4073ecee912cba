/** What a person wrote, inside a sentence of `Trans`, which would take markup in a value for its own and drop it. */
export const Said = ({ of }: { of: string }) => of;

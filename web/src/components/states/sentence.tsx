/** A sentence of the server, in which names for programs stand between backticks. */
export const Sentence = ({ children }: { children: string | null }) =>
  children?.split("`").map((part, place) => (place % 2 ? <code key={place}>{part}</code> : part));

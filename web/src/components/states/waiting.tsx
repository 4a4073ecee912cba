import { Skeleton } from "@mantine/core";

const LINES = 4;

/** The shape of what comes. */
export const Waiting = ({ lines = LINES }: { lines?: number }) => (
  <div className="within waiting" aria-busy="true">
    {Array.from({ length: lines }, (_, line) => (
      <Skeleton key={line} height={line ? 16 : 36} width={line ? "70%" : "45%"} />
    ))}
  </div>
);

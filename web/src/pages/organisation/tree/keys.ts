// The keys of a tree, as the ARIA practices have them: up and down, open and close, first and last, a letter.
import type { KeyboardEvent } from "react";

type Open = (id: string, open: boolean) => void;

/** `onKeyDown` of the tree; `open` opens or closes the unit with the id. */
export const treeKeys = (open: Open) => (event: KeyboardEvent<HTMLElement>) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  const here = items.findIndex((item) => item === document.activeElement);
  const item = items[here];
  if (!item) return;
  if (event.key === " ") item.click();
  const next = { ...moves(items, here), ...sideways(items, here, open) }[event.key] ?? lettered(items, here, event.key);
  if (!next && event.key !== " ") return;
  event.preventDefault();
  next?.()?.focus();
};

type Step = () => HTMLElement | undefined | void;

function moves(items: HTMLElement[], here: number): Record<string, Step> {
  return {
    ArrowDown: () => items[here + 1],
    ArrowUp: () => items[here - 1],
    Home: () => items[0],
    End: () => items.at(-1),
  };
}

function sideways(items: HTMLElement[], here: number, open: Open): Record<string, Step> {
  const item = items[here] as HTMLElement;
  const expanded = item.getAttribute("aria-expanded");
  const level = (of: HTMLElement) => Number(of.getAttribute("aria-level"));
  const set = (to: boolean) => open(item.dataset["unit"] ?? "", to);
  return {
    ArrowRight: () => (expanded === "false" ? set(true) : expanded ? items[here + 1] : undefined),
    ArrowLeft: () =>
      expanded === "true" ? set(false) : items.slice(0, here).findLast((other) => level(other) < level(item)),
  };
}

/** The next unit whose name begins with the letter, from the top again after the last. */
function lettered(items: HTMLElement[], here: number, key: string): Step | undefined {
  if ([...key].length !== 1 || key === " ") return undefined;
  const ahead = [...items.slice(here + 1), ...items.slice(0, here)];
  const found = ahead.find((item) => item.dataset["name"]?.toLowerCase().startsWith(key.toLowerCase()));
  return found && (() => found);
}

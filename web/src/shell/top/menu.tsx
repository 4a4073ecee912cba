import { useLingui } from "@lingui/react/macro";
import { UnstyledButton } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";

const ID = "menu";

/** What the top of a page holds: beside each other on a desk, behind a button on a phone. */
export const Menu = ({ children }: { children: ReactNode }) => {
  const { t } = useLingui();
  const here = useLocation().href;
  const [openAt, setOpenAt] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const open = openAt === here; // whoever goes to another page has chosen
  const close = ({ key }: KeyboardEvent) => {
    if (key !== "Escape" || !open) return;
    setOpenAt(null);
    button.current?.focus();
  };
  return (
    <>
      <UnstyledButton
        ref={button}
        className="menu-button"
        aria-label={t`Menu`}
        aria-expanded={open}
        aria-controls={ID}
        onClick={() => setOpenAt(open ? null : here)}
        onKeyDown={close}
      >
        <span aria-hidden="true">{open ? "✕" : "☰"}</span>
      </UnstyledButton>
      <div id={ID} className="menu" data-open={open || undefined} onKeyDown={close}>
        {children}
      </div>
    </>
  );
};

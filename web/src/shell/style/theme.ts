import { Button, createTheme, type CSSVariablesResolver } from "@mantine/core";

/** The server names it anew in each answer; a style without it is not applied. */
export const nonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

export const theme = createTheme({
  fontFamily: "var(--sans)",
  headings: { fontFamily: "var(--serif)" },
  defaultRadius: 6,
  cursorType: "pointer",
  respectReducedMotion: true,
  components: { Button: Button.extend({ defaultProps: { size: "md" } }) },
});

const ours = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--soft)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-error": "var(--stop)",
  "--mantine-color-placeholder": "var(--soft)",
  "--mantine-color-default": "var(--sheet)",
  "--mantine-color-default-hover": "var(--well)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--rule-strong)",
  "--mantine-primary-color-filled": "var(--accent)",
  "--mantine-primary-color-filled-hover": "var(--accent-hover)",
  "--mantine-primary-color-contrast": "var(--on-accent)",
  "--mantine-color-disabled": "var(--well)",
  "--mantine-color-disabled-color": "var(--soft)",
  "--mantine-color-disabled-border": "var(--rule)",
};

/** Mantine's colours fail WCAG AA in places: every one that the pages use is a token of ours. */
export const variables: CSSVariablesResolver = () => ({ variables: ours, light: ours, dark: ours });

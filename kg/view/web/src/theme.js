// Colours of the picture in light and dark, out of those of the page's data.

const dark = matchMedia("(prefers-color-scheme: dark)");

const triple = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const hex = (rgb) => `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, "0")).join("")}`;

/** So much of the second colour in the first. */
export function mix(one, other, share) {
  const [a, b] = [triple(one), triple(other)];
  return hex(a.map((value, at) => value * (1 - share) + b[at] * share));
}

/** The colours under the system's present preference. */
export function theme(data) {
  const paper = dark.matches ? "#15181c" : "#ffffff";
  const ink = dark.matches ? "#e8eaed" : "#22262b";
  const kinds = {};
  for (const [kind, colour] of Object.entries(data.colours)) {
    kinds[kind] = !dark.matches
      ? colour
      : kind === "Claim"
        ? mix(colour, paper, 0.55)
        : mix(colour, "#ffffff", 0.22);
  }
  const tones = {};
  for (const [tone, colour] of Object.entries(data.tones)) {
    tones[tone] = mix(
      colour,
      paper,
      tone === "other" || tone === "untold" ? (dark.matches ? 0.4 : 0.1) : 0.05,
    );
  }
  return { paper, ink, kinds, tones };
}

/** Call when the preference changes. */
export function onTheme(changed) {
  dark.addEventListener("change", changed);
}

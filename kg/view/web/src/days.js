// Days as numbers since 1970, and as a newspaper writes them.

const DAY = 86400000;
const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** The number of an ISO day. */
export function number(day) {
  return Date.parse(`${day}T00:00:00Z`) / DAY;
}

/** The ISO day of a number. */
export function iso(number) {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** "4 December 2025" for an ISO day; anything else as it is. */
export function spelled(day) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? "");
  return parts ? `${Number(parts[3])} ${MONTHS[Number(parts[2]) - 1]} ${Number(parts[1])}` : (day ?? "");
}

/** A period as short as it goes, or its one day: "1 – 9 January 2025". */
export function period(first, last) {
  if (first === last) return spelled(first);
  const [from, to] = [spelled(first).split(" "), spelled(last).split(" ")];
  if (from.length !== 3 || to.length !== 3) return `${from.join(" ")} – ${to.join(" ")}`;
  while (from.length > 1 && from.at(-1) === to.at(from.length - 1)) from.pop();
  return `${from.join(" ")} – ${to.join(" ")}`;
}
